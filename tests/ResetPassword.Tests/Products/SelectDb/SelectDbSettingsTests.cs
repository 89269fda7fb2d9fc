using System.Text.Json.Nodes;
using ResetPassword.Model;
using ResetPassword.Products.SelectDb;

namespace ResetPassword.Tests.Products.SelectDb;

/// <summary>What calls set on an instance and its clusters, and what is seen of it.</summary>
public sealed class SelectDbSettingsTests
{
    private const string FirstCluster = "selectdb-cn-running-be";

    [Fact]
    public async Task A_maintenance_window_is_in_every_answer_that_has_one()
    {
        await using var emulator = EmulatorUnderTest.Start();

        await CallAsync(emulator, "ModifyDBInstanceAttribute", "InstanceAttributeType=MaintainTime Value=22:00-02:00");

        var described = await CallAsync(emulator, "DescribeDBInstanceAttribute");
        var listed = (await CallAsync(emulator, "DescribeDBInstances", "DBInstanceIds=selectdb-cn-running"))["Items"]![0]!;
        Assert.Equal(("22:00", "02:00"), ((string?)described["MaintainStarttime"], (string?)described["MaintainEndtime"]));
        Assert.Equal(("22:00", "02:00"), ((string?)listed["MaintainStarttime"], (string?)listed["MaintainEndtime"]));
    }

    [Fact]
    public async Task Addresses_are_added_to_a_group_and_taken_from_it_and_a_group_without_any_is_gone()
    {
        await using var emulator = EmulatorUnderTest.Start();

        await CallAsync(emulator, "ModifySecurityIPList", "GroupName=office SecurityIPList=10.0.0.1,10.0.0.2 ModifyMode=0");
        await CallAsync(emulator, "ModifySecurityIPList", "GroupName=office SecurityIPList=10.0.0.2,10.0.0.3 ModifyMode=1");
        var added = await GroupsAsync(emulator);
        await CallAsync(emulator, "ModifySecurityIPList", "GroupName=office SecurityIPList=10.0.0.1,10.0.0.2,10.0.0.3 ModifyMode=2");
        await CallAsync(emulator, "ModifySecurityIPList", "GroupName=Default SecurityIPList=10.0.0.9 ModifyMode=1");

        Assert.Equal(["default 127.0.0.1", "office 10.0.0.1,10.0.0.2,10.0.0.3"], added);
        Assert.Equal(["default 127.0.0.1,10.0.0.9"], await GroupsAsync(emulator));
    }

    [Fact]
    public async Task All_tags_go_where_no_key_is_given()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await CallAsync(emulator, "TagResources", "ResourceType=DBInstance ResourceId.1=selectdb-cn-running Tag.1.Key=a Tag.2.Key=b Tag.2.Value=c");

        await CallAsync(emulator, "UntagResources", "ResourceType=DBInstance ResourceId.1=selectdb-cn-running");
        var kept = (await CallAsync(emulator, "DescribeDBInstanceAttribute"))["Tags"]!.AsArray();
        await CallAsync(emulator, "UntagResources", "ResourceType=DBInstance ResourceId.1=selectdb-cn-running All=true");

