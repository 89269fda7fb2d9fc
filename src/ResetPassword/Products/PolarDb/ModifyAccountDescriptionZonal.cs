namespace ResetPassword.Products.PolarDb;

/// <summary>Gives a database account on a cluster of an edge zone another description.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-modifyaccountdescriptionzonal</remarks>
internal sealed class ModifyAccountDescriptionZonal() : ZonalTwin(new ModifyAccountDescription(), "update", ClientToken);
