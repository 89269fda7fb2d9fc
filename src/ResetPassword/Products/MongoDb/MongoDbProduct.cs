using ResetPassword.Operations;

namespace ResetPassword.Products.MongoDb;

/// <summary>ApsaraDB for MongoDB.</summary>
internal static class MongoDbProduct
{
    public static readonly DatabaseProduct Product = new()
    {
        Name = "MongoDb",
        Code = "Dds",
        Version = "2015-12-01",
        EndpointLabels = ["mongodb", "dds"],
        Operations =
        [
            new ResetAccountPassword(), new CreateAccount(), new DescribeAccounts(), new ModifyAccountDescription(), new CreateDBInstance(),
            new CreateShardingDBInstance(), new DescribeDBInstances(), new DescribeDBInstanceAttribute(), new DeleteDBInstance(), new DescribeRegions(),
            new DescribeSecurityIps(), new ModifySecurityIps(), new DescribeReplicaSetRole(), new DescribeShardingNetworkAddress(),
            new ModifyDBInstanceDescription(), new RestartDBInstance(), new TagResources(), new UntagResources(), new ListTagResources(),
            new DescribeInstanceAutoRenewalAttribute(), new DescribeSecurityGroupConfiguration(), new DescribeBackupPolicy(), new DescribeDBInstanceTDEInfo(),
            new DescribeDBInstanceSSL(), new DescribeGlobalSecurityIPGroupRelation(), new DescribeParameters(), new DescribeUserEncryptionKeyList(),
            new DescribeRoleZoneInfo(), new AllocatePublicNetworkAddress(), new ReleasePublicNetworkAddress(), new ModifyDBInstanceConnectionString(),
        ],
        ExampleAction = nameof(ResetAccountPassword),
        Instances = MongoDbInstances.Model,
        FaultErrors = Products.FaultErrors.Of("MongoDb"),
        VendorActions = Products.VendorActions.Of("MongoDb"),
    };
}
