using ResetPassword.Operations;
using ResetPassword.Products.AnalyticDb;
using ResetPassword.Products.Location;
using ResetPassword.Products.MongoDb;
using ResetPassword.Products.PolarDb;
using ResetPassword.Products.Rds;
using ResetPassword.Products.SelectDb;
using ResetPassword.Products.Sts;
using ResetPassword.Products.Vpc;

namespace ResetPassword.Products;

/// <summary>Every product that is served.</summary>
internal static class Catalogue
{
    /// <summary>The products that have instances.</summary>
    public static readonly IReadOnlyList<DatabaseProduct> Databases =
    [
        SelectDbProduct.Product,
        RdsProduct.Product,
        MongoDbProduct.Product,
        AnalyticDbProduct.Product,
        PolarDbProduct.Product,
    ];

    public static readonly IReadOnlyList<Product> Products = [.. Databases, StsProduct.Product, LocationProduct.Product, VpcProduct.Product];
}
