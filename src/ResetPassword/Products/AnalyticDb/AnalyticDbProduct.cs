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
        ],
        ExampleAction = nameof(ResetAccountPassword),
        Instances = AnalyticDbInstances.Model,
        VendorActions = Products.VendorActions.Of("AnalyticDb"),
    };
}
