using System.Collections.Concurrent;
using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Products;

namespace ResetPassword.Http.Controls;

/// <summary>A row of the contract, and the vendor's page that has it, if one does.</summary>
internal sealed record DocumentedRow(ErrorRow Row, string? Page)
{
    private const string GatewayPage = "https://www.alibabacloud.com/help/en/sdk/product-overview/common-error-codes";

    // Made for the first refusal of an action that is looked at.
    private static readonly ConcurrentDictionary<Operation, DocumentedRow[]> OfActions = new();

    private static readonly Lazy<DocumentedRow[]> OfGateway = new(() => [.. GatewayErrors.All.Select(error => Of(error, GatewayPage))]);

    /// <summary>The row of a call's answer; null where no table has it, as with the code of a fault rule.</summary>
    public static DocumentedRow? Find(string? productName, string? action, int status, string code, string? message)
    {
        var product = Catalogue.Products.FirstOrDefault(known => known.Name == productName);
        var operation = product?.Operations.FirstOrDefault(known => known.Action == action);
        var own = product is null || operation is null ? [] : OfActions.GetOrAdd(operation, static (it, of) => RowsOf(of, it), product);
        return Find(own, status, code, message) ?? Find(OfGateway.Value, status, code, message);
    }

    private static DocumentedRow? Find(DocumentedRow[] rows, int status, string code, string? message)
    {
        var answered = new ApiError(status, code, message ?? "", By.Fault);
        return rows.FirstOrDefault(known => (known.Row.Error.Status, known.Row.Error.Code, known.Row.Error.Message) == (status, code, answered.Message))
            ?? rows.FirstOrDefault(known => known.Row.Error.Covers(answered));
    }

    private static DocumentedRow[] RowsOf(Product product, Operation operation) =>
    [
        .. product.ErrorsOf(operation).Select(row => Of(row, operation.Documentation)),
        .. operation.Parameters.Where(parameter => parameter.IsRequired)
            .Select(parameter => Of(GatewayErrors.Missing(parameter.Name), GatewayPage)),
        .. product.CommonErrors.Value.Select(error => Of(error, null)),
    ];

    private static DocumentedRow Of(ErrorRow row, string? page) => new(row, row.Source == ErrorSource.Documented ? page : null);
}
