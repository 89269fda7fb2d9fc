namespace ResetPassword.Products.PolarDb;

/// <summary>Deletes a database account of a cluster of an edge zone.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-deleteaccountzonal</remarks>
internal sealed class DeleteAccountZonal() : ZonalTwin(new DeleteAccount(), "delete");
