using ResetPassword.Operations;

namespace ResetPassword.Products.PolarDb;

/// <summary>PolarDB.</summary>
internal static class PolarDbProduct
{
    public static readonly DatabaseProduct Product = new()
    {
        Name = "PolarDb",
        Code = "polardb",
        Version = "2017-08-01",
        EndpointLabels = ["polardb"],
        Operations =
        [
            new ResetAccount(), new ResetAccountPassword(), new ModifyAccountPassword(), new CreateAccount(), new DescribeAccounts(), new DeleteAccount(),
            new ModifyAccountDescription(), new ModifyAccountLockState(), new CheckAccountName(), new GrantAccountPrivilege(),
            new RevokeAccountPrivilege(), new CreateDatabase(), new DeleteDatabase(), new DescribeDatabases(), new CreateDBCluster(), new DescribeDBClusters(),
            new DescribeDBClusterAttribute(), new DeleteDBCluster(), new DescribeRegions(), new DescribeDBClusterAccessWhitelist(),
            new ModifyDBClusterAccessWhitelist(), new DescribeDBClusterEndpoints(), new ModifyDBDescription(), new ModifyDBClusterDescription(),
            new TagResources(), new UntagResources(), new ListTagResources(), new DescribeAutoRenewAttribute(), new DescribeDBClusterParameters(),
            new DescribeDBClusterAuditLogCollector(), new DescribeDBClusterTDE(), new DescribeDBClusterSSL(), new DescribeDBClusterVersion(),
            new DescribeDBClusterServerlessConf(), new DescribeGlobalSecurityIPGroupRelation(), new CreateDBNodes(), new DeleteDBNodes(),
            new ModifyDBClusterDeletion(), new CreateAccountZonal(), new DescribeAccountsZonal(), new ModifyAccountDescriptionZonal(),
            new ModifyAccountPasswordZonal(), new DeleteAccountZonal(), new ModifyAutoRenewAttribute(),
            new ModifyDBClusterServerlessConf(), new CreateDBClusterEndpoint(), new ModifyDBClusterEndpoint(), new DeleteDBClusterEndpoint(),
        ],
        ExampleAction = nameof(ResetAccount),
        Instances = PolarDbInstances.Model,
        FaultErrors = Products.FaultErrors.Of("PolarDb"),
        VendorActions = Products.VendorActions.Of("PolarDb"),
    };
}