        Assert.Equal(["a ", "b c"], kept.Select(tag => $"{tag!["TagKey"]} {tag["TagValue"]}"));
        Assert.Empty((await CallAsync(emulator, "DescribeDBInstanceAttribute"))["Tags"]!.AsArray());
    }

    [Fact]
    public async Task The_first_cluster_is_changed_as_any_other_and_its_properties_are_the_instances()
    {
        await using var emulator = EmulatorUnderTest.Start();

        await CallAsync(emulator, "ModifyBEClusterAttribute", $"DBClusterId={FirstCluster} InstanceAttributeType=DBInstanceDescription Value=main");
        await CallAsync(emulator, "ModifyDBCluster", $"DBClusterId={FirstCluster} DBClusterClass=selectdb.16xlarge CacheSize=400GB");
        await CallAsync(emulator, "StopBECluster", $"DBClusterId={FirstCluster}");

        var cluster = (await CallAsync(emulator, "DescribeDBInstanceAttribute"))["DBClusterList"]!.AsArray().Single()!;
        Assert.Equal(("main", "STOPPED", 64, 512, 400), ((string?)cluster["DbClusterName"], (string?)cluster["Status"], (int)cluster["CpuCores"]!,
            (int)cluster["Memory"]!, (int)cluster["CacheStorageSizeGB"]!));
        var kept = (await emulator.GetAsync("instances/selectdb-cn-running")).Json;
        Assert.Equal((false, "main", "selectdb.16xlarge", 400),
            ((bool)kept["clusterRunning"]!, (string?)kept["clusterName"], (string?)kept["instanceClass"], (int)kept["cacheSize"]!));
    }

    [Fact]
    public async Task The_status_of_an_instance_that_nobody_changes_is_that_of_all_its_clusters()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PatchAsync("instances/selectdb-cn-running",
            """{"status":"RESOURCE_CHANGING","clusters":{"selectdb-cn-second-be":{"clusterRunning":false}}}""");

        var changing = await StatusesAsync(emulator);
        await emulator.PatchAsync("instances/selectdb-cn-running", """{"status":"ACTIVATION"}""");

        Assert.Equal(["RESOURCE_CHANGING", "RESOURCE_CHANGING"], changing);
        Assert.Equal(["ACTIVATION", "STOPPED"], await StatusesAsync(emulator));
    }

    [Fact]
    public async Task Of_two_clusters_with_the_largest_cache_the_sum_is_answered()
    {
        await using var emulator = EmulatorUnderTest.Start();

        await emulator.PatchAsync("instances/selectdb-cn-running",
            """{"cacheSize":2147483647,"clusters":{"selectdb-cn-second-be":{"cacheSize":2147483647,"instanceClass":"selectdb.2xlarge"}}}""");

        var described = await CallAsync(emulator, "DescribeDBInstanceAttribute");
        Assert.Equal((4294967294, 12), ((long)described["StorageSize"]!, (int)described["ResourceCpu"]!));
    }

    [Fact]
    public async Task The_front_end_has_a_file_of_its_own()
    {
        await using var emulator = EmulatorUnderTest.Start();
        const string FrontEnd = "DBClusterId=selectdb-cn-running-fe ConfigKey=fe.conf";

        await CallAsync(emulator, "ModifyDBClusterConfig", $$"""{{FrontEnd}} Parameters=[{"name":"qe_slow_log_ms","value":"100"},{"name":"my_own","value":"x"}]""");

        Assert.Equal(["expr_children_limit 10000", "my_own x", "qe_slow_log_ms 100"], (await ConfigAsync(emulator, FrontEnd))[1..].Order());
        Assert.DoesNotContain("my_own x", await ConfigAsync(emulator, $"DBClusterId={FirstCluster} ConfigKey=be.conf"));
        Assert.Equal(["qe_slow_log_ms 5000 100", "my_own  x"], await ChangesAsync(emulator, $"{FrontEnd} EndTime=2999-01-01T00:00:00Z"));
        Assert.Empty(await ChangesAsync(emulator, $"{FrontEnd} EndTime=2001-01-01T00:00:00Z"));
    }

    [Fact]
    public void Of_many_changes_the_oldest_that_others_came_after_are_forgotten()
    {
        var instance = Enumerable.Range(1, 600).Aggregate(SomeDecision.SeededInstanceOf("selectdb-cn-running"), (changed, n) =>
            ClusterConfigs.Change(changed, FirstCluster, "be.conf", [(n == 1 ? "kept" : "often", $"{n}")], SomeTime.Noon)!);

        var numbers = instance.PartsOf(ClusterConfigs.Changes).Select(ClusterConfigs.NumberOf).ToArray();
        Assert.Equal((500, 1, 102, 600), (numbers.Length, numbers[0], numbers[1], numbers[^1]));
        Assert.Contains(("kept", "1"), ClusterConfigs.Of(instance, FirstCluster, "be.conf").Select(known => (known.Parameter.Name, known.Value)));
    }

    [Fact]
    public async Task What_was_changed_of_a_cluster_goes_with_it()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PatchAsync("instances/selectdb-cn-running", """{"clusters":{"selectdb-cn-second-be":{}}}""");
        await CallAsync(emulator, "ModifyDBClusterConfig", """DBClusterId=selectdb-cn-second-be ConfigKey=be.conf Parameters={"sys_log_roll_num":20}""");

        await CallAsync(emulator, "DeleteDBCluster", "DBClusterId=selectdb-cn-second-be");

        var kept = (await emulator.GetAsync("instances/selectdb-cn-running")).Json;
        Assert.Equal(("{}", "{}"), (kept["clusters"]!.ToJsonString(), kept["configChanges"]!.ToJsonString()));
    }

    [Theory]
    [InlineData("4.0.4", "4.0.3", true)]
    [InlineData("4.0.4", "4.0", true)]
    [InlineData("4.0.10", "4.0.9", true)]
    [InlineData("3.0", "2.4", true)]
    [InlineData("3.0", "", true)]
    [InlineData("4.0.4", "4.0.4", false)]
    [InlineData("4.0", "4.0.4", false)]
    [InlineData("4.0.", "3.0", false)]
    [InlineData("4.x", "3.0", false)]
    [InlineData("999999", "3.0", false)]
    public void A_version_is_newer_by_its_numbers(string version, string than, bool isNewer)
    {
        Assert.Equal(isNewer, EngineVersions.IsNewer(version, than));
    }

    [Theory]
    [InlineData("00:00-06:00", true)]
    [InlineData("22:00-02:00", true)]
    [InlineData("22:00-22:00", false)]
    [InlineData("22:00", false)]
    [InlineData("22:00-24:00", false)]
    [InlineData("2:00-6:00", false)]
    [InlineData("00:00-06:00-08:00", false)]
    public void A_maintenance_window_has_two_times(string text, bool isOne)
    {
        Assert.Equal(isOne, MaintainTime.Is(text));
    }

    [Theory]
    [InlineData("""{"a":"1","b":2,"c":true}""", "a=1 b=2 c=true")]
    [InlineData("""[{"name":"a","value":"1"}]""", "a=1")]
    [InlineData("{}", "")]
    [InlineData("""{"a":"1","a":"2"}""", null)]
    [InlineData("""{"a":null}""", null)]
    [InlineData("""{"a":{"b":"c"}}""", null)]
    [InlineData("""{"":"1"}""", null)]
    [InlineData("""{"a b":"1"}""", null)]
    [InlineData("""[{"name":"a"}]""", null)]
    [InlineData("""["a"]""", null)]
    [InlineData("a=1", null)]
    [InlineData("1", null)]
    [InlineData("""{"a":"\ud800"}""", null)]
    public void Values_are_an_object_or_a_list(string json, string? read)
    {
        var values = ConfigValues.Find(json);

        Assert.Equal(read, values is null ? null : string.Join(' ', values.Select(given => $"{given.Name}={given.Value}")));
    }

    [Theory]
    [InlineData("""{"clusters":{"selectdb-cn-running-be":{}}}""", "The first cluster is the instance itself.")]
    [InlineData("""{"clusters":{"selectdb-cn-running-fe":{}}}""", "This is the id of the front end.")]
    [InlineData("""{"configChanges":{"newest":{}}}""", "Expected a number of at most nine digits.")]
    [InlineData("""{"configChanges":{"-1":{}}}""", "Expected a number of at most nine digits.")]
    [InlineData("""{"configChanges":{"1000000000":{}}}""", "Expected a number of at most nine digits.")]
    public async Task A_document_has_no_cluster_that_is_there_anyhow_and_its_changes_have_numbers(string patch, string fault)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await emulator.PatchAsync("instances/selectdb-cn-running", patch);

        Assert.Equal(400, answer.Status);
        Assert.Contains(fault, answer.Json.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_of_several_changes_is_that_with_the_largest_number_and_the_next_one_comes_after_it()
    {
        await using var emulator = EmulatorUnderTest.Start();
        static string Changed(string number, string value) =>
            $$""" "{{number}}":{"cluster":"{{FirstCluster}}","name":"any","newValue":"{{value}}","changedAt":"2026-01-31T12:00:00Z"} """;
        var changes = string.Join(',', Changed("999999999", "3"), Changed("9", "1"), Changed("10", "2"));
        await emulator.PatchAsync("instances/selectdb-cn-running", $$$"""{"configChanges":{{{{changes}}}}}""");

        var before = await ConfigAsync(emulator, $"DBClusterId={FirstCluster} ConfigKey=be.conf");
        await CallAsync(emulator, "ModifyDBClusterConfig", $$"""DBClusterId={{FirstCluster}} ConfigKey=be.conf Parameters={"any":"4"}""");

        Assert.Contains("any 3", before);
        Assert.Equal(["any  1", "any  2", "any  3", "any 3 4"], await ChangesAsync(emulator, $"DBClusterId={FirstCluster} EndTime=2099-01-01T00:00:00Z"));
        Assert.Equal(["000000001", "000000002", "000000003", "000000004"],
            (await emulator.GetAsync("instances/selectdb-cn-running")).Json["configChanges"]!.AsObject().Select(change => change.Key));
    }

    private static async Task<JsonNode> CallAsync(EmulatorUnderTest emulator, string action, string parameters = "")
    {
        (string, string)[] all = [("RegionId", "cn-hangzhou"), .. SomeDecision.Change([], parameters)];
        if (!action.EndsWith("Resources", StringComparison.Ordinal) && action != "DescribeDBInstances")
            all = [.. all, ("DBInstanceId", "selectdb-cn-running")];
        var answer = await emulator.CallAsync("SelectDb", call => call with { Action = action }, all);
        Assert.True(answer.Status == 200, answer.Json.ToJsonString());
        return answer.Json;
    }

    private static async Task<string[]> GroupsAsync(EmulatorUnderTest emulator) =>
        [.. (await CallAsync(emulator, "DescribeSecurityIPList"))["GroupItems"]!.AsArray().Select(group => $"{group!["GroupName"]} {group["SecurityIPList"]}")];

    private static async Task<string?[]> StatusesAsync(EmulatorUnderTest emulator) =>
        [.. (await CallAsync(emulator, "DescribeDBInstanceAttribute"))["DBClusterList"]!.AsArray().Select(cluster => (string?)cluster!["Status"])];

    private static async Task<string[]> ConfigAsync(EmulatorUnderTest emulator, string cluster) =>
    [
        .. (await CallAsync(emulator, "DescribeDBClusterConfig", cluster))["Data"]!["Params"]!.AsArray()
            .Select(parameter => $"{parameter!["Name"]} {parameter["Value"]}"),
    ];

    private static async Task<string[]> ChangesAsync(EmulatorUnderTest emulator, string parameters) =>
    [
        .. (await CallAsync(emulator, "DescribeDBClusterConfigChangeLogs", $"StartTime=2000-01-01T00:00:00Z {parameters}"))["Data"]!["ParamChangeLogs"]!
            .AsArray().Select(change => $"{change!["Name"]} {change["OldValue"]} {change["NewValue"]}"),
    ];
}
