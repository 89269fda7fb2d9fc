using ResetPassword.Operations;

namespace ResetPassword.Products.Rds;

/// <summary>ApsaraDB RDS.</summary>
internal static class RdsProduct
{
    public static readonly DatabaseProduct Product = new()
    {
        Name = "Rds",
        Code = "Rds",
        Version = "2014-08-15",
        EndpointLabels = ["rds", "rds-vpc"],
        Operations =
        [
            new ResetAccountPassword(), new ResetAccount(), new CreateAccount(), new DescribeAccounts(), new DeleteAccount(),
            new ModifyAccountDescription(), new GrantAccountPrivilege(), new RevokeAccountPrivilege(), new LockAccount(), new UnlockAccount(),
            new CheckAccountNameAvailable(), new CreateDatabase(), new DeleteDatabase(), new DescribeDatabases(), new CreateDBInstance(),
            new DescribeDBInstances(), new DescribeDBInstanceAttribute(), new DeleteDBInstance(), new DescribeRegions(), new DescribeTasks(),
            new DescribeDBInstanceIPArrayList(), new ModifySecurityIps(), new TagResources(), new UntagResources(), new ListTagResources(),
            new DescribeTags(), new DescribeDBInstanceNetInfo(), new AllocateInstancePublicConnection(), new ReleaseInstancePublicConnection(),
            new ModifyDBInstanceConnectionString(), new ModifyDBDescription(), new ModifyDBInstanceDescription(), new ModifyAccountCheckPolicy(),
            new DescribeInstanceKeywords(), new DescribeAvailableZones(), new RestartDBInstance(), new ModifyDBInstanceDeletionProtection(),
            new ModifyResourceGroup(), new ModifyDBInstanceMonitor(), new ModifyDBInstanceMaintainTime(), new DescribeDBInstanceMonitor(),
            new DescribeSQLCollectorPolicy(), new DescribeSQLCollectorRetention(), new DescribeDBInstanceEncryptionKey(), new DescribeDBInstanceHAConfig(),
            new DescribeParameters(), new DescribePGHbaConfig(), new DescribeInstanceAutoRenewalAttribute(), new DescribeSecurityGroupConfiguration(),
            new DescribeDBInstanceSSL(), new DescribeDBInstanceTDE(), new DescribeHASwitchConfig(), new DescribeHADiagnoseConfig(),
            new DescribeInstanceLinkedWhitelistTemplate(),
        ],
        ExampleAction = nameof(ResetAccountPassword),

        // github.com/aliyun/terraform-provider-alicloud, service_alicloud_rds.go: it takes tags away by this name.
        OtherSpellings = new Dictionary<string, string> { ["UnTagResources"] = nameof(UntagResources) },
        Instances = RdsInstances.Model,
        CommonErrors = Products.CommonErrors.Of("Rds"),
        FaultErrors = Products.FaultErrors.Of("Rds"),
        VendorActions = Products.VendorActions.Of("Rds"),
    };
}
