using System.Reflection;
using ResetPassword.Products;
using ResetPassword.Tests.Documentation;

namespace ResetPassword.SdkTests;

/// <summary>What docs/terraform.md says runs is called by these tests.</summary>
public sealed class TerraformTableTests
{
    public static TheoryData<string> Resources => [.. TerraformResource.All.Select(resource => resource.Name)];

    [Theory]
    [MemberData(nameof(Resources))]
    public void A_resource_has_a_test_and_each_of_its_actions_is_called(string name)
    {
        var resource = TerraformResource.All.Single(r => r.Name == name);
        string[] files = [$"Terraform{resource.Product}*.cs", "TerraformTests.cs", "TerraformVpcTests.cs"];
        var sources = string.Join('\n', files.SelectMany(pattern => Directory.EnumerateFiles(SdkDriver.Folder(), pattern)).SelectMany(File.ReadLines)
            .Where(line => !line.Contains("StartAsync(", StringComparison.Ordinal)));
        var tests = typeof(TerraformTableTests).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<FactAttribute>() is not null).Select(method => method.Name);

        var running = resource.Create.Concat(resource.Read).Concat(resource.Destroy)
            .Concat(resource.Updates.Where(update => TerraformPage.FindStop(resource, update.Actions) is null).SelectMany(update => update.Actions));

        Assert.Contains(tests, test => test.StartsWith($"Alicloud_{name}", StringComparison.Ordinal));
        Assert.All(running, action => Assert.Contains($"\"{action[(action.IndexOf('.', StringComparison.Ordinal) + 1)..]}\"", sources));
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public void Create_read_and_destroy_run(string name)
    {
        var resource = TerraformResource.All.Single(r => r.Name == name);

        Assert.Null(TerraformPage.FindStop(resource, [.. resource.Create, .. resource.Read, .. resource.Destroy]));
    }

    [Fact]
    public void What_is_said_to_stop_is_an_action_of_the_vendors_that_is_not_emulated()
    {
        var attributes =
            from resource in TerraformResource.All
            from update in resource.Updates
            let stop = TerraformPage.FindStop(resource, update.Actions)
            where stop is not null
            select (resource.Product, Action: stop);
        var stops = attributes.Concat(TerraformResource.Others.Select(other => (other.Product, other.Action)));

        Assert.All(stops, stop =>
        {
            var product = Catalogue.Databases.Single(p => p.Name == stop.Product);
            Assert.Contains(stop.Action, product.VendorActions.Value);
            Assert.DoesNotContain(product.Operations, operation => operation.Action == stop.Action);
        });
    }
}
