using ResetPassword.Operations;

namespace ResetPassword.Products.Vpc;

/// <summary>Virtual private clouds, as far as the vendor's Terraform provider asks for one when it creates a database instance.</summary>
internal static class VpcProduct
{
    public static readonly Product Product = new()
    {
        Name = "Vpc",
        Code = "Vpc",
        Version = "2016-04-28",
        EndpointLabels = ["vpc"],
        Operations = [new DescribeVSwitchAttributes()],
        ExampleAction = nameof(DescribeVSwitchAttributes),
        VendorActions = Products.VendorActions.Of("Vpc"),
    };
}
