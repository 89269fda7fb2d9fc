using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Products.PolarDb;

namespace ResetPassword.Tests.Products.PolarDb;

/// <summary>The nodes of a cluster: as many as it has, some of them by name.</summary>
public sealed class NodesTests
{
    [Theory]
    [InlineData("{}", "pi-running1 pi-running2")]
    [InlineData("""{"nodeCount":3}""", "pi-running1 pi-running2 pi-running3")]
    [InlineData("""{"nodeCount":0}""", "")]
    [InlineData("""{"nodeIds":"pi-a,pi-running2","nodeCount":2}""", "pi-a pi-running2")]
    [InlineData("""{"nodeIds":"pi-a,pi-running2","nodeCount":4}""", "pi-a pi-running2 pi-running1 pi-running3")]
    [InlineData("""{"nodeIds":"pi-a,pi-b","nodeCount":1}""", "pi-a")]
    [InlineData("""{"nodeIds":" pi-a, pi-b ,pi-a,,pi-c","nodeCount":3}""", "pi-a pi-b pi-c")]
    public void A_cluster_has_as_many_nodes_as_it_says(string patch, string nodes)
    {
        var cluster = Patched(patch);

        Assert.Equal(nodes, string.Join(' ', PolarDbInstances.NodeIdsOf(cluster)));
    }

    [Fact]
    public void Of_nodes_that_are_added_and_taken_away_the_others_stay()
    {
        var added = Next("CreateDBNodes", Patched("{}"));
        var ids = PolarDbInstances.NodeIdsOf(added).ToArray();

        var rest = Next("DeleteDBNodes", added);

        Assert.Equal(["pi-running1", "pi-running2"], ids[..2]);
        Assert.Equal([ids[0], ids[2]], PolarDbInstances.NodeIdsOf(rest));
    }

    [Fact]
    public void A_call_that_is_repeated_with_its_token_adds_no_other_node()
    {
        var some = SomeAction.Of("PolarDb", "CreateDBNodes");
        (string, string)[] call = [.. some.Parameters, SomeDecision.Token];
        var first = Assert.IsType<Decision.Change>(SomeDecision.Decide(some.Operation, some.Seen(), call));

        var again = SomeDecision.Decide(some.Operation, new(default, first.Next, []), call);

        Assert.IsType<Decision.Answer>(again);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Of_what_a_call_added_nothing_is_added_again_when_it_is_repeated_after_a_node_was_deleted(int deleted)
    {
        (string, string)[] call =
        [
            ("DBClusterId", "pc-running"), ("DBNode.1.TargetClass", "polar.mysql.x4.medium"), ("DBNode.2.TargetClass", "polar.mysql.x4.medium"),
            SomeDecision.Token,
        ];
        var cluster = Next("CreateDBNodes", Patched("{}"), call);
        var made = PolarDbInstances.NodeIdsOf(cluster).Skip(2).ToArray();
        var rest = Next("DeleteDBNodes", cluster, ("DBClusterId", "pc-running"), ("DBNodeId.1", made[deleted]));

        var none = Next("DeleteDBNodes", rest, ("DBClusterId", "pc-running"), ("DBNodeId.1", made[1 - deleted]));

        var operation = SomeAction.Of("PolarDb", "CreateDBNodes").Operation;
        Assert.All([rest, none], now =>
        {
            var answer = SomeDecision.Text(Assert.IsType<Decision.Answer>(SomeDecision.Decide(operation, new(default, now, []), call)));
            Assert.All(made, id => Assert.Contains(id, answer, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Of_calls_whose_nodes_are_gone_the_last_hundred_are_remembered()
    {
        var cluster = Patched("{}");
        for (var number = 0; number < 120; number++)
        {
            var added = Next("CreateDBNodes", cluster,
                ("DBClusterId", "pc-running"), ("DBNode.1.TargetClass", "polar.mysql.x4.medium"), ("ClientToken", $"token{number}"));
            cluster = Next("DeleteDBNodes", added, ("DBClusterId", "pc-running"), ("DBNodeId.1", PolarDbInstances.NodeIdsOf(added).Last()));
        }

        Assert.Equal(100, cluster.PartsOf(NodeCreations.Kind).Count());
    }

    [Fact]
    public void A_deleted_node_is_taken_from_each_endpoint_and_one_without_any_left_does_not_get_all()
    {
        var cluster = Patched("""{"nodeCount":3,"endpoints":{"pe-a":{"nodes":"pi-running1,pi-running2"},"pe-b":{"nodes":"pi-running2"},"pe-c":{}}}""");

        var rest = Next("DeleteDBNodes", cluster, ("DBClusterId", "pc-running"), ("DBNodeId.1", "pi-running2"));

        Assert.Equal("pi-running1", rest.FindPart(ClusterEndpoint.Kind, "pe-a")![ClusterEndpoint.Nodes]);
        Assert.Equal(["pe-a pi-running1", "pe-b ", "pe-c pi-running1,pi-running3"],
            ClusterEndpoint.AllOf(rest).Skip(2).Select(endpoint => $"{endpoint.Id} {string.Join(',', endpoint.NodeIds)}"));
    }

    [Fact]
    public async Task An_endpoint_of_a_document_has_an_id()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await emulator.PatchAsync("instances/pc-running", """{"endpoints":{"":{}}}""");

        Assert.Equal(400, answer.Status);
        Assert.Contains("Expected the id of an endpoint.", answer.Json.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "Cluster pc-running.rwlb.rds.aliyuncs.com:3306 pi-running1,pi-running2|Primary pc-running.mysql.polardb.rds.aliyuncs.com:3306 pi-running1")]
    [InlineData("""{"engine":"PostgreSQL","category":"Basic","nodeCount":1}""", "Primary pc-running.pg.polardb.rds.aliyuncs.com:1921 pi-running1")]
    [InlineData("""{"engine":"Oracle","nodeCount":0}""", "Cluster pc-running.rwlb.rds.aliyuncs.com:1521 |Primary pc-running.o.polardb.rds.aliyuncs.com:1521 ")]
    public void A_cluster_has_an_endpoint_for_all_nodes_if_it_can_have_several_and_one_for_the_writer(string patch, string endpoints)
    {
        var all = ClusterEndpoint.AllOf(Patched(patch))
            .Select(endpoint => $"{endpoint.Type} {endpoint.Address.Host}:{endpoint.Address.Port} {string.Join(',', endpoint.NodeIds)}");

        Assert.Equal(endpoints, string.Join('|', all));
    }

    private static Instance Patched(string patch) => SomeDecision.Patch(SomeDecision.SeededInstance("PolarDb"), patch);

    private static Instance Next(string action, Instance cluster, params (string Name, string Value)[] call)
    {
        var some = SomeAction.Of("PolarDb", action);
        return Assert.IsType<Decision.Change>(
            SomeDecision.Decide(some.Operation, new(default, cluster, []), call.Length == 0 ? some.Parameters : call)).Next!;
    }
}
