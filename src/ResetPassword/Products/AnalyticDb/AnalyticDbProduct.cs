using ResetPassword.Operations;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>AnalyticDB for PostgreSQL.</summary>
internal static class AnalyticDbProduct
{
    public static readonly DatabaseProduct Product = new()
    {
        Name = "AnalyticDb",
        Code = "gpdb",
        Version = "2016-05-03",
        EndpointLabels = ["gpdb"],
        Operations =
        [
            new ResetAccountPassword(), new CreateAccount(), new DescribeAccounts(), new GetAccount(), new DeleteAccount(), new ModifyAccountDescription(),
            new CreateDBInstance(), new DescribeDBInstances(), new DescribeDBInstanceAttribute(), new DeleteDBInstance(), new DescribeRegions(),
            new DescribeDBInstanceIPArrayList(), new ModifySecurityIps(), new CreateDBInstanceIPArray(), new DeleteDBInstanceIPArray(),
            new DescribeDBInstanceNetInfo(), new AllocateInstancePublicConnection(), new ReleaseInstancePublicConnection(),
            new ModifyDBInstanceConnectionString(), new ModifyDBInstanceDescription(), new ModifyDBInstanceMaintainTime(),
            new ModifyDBInstanceResourceGroup(), new TagResources(), new UntagResources(), new ListTagResources(), new CreateDatabase(),
            new DescribeDatabase(), new DeleteDatabase(), new DescribeDBInstanceSSL(), new DescribeDBResourceManagementMode(),
            new DescribeDataShareInstances(), new DescribeParameters(), new ModifyParameters(), new ModifyDBInstanceSSL(), new EnableDBResourceGroup(),
            new DisableDBResourceGroup(), new SetDataShareInstance(), new UpgradeDBInstance(), new ModifyMasterSpec(), new ModifyVectorConfiguration(),
            new PauseInstance(), new ResumeInstance(), new ModifyDBInstancePayType(), new UpgradeDBVersion(),
        ],
        ExampleAction = nameof(ResetAccountPassword),
        Instances = AnalyticDbInstances.Model,
        FaultErrors = Products.FaultErrors.Of("AnalyticDb"),
        VendorActions = Products.VendorActions.Of("AnalyticDb"),
    };
}
