using System.Text.Json.Nodes;

namespace ResetPassword.SdkTests;

/// <summary>
/// Calls of a product as the vendor's Terraform provider sends them: with V1, the action's parameters in the form body together with <c>SourceIp</c> and
/// <c>RegionId</c>. Time is the tenant's: it stands still until something is waited for.
/// </summary>
internal sealed class TerraformProvider : IAsyncDisposable
{
    private const int MaxPolls = 20;

    private readonly SdkDriver _sdk;
    private readonly string _product;

    private TerraformProvider(SdkDriver sdk, string product, EmulatorUnderTest emulator) => (_sdk, _product, Emulator) = (sdk, product, emulator);

    public EmulatorUnderTest Emulator { get; }

    /// <param name="slow">The actions that take a minute, as they would.</param>
    public static async Task<TerraformProvider> StartAsync(SdkDriver sdk, string product, params string[] slow)
    {
        var emulator = EmulatorUnderTest.Start(null, [.. slow.Select(action => ($"Durations:{product}:{action}", "60"))]);
        Assert.Equal(200, (await emulator.PutAsync("clock", """{"frozen":true}""")).Status);
        return new(sdk, product, emulator);
    }

    /// <summary>The answer of a call that is expected to go well.</summary>
    public async Task<JsonNode> CallAsync(string action, params (string Name, string Value)[] parameters)
    {
        var result = await TryAsync(action, parameters);
        Assert.True(result.IsSuccess, result.ToString());
        return result.Reply;
    }

    /// <summary>What the provider's client makes of a call.</summary>
    public Task<SdkResult> TryAsync(string action, params (string Name, string Value)[] parameters) => SendAsync(SdkClient.RpcClient, action, parameters);

    /// <summary>As <see cref="CallAsync"/>, for those calls that the provider makes with GET.</summary>
    public async Task<JsonNode> GetAsync(string action, params (string Name, string Value)[] parameters)
    {
        var result = await SendAsync(SdkClient.RpcClientGet, action, parameters);
        Assert.True(result.IsSuccess, result.ToString());
        return result.Reply;
    }

    /// <summary>
    /// What <paramref name="readAsync"/> reads once its state is <paramref name="wanted"/>; till then it may only be one of <paramref name="pending"/>.
    /// Between two reads half a minute passes for the tenant.
    /// </summary>
    public async Task<JsonNode?> WaitAsync(Func<Task<JsonNode?>> readAsync, Func<JsonNode?, string?> stateOf, string? wanted, params string[] pending)
    {
        for (var poll = 0; poll < MaxPolls; poll++)
        {
            var read = await readAsync();
            var state = stateOf(read);
            if (state == wanted)
                return read;
            Assert.Contains(state, pending);
            await Emulator.PutAsync("clock", """{"advanceSeconds":30}""");
        }

        throw new InvalidOperationException($"Not {wanted} after {MaxPolls} reads.");
    }

    /// <summary>Stops the emulator, after a look at whether it read everything that the provider sent.</summary>
    public async ValueTask DisposeAsync()
    {
        var calls = (await Emulator.GetAsync("requests")).Json.AsArray();
        await Emulator.DisposeAsync();
        Assert.All(calls, call => Assert.Equal("[]", call!["unreadParameters"]!.ToJsonString()));
    }

    private Task<SdkResult> SendAsync(SdkClient client, string action, (string Name, string Value)[] parameters) => _sdk.CallAsync(
        client.Call(Emulator.Endpoint, _product, parameters.UnionBy([("RegionId", "cn-hangzhou"), ("SourceIp", "10.0.0.1")], p => p.Item1), action: action));
}
