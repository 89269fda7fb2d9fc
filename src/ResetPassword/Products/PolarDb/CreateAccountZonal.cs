namespace ResetPassword.Products.PolarDb;

/// <summary>Creates a database account on a cluster of an edge zone.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-createaccountzonal</remarks>
internal sealed class CreateAccountZonal() : ZonalTwin(new CreateAccount(), "create");
