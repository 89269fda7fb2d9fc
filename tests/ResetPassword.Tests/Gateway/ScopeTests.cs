using Microsoft.Extensions.DependencyInjection;
using ResetPassword.Emulator;
using ResetPassword.Gateway;
using ResetPassword.Http;
using ResetPassword.Products.Rds;
using ResetPassword.Store;

namespace ResetPassword.Tests.Gateway;

/// <summary>The seams that lists, creates and deletes need, shown with made-up operations behind the real gateway.</summary>
public sealed class ScopeTests
{
    [Fact]
    public async Task An_operation_without_state_answers_a_tree()
    {
        var response = await CallAsync(new DescribeNothing());

        Assert.Null(response.Error);
        Assert.Equal(["Regions"], response.Reply.Select(field => field.Key));
    }

    [Fact]
    public async Task A_list_sees_the_tenants_instances_of_its_product()
    {
        var response = await CallAsync(new ListInstances());

        Assert.Equal("mssql-cluster pgm-running rm-locked rm-restarting rm-running rr-readonly", response.Reply.Single().Value);
    }

    [Fact]
    public async Task A_create_makes_the_instance_once()
    {
        var (gateway, store) = NewGateway(new CreateInstance());

        var first = await CallAsync(gateway, "CreateInstance", ("Name", "rm-made"));
        var second = await CallAsync(gateway, "CreateInstance", ("Name", "rm-made"));

        Assert.Null(first.Error);
        Assert.Equal("Exists", second.Error?.Code);
        Assert.NotNull(await store.FindAsync(new("1000000000000001", "rm-made")));
    }

    [Fact]
    public async Task A_create_sees_that_another_product_has_its_id()
    {
        var (gateway, store) = NewGateway(new CreateInstance());

        var response = await CallAsync(gateway, "CreateInstance", ("Name", "pc-running"));

        Assert.Equal("Exists", response.Error?.Code);
        Assert.Equal("PolarDb", (await store.FindAsync(new("1000000000000001", "pc-running")))!.Value.Product);
    }

    [Fact]
    public async Task Parallel_creates_of_one_instance_make_it_once()
    {
        var (gateway, _) = NewGateway(new CreateInstance());

        var responses = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => CallAsync(gateway, "CreateInstance", ("Name", "rm-made")))));

        Assert.Single(responses, response => response.Error is null);
        Assert.Equal(49, responses.Count(response => response.Error?.Code == "Exists"));
    }

    [Fact]
    public async Task A_delete_removes_the_instance()
    {
        var (gateway, store) = NewGateway(new DeleteInstance());

        var response = await CallAsync(gateway, "DeleteInstance", ("Name", "rm-running"));

        Assert.Null(response.Error);
        Assert.Null(await store.FindAsync(new("1000000000000001", "rm-running")));
    }

    [Fact]
    public async Task An_instance_of_another_product_is_not_seen()
    {
        var (gateway, _) = NewGateway(new DeleteInstance());

        var response = await CallAsync(gateway, "DeleteInstance", ("Name", "pc-running"));

        Assert.Equal("NotFound", response.Error?.Code);
    }

    private static Task<RpcResponse> CallAsync(Operation operation) => CallAsync(NewGateway(operation).Gateway, operation.Action);

    private static async Task<RpcResponse> CallAsync(RpcGateway gateway, string action, params (string Name, string Value)[] parameters)
    {
        var message = new ResetPassword.CommandLine.SignedRequest
        {
            Endpoint = new("http://localhost"),
            Version = "2000-01-01",
            Action = action,
            Method = HttpMethod.Get,
            Parameters = [.. parameters.Select(p => KeyValuePair.Create(p.Name, p.Value))],
        }.ToMessage();
        var query = new RpcParameters(parameters.Length);
        Assert.All(parameters, p => Assert.True(query.TryAdd(p.Name, p.Value)));
        return await gateway.AnswerAsync(new()
        {
            Method = "GET",
            Path = "/",
            Host = "localhost",
            Headers = new([new("host", "localhost"), .. message.Headers.NonValidated.Select(h => KeyValuePair.Create(h.Key, h.Value.ToString()))]),
            Query = query,
            Parameters = query,
            Body = default,
        });
    }

    private static (RpcGateway Gateway, InstanceStore Store) NewGateway(Operation operation)
    {
        var product = RdsProduct.Product with { Version = "2000-01-01", Operations = [operation] };
        var services = new ServiceCollection().AddLogging().AddGateway(new EmulatorOptions(), ResetPassword.CommandLine.SeedFile.Load(null, TextWriter.Null)!).BuildServiceProvider();
        return (ActivatorUtilities.CreateInstance<RpcGateway>(services, new Router([product], "Rds")), services.GetRequiredService<InstanceStore>());
    }

    private abstract class MadeUp(Scope scope) : Operation
    {
        protected static readonly Parameter Name = Parameter.Optional("Name", "", "");

        public override string Documentation => "";

        public override IReadOnlyList<Parameter> Parameters => [Name];

        public override IReadOnlyList<ApiError> Errors => [];

        public override RamPermission Permission { get; } = new("", "", "");

        public override Scope Scope => scope;

        public override Target TargetOf(RpcParameters parameters, CallContext context) => new(parameters.Find(Name));
    }

    private sealed class DescribeNothing() : MadeUp(Scope.Nothing)
    {
        public override Decision Decide(RpcParameters parameters, in Seen seen, CallContext context) => new Decision.Answer(new Reply { ["Regions"] = Reply.Empty });
    }

    private sealed class ListInstances() : MadeUp(Scope.AllInstances)
    {
        public override Decision Decide(RpcParameters parameters, in Seen seen, CallContext context) =>
            new Decision.Answer(new Reply { ["Ids"] = string.Join(' ', seen.Instances.Select(instance => instance.Id)) });
    }

    private sealed class CreateInstance() : MadeUp(Scope.NewInstance)
    {
        public override Decision Decide(RpcParameters parameters, in Seen seen, CallContext context) => seen.Instance is not null
            ? new ApiError(400, "Exists", "", By.Parameter)
            : Decision.Become(new() { Product = "Rds", Id = parameters.Find(Name)!, Region = "cn-hangzhou", Status = "Running", LockMode = "Unlock" });
    }

    private sealed class DeleteInstance() : MadeUp(Scope.OneInstance)
    {
        public override Decision Decide(RpcParameters parameters, in Seen seen, CallContext context) => seen.Instance is null
            ? new ApiError(404, "NotFound", "", By.Parameter)
            : new Decision.Change(null, [], Reply.Empty);
    }
}
