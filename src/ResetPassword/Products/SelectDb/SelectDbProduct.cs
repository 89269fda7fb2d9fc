using ResetPassword.Operations;

namespace ResetPassword.Products.SelectDb;

/// <summary>ApsaraDB for SelectDB.</summary>
internal static class SelectDbProduct
{
    public static readonly DatabaseProduct Product = new()
    {
        Name = "SelectDb",
        Code = "selectdb",
        Version = "2023-05-22",
        EndpointLabels = ["selectdb"],
        Operations =
        [
            new ResetAccountPassword(), new CreateDBInstance(), new DescribeDBInstances(), new DescribeDBInstanceAttribute(), new DescribeDBInstanceNetInfo(),
            new DescribeSecurityIPList(), new DeleteDBInstance(), new DescribeRegions(),
            new ModifySecurityIPList(), new TagResources(), new UntagResources(), new ModifyDBInstanceAttribute(), new AllocateInstancePublicConnection(),
            new ReleaseInstancePublicConnection(), new UpgradeDBInstanceEngineVersion(),
            new CreateDBCluster(), new DeleteDBCluster(), new ModifyDBCluster(), new ModifyBEClusterAttribute(), new StartBECluster(), new StopBECluster(),
            new RestartDBCluster(), new DescribeDBClusterConfig(), new ModifyDBClusterConfig(), new DescribeDBClusterConfigChangeLogs(),
            new ModifyDBInstancePayType(),
        ],
        ExampleAction = nameof(ResetAccountPassword),
        Instances = SelectDbInstances.Model,
        CommonErrors = Products.CommonErrors.Of("SelectDb"),
        FaultErrors = Products.FaultErrors.Of("SelectDb"),
        VendorActions = Products.VendorActions.Of("SelectDb"),
    };
}
