using System.Text.Json.Nodes;

namespace ResetPassword.Tests.Products.MongoDb;

/// <summary>What calls give to the nodes of an instance is what the describes show.</summary>
public sealed class NodesTests
{
    private static readonly (string, string) Sharded = ("DBInstanceId", "dds-sharded");
    private static readonly (string, string) Replica = ("DBInstanceId", "dds-replica");
    private static readonly (string, string) Shard = ("NodeId", "d-dds-sharded-1");
    private static readonly (string, string) Mongos = ("NodeId", "s-dds-sharded-2");

    [Fact]
    public async Task A_description_of_a_node_is_shown_with_the_node_and_not_with_the_instance()
    {
        await using var emulator = EmulatorUnderTest.Start();

        await DoneAsync(emulator, "ModifyDBInstanceDescription", Sharded, Shard, ("DBInstanceDescription", "first shard"));
        await DoneAsync(emulator, "ModifyDBInstanceDescription", Sharded, Mongos, ("DBInstanceDescription", "second mongos"));
        await DoneAsync(emulator, "ModifyDBInstanceDescription", Replica, ("NodeId", "anything"), ("DBInstanceDescription", "replica set"));

        var shown = await AttributeAsync(emulator, Sharded);
        var listed = (await DoneAsync(emulator, "DescribeDBInstances", Sharded, ("DBInstanceType", "sharding")))["DBInstances"]!["DBInstance"]![0]!;
        Assert.All((JsonNode[])[shown, listed], instance =>
        {
            Assert.Equal("", (string?)instance["DBInstanceDescription"]);
            Assert.Equal(["first shard", ""], TextsOf(instance["ShardList"]!["ShardAttribute"]!, "NodeDescription"));
            Assert.Equal(["", "second mongos"], TextsOf(instance["MongosList"]!["MongosAttribute"]!, "NodeDescription"));
        });
        Assert.Equal("replica set", (string?)(await AttributeAsync(emulator, Replica))["DBInstanceDescription"]);
    }

    [Theory]
    [InlineData("NodeRestarting", "d-dds-sharded-1")]
    [InlineData("Rebooting", "")]
    public async Task A_restart_takes_its_time(string status, string node)
    {
        await using var emulator = EmulatorUnderTest.Start(clock: null, ("Durations:MongoDb:RestartDBInstance", "60"));
        await emulator.PutAsync("clock", """{"frozen":true}""");

        await DoneAsync(emulator, "RestartDBInstance", Sharded, ("NodeId", node));

        Assert.Equal(status, (string?)(await AttributeAsync(emulator, Sharded))["DBInstanceStatus"]);
        await emulator.PutAsync("clock", """{"advanceSeconds":60}""");
        Assert.Equal("Running", (string?)(await AttributeAsync(emulator, Sharded))["DBInstanceStatus"]);
    }

    [Fact]
    public async Task An_instance_is_found_by_each_of_its_host_names()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await DoneAsync(emulator, "AllocatePublicNetworkAddress", Sharded, Mongos);
        await DoneAsync(emulator, "ModifyDBInstanceConnectionString", Sharded, ("CurrentConnectionString", "s-dds-sharded-1.mongodb.rds.aliyuncs.com"),
            ("NewConnectionString", "another-name"));

        async Task<int> FoundByAsync(string prefix) =>
            (int)(await DoneAsync(emulator, "DescribeDBInstances", ("DBInstanceType", "sharding"),
                ("ConnectionDomain", $"{prefix}.mongodb.rds.aliyuncs.com")))["TotalCount"]!;
        Assert.Equal((1, 1, 1, 0), (await FoundByAsync("another-name"), await FoundByAsync("s-dds-sharded-2-pub"), await FoundByAsync("dds-sharded-cs"),
            await FoundByAsync("s-dds-sharded-1")));
    }

    [Theory]
    [InlineData("1", "Primary")]
    [InlineData("3", "Primary Secondary")]
    [InlineData("7", "Primary Secondary Secondary Secondary Secondary Secondary")]
    [InlineData("none", "Primary")]
    public async Task A_replica_set_has_as_many_members_as_it_says_and_one_of_several_is_hidden(string factor, string roles)
    {
        await using var emulator = EmulatorUnderTest.Start();
        Assert.Equal(200, (await emulator.PatchAsync("instances/dds-replica", new JsonObject { ["replicationFactor"] = factor }.ToJsonString())).Status);

        var members = (await DoneAsync(emulator, "DescribeReplicaSetRole", Replica))["ReplicaSets"]!["ReplicaSet"]!;

        Assert.Equal(roles, string.Join(' ', TextsOf(members, "ReplicaSetRole")));
    }

    [Theory]
    [InlineData("cloud_essd1", "true", "dds-replica", "3310")]
    [InlineData("cloud_essd1", "false", "another-name", "3310")]
    [InlineData("local_ssd", "false", "another-name", "3717")]
    public async Task A_host_name_and_a_port_change_each_where_they_can(string storage, string portOnly, string prefix, string port)
    {
        await using var emulator = EmulatorUnderTest.Start();
        Assert.Equal(200, (await emulator.PatchAsync("instances/dds-replica", new JsonObject { ["storageType"] = storage }.ToJsonString())).Status);

        var modified = await DoneAsync(emulator, "ModifyDBInstanceConnectionString", Replica,
            ("CurrentConnectionString", "dds-replica.mongodb.rds.aliyuncs.com"), ("NewConnectionString", "another-name"), ("NewPort", "3310"),
            ("PortModifyOnly", portOnly));

        var primary = (await AttributeAsync(emulator, Replica))["ReplicaSets"]!["ReplicaSet"]![0]!;
        Assert.Equal(($"{prefix}.mongodb.rds.aliyuncs.com", port), ((string?)primary["ConnectionDomain"], (string?)primary["ConnectionPort"]));
        Assert.Equal((string?)primary["ConnectionDomain"], (string?)modified["ModifiedConnectionString"]);
    }

    private static async Task<JsonNode> DoneAsync(EmulatorUnderTest emulator, string action, params (string, string)[] parameters)
    {
        var answer = await emulator.CallAsync("MongoDb", call => call with { Action = action }, parameters);
        Assert.True(answer.Status == 200, $"{action}: {answer.Text}");
        return answer.Json;
    }

    private static async Task<JsonNode> AttributeAsync(EmulatorUnderTest emulator, (string, string) instance) =>
        (await DoneAsync(emulator, "DescribeDBInstanceAttribute", instance))["DBInstances"]!["DBInstance"]![0]!;

    private static string[] TextsOf(JsonNode items, string name) => [.. items.AsArray().Select(item => (string)item![name]!)];
}
