using ResetPassword.Gateway;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>AnalyticDB for PostgreSQL.</summary>
internal static class AnalyticDbProduct
{
    /// <summary>What a caller gets whose policies do not allow the action.</summary>
    public static readonly ApiError Denied = new(403, "Forbidden.RAM", "The user is not authorized to operate the specified resource, or this operation does not support RAM.", By.Policy, Source: ErrorSource.DocumentedElsewhere);

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
        Instances = AnalyticDbInstances.Model,
        VendorActions = Products.VendorActions.Of("AnalyticDb"),
    };
}
