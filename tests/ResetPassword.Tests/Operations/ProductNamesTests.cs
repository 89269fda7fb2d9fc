using ResetPassword.Operations;
using ResetPassword.Products;

namespace ResetPassword.Tests.Operations;

public sealed class ProductNamesTests
{
    /// <summary>Every product by its name and by the vendor's code, as they are written and in other cases.</summary>
    public static TheoryData<string, string> Spellings => new(Catalogue.Products
        .SelectMany(product => new[] { product.Name, product.Code }, (product, name) => (product.Name, name))
        .SelectMany(named => new[] { named.name, named.name.ToLowerInvariant(), named.name.ToUpperInvariant() }, (named, spelling) => (named.Name, spelling))
        .Distinct());

    [Theory]
    [MemberData(nameof(Spellings))]
    public void A_product_is_found_by_its_name_and_its_code_in_any_case(string product, string spelling) =>
        Assert.Equal(product, Catalogue.Products.Named(spelling)?.Name);

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("Redis")]
    [InlineData("rds ")]
    [InlineData("mongo")]
    public void What_names_no_product_finds_none(string? text) => Assert.Null(Catalogue.Products.Named(text));

    [Theory]
    [InlineData("resetaccountpassword", "ResetAccountPassword")]
    [InlineData("ResetAccountPasword", "ResetAccountPassword")]
    [InlineData("ResetAcountPasswrd", "ResetAccountPassword")]
    [InlineData("DescribeAccount", "DescribeAccounts")]
    [InlineData("ResetPassword", null)]
    [InlineData("", null)]
    public void An_action_that_was_probably_meant_is_named(string text, string? meant) =>
        Assert.Equal(meant, ProductNames.FindMeant(["ResetAccount", "ResetAccountPassword", "DescribeAccounts"], text));
}
