using ResetPassword.Gateway;

namespace ResetPassword.Products.PolarDb;

/// <summary>PolarDB.</summary>
internal static class PolarDbProduct
{
    /// <summary>What a caller gets whose policies do not allow the action.</summary>
    public static readonly ApiError Denied = new(403, "Forbidden.RAM", "User not authorized to operate on the specified resource, or this API does not support RAM.", By.Policy, Source: ErrorSource.DocumentedElsewhere);

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
