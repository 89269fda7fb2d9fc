using ResetPassword.Gateway;

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
        Operations = [new ResetAccountPassword()],
        Instances = SelectDbInstances.Model,
        VendorActions = Products.VendorActions.Of("SelectDb"),
    };
}
