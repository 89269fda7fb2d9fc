using ResetPassword.Documents;
using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Products;
using ResetPassword.Tenancy;

namespace ResetPassword.Http.Controls;

/// <summary>Reads a fault rule. One for a product, an action or a code that does not exist is refused here, when it is armed.</summary>
internal static class FaultReader
{
    /// <summary>The rule; it is worth nothing when there are faults.</summary>
    public static FaultRule Read(LocatedJson root, string id, DocumentFaults faults)
    {
        var fields = new DocumentObject(root, "$", faults, FaultDocument.Shape);
        var (match, product, operation) = ReadMatch(fields, faults, root);
        var error = fields.Object(FaultDocument.Error) is { } errorFields ? ReadError(errorFields, product, operation) : null;
        var moment = Enum.Parse<FaultMoment>(fields.Word(FaultDocument.When), ignoreCase: true);
        var delay = TimeSpan.FromMilliseconds(fields.Number(FaultDocument.DelayMilliseconds) ?? 0);
        var connection = Enum.Parse<ConnectionFate>(fields.Word(FaultDocument.Connection), ignoreCase: true);
        var schedule = fields.Object(FaultDocument.Schedule) is { } scheduleFields ? ReadSchedule(scheduleFields) : new();
        if (!fields.Has(FaultDocument.Error) && delay == TimeSpan.Zero && connection == ConnectionFate.None)
            fields.Fault(FaultDocument.Error, "Expected an error, a delayMilliseconds or a connection: this rule would do nothing.");
        return new(id, match, error, moment, delay, connection, schedule);
    }

    private static (FaultMatch Match, Product? Product, Operation? Operation) ReadMatch(DocumentObject rule, DocumentFaults faults, LocatedJson root)
    {
        if (rule.Object(FaultDocument.Match) is not { } fields)
        {
            faults.Add(new(root.Line, "$.match", "Expected an object with product and action."));
            return (new("", "", null, null), null, null);
        }

        var (product, operation) = ReadAction(fields);
        var match = new FaultMatch(
            product?.Name ?? "", operation?.Action ?? "", OrNull(fields.Text(FaultDocument.InstanceId)), OrNull(fields.Text(FaultDocument.AccountName)));
        return (match, product, operation);
    }

    /// <summary>The action that a document names by product and action; a fault where there is none.</summary>
    public static (Product? Product, Operation? Operation) ReadAction(DocumentObject fields)
    {
        var product = Catalogue.Products.Named(fields.Text(FaultDocument.Product.Name, ""));
        if (product is null)
            fields.Fault(FaultDocument.Product, $"Expected one of {Catalogue.Products.ListNames()}.");
        return (product, product is null ? null : ReadOperation(fields, product));
    }

    private static Operation? ReadOperation(DocumentObject fields, Product product)
    {
        var action = fields.Text(FaultDocument.Action.Name, "");
        if (product.Operations.FirstOrDefault(operation => operation.Action == action) is { } operation)
            return operation;
        var actions = product.Operations.Select(known => known.Action).ToArray();
        var meant = ProductNames.FindMeant(actions, action);
        fields.Fault(FaultDocument.Action, $"Expected one of {string.Join(", ", actions)}.{(meant is null ? "" : $" Did you mean {meant}?")}");
        return null;
    }

    private static ApiError? ReadError(DocumentObject fields, Product? product, Operation? operation)
    {
        var code = fields.RequiredText(FaultDocument.Code);
        var status = (int?)fields.Number(FaultDocument.Status);
        if (status == FaultDocument.NotModified)
            fields.Fault(FaultDocument.Status, "Expected 300 to 599, except 304, whose answers have no body.");
        var message = fields.Text(FaultDocument.Message);
        var row = RowsOf(product, operation).FirstOrDefault(row => row.Code == code && (status is null || row.Status == status));
        if (row is not null)
            return message is null ? row : row with { Message = message };
        if (status is { } anyStatus && message is not null)
            return new(anyStatus, code, message, By.Fault, Source: ErrorSource.Analogy);
        if (code != "" && operation is not null)
            fields.Fault(FaultDocument.Code,
                $"{operation.Action} has no error with this code in /_emulator/contract. Expected one of its codes, or status and message as well.");
        return null;
    }

    private static IEnumerable<ApiError> RowsOf(Product? product, Operation? operation) =>
    [
        .. product is null || operation is null ? [] : product.ErrorsOf(operation).Select(row => row.Error),
        .. operation?.Parameters.Where(p => p.IsRequired).Select(p => GatewayErrors.Missing(p.Name)) ?? [],
        .. GatewayErrors.Literal,
        .. product?.CommonErrors.Value ?? [],
    ];

    private static FaultSchedule ReadSchedule(DocumentObject fields)
    {
        DocumentMember[] kinds = [FaultDocument.First, FaultDocument.Nth, FaultDocument.Every, FaultDocument.Probability];
        if (kinds.Count(fields.Has) != 1)
            fields.Fault(FaultDocument.First, "Expected exactly one of first, nth, every and probability.");
        if (fields.Has(FaultDocument.Seed) != fields.Has(FaultDocument.Probability))
            fields.Fault(FaultDocument.Seed, "Expected probability and seed together.");
        return new(
            (int?)fields.Number(FaultDocument.First),
            (int?)fields.Number(FaultDocument.Nth),
            (int?)fields.Number(FaultDocument.Every),
            fields.Fraction(FaultDocument.Probability),
            (int?)fields.Number(FaultDocument.Seed));
    }

    private static string? OrNull(string? text) => text == "" ? null : text;
}
