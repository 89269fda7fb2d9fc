using ResetPassword.Gateway;

namespace ResetPassword.Products.PolarDb;

/// <summary>PolarDB.</summary>
internal static class PolarDbProduct
{
    /// <summary>What a caller gets whose policies do not allow the action.</summary>
    public static readonly ApiError Denied = new(403, "Forbidden.RAM", "User not authorized to operate on the specified resource, or this API does not support RAM.", By.Policy, Source: ErrorSource.DocumentedElsewhere);

    public static readonly DatabaseProduct Product = new()
    {
        Name = "PolarDb",
        Code = "polardb",
        Version = "2017-08-01",
        EndpointLabels = ["polardb"],
        Operations =
        [
            new ResetAccount(), new ResetAccountPassword(), new ModifyAccountPassword(), new CreateAccount(), new DescribeAccounts(), new DeleteAccount(),
            new ModifyAccountDescription(), new ModifyAccountLockState(), new CheckAccountName(), new GrantAccountPrivilege(), new RevokeAccountPrivilege(), new CreateDatabase(),
            new DescribeDatabases(), new CreateDBCluster(), new DescribeDBClusters(), new DescribeDBClusterAttribute(), new DeleteDBCluster(), new DescribeRegions(),
        ],
        Instances = PolarDbInstances.Model,
        FaultErrors = Products.FaultErrors.Of("PolarDb"),
        VendorActions = Products.VendorActions.Of("PolarDb"),
    };
}
