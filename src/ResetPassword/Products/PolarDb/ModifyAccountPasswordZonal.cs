namespace ResetPassword.Products.PolarDb;

/// <summary>Changes the password of a database account on a cluster of an edge zone.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-modifyaccountpasswordzonal</remarks>
internal sealed class ModifyAccountPasswordZonal() : ZonalTwin(new ModifyAccountPassword(), "update", ClientToken);
