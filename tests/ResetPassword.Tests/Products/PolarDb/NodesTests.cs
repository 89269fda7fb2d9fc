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

    private static Instance Next(string action, Instance cluster)
    {
        var some = SomeAction.Of("PolarDb", action);
        return Assert.IsType<Decision.Change>(SomeDecision.Decide(some.Operation, new(default, cluster, []), some.Parameters)).Next!;
    }
}
