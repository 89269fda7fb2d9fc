using ResetPassword.Gateway;

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
        Operations = [new ResetAccount()],
        Instances = PolarDbInstances.Model,
        VendorActions = Products.VendorActions.Of("PolarDb"),
    };
}
