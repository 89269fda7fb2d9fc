using ResetPassword.Testing.Xunit;

namespace ResetPassword.Testing.Tests;

/// <summary>How products are named: as the constants do, by the vendor's code, and in any case.</summary>
public sealed class NamesTests(EmulatorFixture emulator) : TenantTest(emulator)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_constants_are_the_products_that_there_are()
    {
        var products = (await Cloud.GetContractAsync(Cancellation))["products"]!.AsArray().Select(product => (string)product!["name"]!);

        Assert.Equal(products.Order(StringComparer.Ordinal),
            typeof(Products).GetFields().Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(Products.MongoDb)]
    [InlineData("Dds")]
    [InlineData("dds")]
    [InlineData("DDS")]
    [InlineData("mongodb")]
    public async Task A_product_is_named_by_its_name_or_the_vendor_s_code_in_any_case(string name)
    {
        await Tenant.Instances.PutAsync(new(name, "dds-own"), Cancellation);
        await Tenant.Faults.ArmAsync(new(name, "ResetAccountPassword") { Code = "Throttling" }, Cancellation);

        Assert.Equal(Products.MongoDb, (await Tenant.Instances.GetAsync("dds-own", Cancellation)).Product);
        Assert.Equal(Products.MongoDb, Assert.Single(await Tenant.Faults.ListAsync(Cancellation)).Fault.Product);
        Assert.True((await Tenant.DecideAccessAsync(name, "ResetAccountPassword", cancellationToken: Cancellation)).Allowed);
        await Tenant.Journal.AssertAsync(new() { Product = name }, times: 0, Cancellation);
    }

    [Fact]
    public async Task A_product_that_does_not_exist_is_refused_with_those_that_do()
    {
        var refused = await Assert.ThrowsAsync<EmulatorControlException>(() => Tenant.Journal.CountAsync(new() { Product = "Oss" }, Cancellation));

        Assert.Contains("MongoDb (Dds)", refused.Message, StringComparison.Ordinal);
    }
}
