using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using ResetPassword.CommandLine;
using ResetPassword.Databases;
using ResetPassword.Gateway;
using ResetPassword.Hosting;
using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Seeds;
using ResetPassword.Store;
using ResetPassword.Store.Memory;
using ResetPassword.Tests.Http;
using ResetPassword.Tests.Store;

namespace ResetPassword.Tests.Gateway;

/// <summary>A gateway in front of a made-up product with made-up operations, over a store of its own: no web server, no default seed.</summary>
internal sealed class MadeGateway
{
    public const string OwnerId = "1000000000000001";

    private const string Version = "2020-01-01";

    private readonly RpcGateway _gateway;

    public MadeGateway(IReadOnlyList<Instance> instances, params Operation[] operations)
    {
        var (options, clock) = (new EmulatorOptions(), TimeProvider.System);
        var seed = new Seed([new("testid", new("testsecret"), OwnerId, "cn-hangzhou")], instances, "cn-hangzhou");
        var (keys, store) = (new KeyRing(seed), SomeStore.InMemory(seed));
        Tenant = (MemoryTenant)store.FindTenantAsync("testid").AtOnce()!;
        _gateway = new(new([Made(operations)], "Made"), new(keys, store, clock), keys, store,
            new(options.Databases, IdSource.System, NullLogger<BoundServers>.Instance), IdSource.System, clock,
            new(new(NullLogger<CallLog>.Instance), new(new SomeMeters(), store), store, clock), options.Calls);
    }

    public MemoryTenant Tenant { get; }

    /// <summary>An instance of the made-up product, or of another.</summary>
    public static Instance SomeInstance(string id, string product = "Made") =>
        new() { Product = product, Id = id, Region = "cn-hangzhou", Status = "Running", CreatedAt = SomeTime.Noon, LockMode = "Unlock" };

    public async Task<RpcResponse> CallAsync(string action, params (string Name, string Value)[] parameters) =>
        await _gateway.AnswerAsync(RawRequest.Of(new SignedRequest
        {
            Endpoint = new("http://localhost:8080"),
            Version = Version,
            Action = action,
            Parameters = [.. parameters.Select(p => KeyValuePair.Create(p.Name, p.Value))],
        }).ToRpcRequest());

    private static Product Made(Operation[] operations) => new()
    {
        Name = "Made",
        Code = "made",
        Version = Version,
        EndpointLabels = ["made"],
        Operations = operations,
        ExampleAction = operations[0].Action,
        VendorActions = new(new HashSet<string>()),
    };
}

/// <summary>Meters that nobody listens to.</summary>
internal sealed class SomeMeters : IMeterFactory
{
    public Meter Create(MeterOptions options) => new(options);

    public void Dispose()
    {
    }
}
