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
