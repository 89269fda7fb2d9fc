using ResetPassword.Operations;

namespace ResetPassword.Products.Sts;

/// <summary>Security Token Service: who am I, and the temporary keys of roles.</summary>
internal static class StsProduct
{
    public static readonly Product Product = new()
    {
        Name = "Sts",
        Code = "Sts",
        Version = "2015-04-01",
        EndpointLabels = ["sts", "sts-vpc"],
        Operations = [new AssumeRole(), new GetCallerIdentity()],
        ExampleAction = nameof(AssumeRole),
        VendorActions = new(new HashSet<string> { "AssumeRole", "AssumeRoleWithOIDC", "AssumeRoleWithSAML", "GetCallerIdentity" }),
    };
}
