using ResetPassword.Gateway;

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
        Operations = [new ResetAccountPassword()],
        Instances = RdsInstances.Model,
        CommonErrors = Products.CommonErrors.Of("Rds"),
        VendorActions = Products.VendorActions.Of("Rds"),
    };
}
