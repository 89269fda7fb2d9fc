using ResetPassword.Gateway;

namespace ResetPassword.Products.MongoDb;

/// <summary>ApsaraDB for MongoDB.</summary>
internal static class MongoDbProduct
{
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
