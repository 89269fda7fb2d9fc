using ResetPassword.Emulator;
using ResetPassword.Gateway;
using ResetPassword.Products;
using ResetPassword.Store;

namespace ResetPassword.Http.Controls;

/// <summary>Reads a fault rule. One for a product, an action or a code that does not exist is refused here, when it is armed.</summary>
internal static class FaultReader
{
    public const int MaxDelayMilliseconds = 600_000;

    private const int NotModified = 304;

    /// <summary>The rule; it is worth nothing when there are faults.</summary>
    public static FaultRule Read(LocatedJson root, string id, DocumentFaults faults)
    {
        var fields = new DocumentObject(root, "$", faults, ["match", "error", "when", "delayMilliseconds", "connection", "schedule"]);
        var (match, product, operation) = ReadMatch(fields, faults, root);
        var error = fields.Object("error", ["code", "status", "message"]) is { } errorFields ? ReadError(errorFields, product, operation) : null;
        var moment = Enum.Parse<FaultMoment>(fields.OneOf("when", "before", ["before", "after"]), ignoreCase: true);
        var delay = TimeSpan.FromMilliseconds(fields.Number("delayMilliseconds", 0, MaxDelayMilliseconds) ?? 0);
        var connection = Enum.Parse<ConnectionFate>(fields.OneOf("connection", "none", ["none", "reset", "truncate", "hang"]), ignoreCase: true);
        var schedule = fields.Object("schedule", ["first", "nth", "every", "probability", "seed"]) is { } scheduleFields ? ReadSchedule(scheduleFields) : new();
        if (!fields.Has("error") && delay == TimeSpan.Zero && connection == ConnectionFate.None)
            fields.Fault("error", "Expected an error, a delayMilliseconds or a connection: this rule would do nothing.");
        return new(id, match, error, moment, delay, connection, schedule);
    }

    private static (FaultMatch Match, Product? Product, Operation? Operation) ReadMatch(DocumentObject rule, DocumentFaults faults, LocatedJson root)
    {
        if (rule.Object("match", ["product", "action", "instanceId", "accountName"]) is not { } fields)
        {
            faults.Add(new(root.Line, "$.match", "Expected an object with product and action."));
            return (new("", "", null, null), null, null);
        }

        var productName = fields.OneOf("product", "", [.. Catalogue.Products.Select(p => p.Name)]);
        if (!fields.Has("product"))
            fields.Fault("product", $"Expected one of {string.Join(", ", Catalogue.Products.Select(p => p.Name))}.");
        var product = Catalogue.Products.FirstOrDefault(p => p.Name == productName);
        string[] actions = product is null ? [] : [.. product.Operations.Select(o => o.Action)];
        var action = product is null ? "" : fields.OneOf("action", "", actions);
        if (product is not null && !fields.Has("action"))
            fields.Fault("action", $"Expected one of {string.Join(", ", actions)}.");
        var match = new FaultMatch(productName, action, OrNull(fields.Text("instanceId", "")), OrNull(fields.Text("accountName", "")));
        return (match, product, product?.Operations.FirstOrDefault(o => o.Action == action));
    }

    private static ApiError? ReadError(DocumentObject fields, Product? product, Operation? operation)
    {
        var code = fields.RequiredText("code");
        var status = (int?)fields.Number("status", 300, 599);
        if (status == NotModified)
            fields.Fault("status", "Expected 300 to 599, except 304, whose answers have no body.");
        var message = fields.Has("message") ? fields.Text("message", "") : null;
        var row = RowsOf(product, operation).FirstOrDefault(row => row.Code == code && (status is null || row.Status == status));
        if (row is not null)
            return message is null ? row : row with { Message = message };
        if (status is { } anyStatus && message is not null)
            return new(anyStatus, code, message, By.Fault, Source: ErrorSource.Analogy);
        if (code != "" && operation is not null)
            fields.Fault("code", $"{operation.Action} has no error with this code in /_emulator/contract. Expected one of its codes, or status and message as well.");
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
        string[] kinds = ["first", "nth", "every", "probability"];
        if (kinds.Count(fields.Has) != 1)
            fields.Fault("first", "Expected exactly one of first, nth, every and probability.");
        if (fields.Has("seed") != fields.Has("probability"))
            fields.Fault("seed", "Expected probability and seed together.");
        return new(
            (int?)fields.Number("first", 1, int.MaxValue),
            (int?)fields.Number("nth", 1, int.MaxValue),
            (int?)fields.Number("every", 1, int.MaxValue),
            fields.Fraction("probability", 0, 1),
            (int?)fields.Number("seed", int.MinValue, int.MaxValue));
    }

    private static string? OrNull(string text) => text == "" ? null : text;
}
