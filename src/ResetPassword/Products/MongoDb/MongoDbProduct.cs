using ResetPassword.Gateway;

namespace ResetPassword.Products.MongoDb;

/// <summary>ApsaraDB for MongoDB.</summary>
internal static class MongoDbProduct
{
    /// <summary>What a caller gets whose policies do not allow the action.</summary>
    public static readonly ApiError Denied = new(403, "Forbidden.RAM", "User not authorized to operate on the specified resource, or this API doesn't support RAM.", By.Policy, Source: ErrorSource.DocumentedElsewhere);

    public static readonly DatabaseProduct Product = new()
    {
        Name = "MongoDb",
        Code = "Dds",
        Version = "2015-12-01",
        EndpointLabels = ["mongodb", "dds"],
        Operations = [new ResetAccountPassword()],
        Instances = MongoDbInstances.Model,
        VendorActions = Products.VendorActions.Of("MongoDb"),
    };
}
