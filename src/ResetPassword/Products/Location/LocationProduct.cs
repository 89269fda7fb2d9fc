using ResetPassword.Operations;

namespace ResetPassword.Products.Location;

/// <summary>The service that tells older SDK cores where a product's endpoint is.</summary>
internal static class LocationProduct
{
    public static readonly Product Product = new()
    {
        Name = "Location",
        Code = "Location",
        Version = "2015-06-12",
        EndpointLabels = ["location", "location-readonly"],
        Operations = [new DescribeEndpoints()],
        ExampleAction = nameof(DescribeEndpoints),
        VendorActions = new(new HashSet<string> { "DescribeEndpoint", "DescribeEndpoints", "DescribeRegions", "DescribeServices" }),
    };
}
