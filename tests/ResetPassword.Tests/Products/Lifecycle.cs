using System.Text.Json.Nodes;

namespace ResetPassword.Tests.Products;

/// <summary>How a product names what an instance goes through, from create to gone.</summary>
internal sealed record Lifecycle(string Product, string Create, string Describe, string List, string Delete)
{
    /// <summary>Product and create.</summary>
    public static TheoryData<string, string> Creates =>
        new(ProductUnderTest.All.SelectMany(product => product.Lifecycles).Select(one => (one.Product, one.Create)));

    /// <summary>The new instance's id in the answer of the create.</summary>
    public required Func<JsonNode, JsonNode?> CreatedIn { get; init; }

    /// <summary>The status in the answer that describes one instance.</summary>
    public required Func<JsonNode, JsonNode?> StatusIn { get; init; }

    /// <summary>The instances of a list.</summary>
    public required Func<JsonNode, JsonNode?> ItemsIn { get; init; }

    public required (string Creating, string Running, string Deleting) Statuses { get; init; }

    /// <summary>The code that a delete of a busy instance gets.</summary>
    public required string Busy { get; init; }

    /// <summary>Status and code that a description of a deleted instance gets.</summary>
    public required (int Status, string? Code) Gone { get; init; }

    /// <summary>The code of a create with a token that was used for another.</summary>
    public required string Mismatch { get; init; }

    /// <summary>What makes the create another one.</summary>
    public required (string Name, string Value) Other { get; init; }

    /// <summary>The code that a user without a policy gets.</summary>
    public string Denied { get; init; } = "Forbidden.RAM";

    /// <summary>The last page that can be asked for.</summary>
    public int MaxPageNumber { get; init; } = int.MaxValue;

    /// <summary>What the list has to be asked besides, to show the instance.</summary>
    public (string Name, string Value)[] Listing { get; init; } = [];

    /// <summary>How the actions name an instance.</summary>
    public string IdParameter => ProductUnderTest.Of(Product).Target.InstanceParameter;

    public static Lifecycle Of(string product, string create) => ProductUnderTest.Of(product).Lifecycles.Single(one => one.Create == create);

    public Task<Answer> CreateAsync(EmulatorUnderTest emulator, params (string Name, string Value)[] changes) =>
        SendAsync(emulator, Create, SomeAction.Of(Product, Create).Parameters.ExceptBy(changes.Select(p => p.Name), p => p.Name).Concat(changes));

    public Task<Answer> DescribeAsync(EmulatorUnderTest emulator, string id) => SendAsync(emulator, Describe, About(Describe, id));

    public Task<Answer> DeleteAsync(EmulatorUnderTest emulator, string id) => SendAsync(emulator, Delete, About(Delete, id));

    /// <summary>The ids of the instances that the list shows.</summary>
    public async Task<string[]> ListAsync(EmulatorUnderTest emulator, params (string Name, string Value)[] filters)
    {
        var listed = await SendAsync(emulator, List, [("RegionId", "cn-hangzhou"), .. Listing, .. filters]);
        Assert.Equal(200, listed.Status);
        return [.. ItemsIn(listed.Json)!.AsArray().Select(item => (string)(item!["DBInstanceId"] ?? item["DBClusterId"])!)];
    }

    // RegionId where the action asks for it.
    private IEnumerable<(string Name, string Value)> About(string action, string id) =>
        [(IdParameter, id), .. SomeAction.Of(Product, action).Parameters.Where(p => p.Name == "RegionId")];

    private Task<Answer> SendAsync(EmulatorUnderTest emulator, string action, IEnumerable<(string Name, string Value)> parameters) =>
        emulator.CallAsync(Product, r => r with { Action = action }, [.. parameters]);
}
