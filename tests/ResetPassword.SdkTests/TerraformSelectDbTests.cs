using System.Text.Json.Nodes;

namespace ResetPassword.SdkTests;

/// <summary>What the resources of the vendor's Terraform provider for SelectDB call from create to destroy, and what they look at in each answer.</summary>
/// <remarks>github.com/aliyun/terraform-provider-alicloud: the resources named by each test, and their acceptance tests.</remarks>
public sealed class TerraformSelectDbTests(SdkDriver sdk)
{
    private static readonly string[] Busy = ["RESOURCE_PREPARING", "CREATING", "CLASS_CHANGING", "MODULE_UPGRADING", "NET_CREATING", "NET_DELETING"];

    [Fact]
    public async Task Alicloud_selectdb_db_instance()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "SelectDb", "CreateDBInstance", "AllocateInstancePublicConnection",
            "ReleaseInstancePublicConnection", "UpgradeDBInstanceEngineVersion", "ModifyDBCluster", "DeleteDBInstance");
        var (id, instance) = await CreateInstanceAsync(provider, "3.0.12", ("ChargeType", "POSTPAY"));
        Task<JsonNode> DescribeAsync() => provider.GetAsync("DescribeDBInstanceAttribute", instance);

        // Create: the provider's update follows.
        await ModifyAddressesAsync(provider, instance, "test1", "192.168.0.1");
        var created = await ReadInstanceAsync(provider, instance);
        Assert.Equal(("selectdb", "3.0.12", "cn-hangzhou", "cn-hangzhou-h", "vpc-tf", "vsw-tf", "Postpaid", "tf"),
            (created.Text("Engine"), created.Text("EngineMinorVersion"), created.Text("RegionId"), created.Text("ZoneId"), created.Text("VpcId"),
                created.VSwitch, created.Text("ChargeType"), created.Text("Description")));
        Assert.Equal(("selectdb.xlarge", 200, 4, 32), created.FirstCluster);
        Assert.Equal(["default 127.0.0.1 ipv4 mix", "test1 192.168.0.1 ipv4 mix"], created.Addresses);
        Assert.Equal(2, created.Nets.Length);

        // Update of the description and the tags.
        await provider.CallAsync("ModifyDBInstanceAttribute", [.. instance, ("InstanceAttributeType", "DBInstanceDescription"), ("Value", "tf_desc")]);
        await provider.CallAsync("TagResources",
            ("ResourceType", "dbinstance"), ("ResourceId.1", id), ("Tag.1.Key", "Created"), ("Tag.1.Value", "TF"), ("Tag.2.Key", "For"),
            ("Tag.2.Value", "acceptance test"));
        Assert.Equal(["Created TF", "For acceptance test"], (await ReadInstanceAsync(provider, instance)).TagTexts);
        await provider.CallAsync("UntagResources", ("ResourceType", "dbinstance"), ("ResourceId.1", id), ("TagKey.1", "For"));
        await provider.CallAsync("TagResources", ("ResourceType", "dbinstance"), ("ResourceId.1", id), ("Tag.1.Key", "Created"), ("Tag.1.Value", "TF-update"));
        var tagged = await ReadInstanceAsync(provider, instance);
        Assert.Equal(["Created TF-update"], tagged.TagTexts);
        Assert.Equal("tf_desc", tagged.Text("Description"));

        // Of the whitelist, and of the password.
        await ModifyAddressesAsync(provider, instance, "test2", "192.168.0.3");
        await ModifyAddressesAsync(provider, instance, "test1", "192.168.0.2");
        Assert.Equal(["default 127.0.0.1 ipv4 mix", "test1 192.168.0.2 ipv4 mix", "test2 192.168.0.3 ipv4 mix"],
            (await ReadInstanceAsync(provider, instance)).Addresses);
        await provider.GetAsync("ResetAccountPassword", [.. instance, ("AccountName", "admin"), ("AccountPassword", "test_123")]);
        Assert.Equal((true, 2), await provider.Emulator.VerifyAsync(id, "admin", "test_123"));

        // Of the version: one of those that the instance can be upgraded to.
        Assert.Contains("4.0.4", (await DescribeAsync())["CanUpgradeVersions"]!.AsArray().Select(version => (string?)version));
        await provider.CallAsync("UpgradeDBInstanceEngineVersion", [.. instance, ("EngineVersion", "4.0.4"), ("SwitchTimeMode", "0")]);
        await WaitForInstanceAsync(provider, instance, "MODULE_UPGRADING");
        Assert.Equal("4.0.4", (await ReadInstanceAsync(provider, instance)).Text("EngineMinorVersion"));

        // Of the cache, which is the first cluster's, and of the class.
        await provider.CallAsync("ModifyDBCluster",
            [.. instance, ("DBClusterId", $"{id}-be"), ("Engine", "selectdb"), ("DBClusterClass", "selectdb.xlarge"), ("CacheSize", "600")]);
        await WaitForClusterAsync(provider, instance, $"{id}-be", "ACTIVATION", "RESOURCE_PREPARING", "CLASS_CHANGING");
        await provider.CallAsync("ModifyDBCluster", [.. instance, ("DBClusterId", $"{id}-be"), ("Engine", "selectdb"), ("DBClusterClass", "selectdb.2xlarge")]);
        await WaitForClusterAsync(provider, instance, $"{id}-be", "ACTIVATION", "RESOURCE_PREPARING", "CLASS_CHANGING");
        Assert.Equal(("selectdb.2xlarge", 600, 8, 64), (await ReadInstanceAsync(provider, instance)).FirstCluster);

        // Of the public network.
        await provider.CallAsync("AllocateInstancePublicConnection", [.. instance, ("ConnectionStringPrefix", $"{id}-public"), ("NetType", "Public")]);
        await WaitForInstanceAsync(provider, instance, "NET_CREATING");
        var open = (await ReadInstanceAsync(provider, instance)).Nets;
        Assert.Equal(3, open.Length);
        var address = open.Where(net => (string?)net["NetType"] == "PUBLIC").Select(net => (string)net["ConnectionString"]!)
            .Last(host => !host.Contains("webui", StringComparison.Ordinal));
        Assert.StartsWith($"{id}-public.", address, StringComparison.Ordinal);
        await provider.CallAsync("ReleaseInstancePublicConnection", [.. instance, ("ConnectionString", address)]);
        await WaitForInstanceAsync(provider, instance, "NET_DELETING");

        // Import is a read by id; destroy.
        var imported = await ReadInstanceAsync(provider, instance);
        Assert.Equal(2, imported.Nets.Length);
        Assert.Equal(("selectdb", "4.0.4", "Postpaid", "tf_desc", "vsw-tf", ("selectdb.2xlarge", 600, 8, 64)),
            (imported.Text("Engine"), imported.Text("EngineMinorVersion"), imported.Text("ChargeType"), imported.Text("Description"), imported.VSwitch,
                imported.FirstCluster));
        await WaitForInstanceAsync(provider, instance, Busy);
        await provider.CallAsync("DeleteDBInstance", instance);
        await provider.Emulator.PutAsync("clock", """{"advanceSeconds":60}""");
        Assert.Equal("InvalidDBInstanceId.NotFound", await RefusalAsync(provider, "DescribeDBInstanceAttribute", instance));
    }

    [Fact]
    public async Task Alicloud_selectdb_db_instance_that_is_prepaid()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "SelectDb");
        var (_, instance) = await CreateInstanceAsync(provider, "4.0.3", ("ChargeType", "PREPAY"), ("Period", "Month"), ("UsedTime", "1"));
        async Task<string?> PaidAsync() => (await ReadInstanceAsync(provider, instance)).Text("ChargeType");

        Assert.Equal("Prepaid", await PaidAsync());
        await provider.CallAsync("ModifyDBInstancePayType", [.. instance, ("ChargeType", "POSTPAY")]);
        Assert.Equal("Postpaid", await PaidAsync());
        await provider.CallAsync("ModifyDBInstancePayType", [.. instance, ("ChargeType", "PREPAY"), ("Period", "Month"), ("usedTime", "1")]);
        Assert.Equal("Prepaid", await PaidAsync());

        // Destroy.
        await provider.CallAsync("ModifyDBInstancePayType", [.. instance, ("ChargeType", "POSTPAY")]);
        await provider.CallAsync("DeleteDBInstance", instance);
        Assert.Equal("InvalidDBInstanceId.NotFound", await RefusalAsync(provider, "DescribeDBInstanceAttribute", instance));
    }

    [Fact]
    public async Task Alicloud_selectdb_db_cluster()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "SelectDb", "CreateDBCluster", "ModifyDBCluster", "StopBECluster", "StartBECluster",
            "RestartDBCluster", "ModifyDBClusterConfig", "DeleteDBCluster");
        var (id, instance) = await CreateInstanceAsync(provider, "3.0.12", ("ChargeType", "POSTPAY"));

        // Create: with what the instance has.
        var owner = await ReadInstanceAsync(provider, instance);
        var made = await provider.CallAsync("CreateDBCluster",
        [
            .. instance, ("Engine", "SelectDB"), ("EngineVersion", owner.Text("EngineVersion")!), ("DBClusterClass", "selectdb.xlarge"),
            ("ZoneId", owner.Text("ZoneId")!), ("VpcId", owner.Text("VpcId")!), ("VSwitchId", owner.VSwitch!), ("CacheSize", "200"),
            ("DBClusterDescription", "tf_cluster"), ("ChargeType", "Postpaid"),
        ]);
        var clusterId = (string)made["Data"]!["ClusterId"]!;
        (string, string)[] cluster = [.. instance, ("DBClusterId", clusterId)];
        Task<JsonNode> WaitAsync(string status, params string[] pending) => WaitForClusterAsync(provider, instance, clusterId, status, pending);
        var created = await WaitAsync("ACTIVATION", "RESOURCE_PREPARING", "CREATING");
        Assert.Equal(("tf_cluster", "Postpaid", id, "selectdb.xlarge", 4, 32, 200, owner.Text("ZoneId")),
            ((string?)created["DbClusterName"], (string?)created["ChargeType"], (string?)created["DbInstanceName"], (string?)created["DbClusterClass"],
                (int)created["CpuCores"]!, (int)created["Memory"]!, (int)created["CacheStorageSizeGB"]!, (string?)created["ZoneId"]));
        Assert.Empty(await ChangesAsync(provider, cluster));

        // Update of the description, the cache, and the class.
        await provider.CallAsync("ModifyBEClusterAttribute", [.. cluster, ("InstanceAttributeType", "DBInstanceDescription"), ("Value", "tf_cluster_desc")]);
        await provider.CallAsync("ModifyDBCluster", [.. cluster, ("Engine", "selectdb"), ("DBClusterClass", "selectdb.xlarge"), ("CacheSize", "400")]);
        await WaitAsync("ACTIVATION", "RESOURCE_PREPARING", "CLASS_CHANGING");
        await provider.CallAsync("ModifyDBCluster", [.. cluster, ("Engine", "selectdb"), ("DBClusterClass", "selectdb.4xlarge"), ("CacheSize", "1000")]);
        var grown = await WaitAsync("ACTIVATION", "RESOURCE_PREPARING", "CLASS_CHANGING");
        Assert.Equal(("tf_cluster_desc", 1000, 16),
            ((string?)grown["DbClusterName"], (int)grown["CacheStorageSizeGB"]!, (int)grown["CpuCores"]!));
        Assert.Equal((1200, 2, ("selectdb.xlarge", 200, 4, 32)), ((await ReadInstanceAsync(provider, instance)).CacheSize, await CountAsync(provider, id),
            (await ReadInstanceAsync(provider, instance)).FirstCluster));

        // Of the status; the other cluster runs on.
        await provider.CallAsync("StopBECluster", cluster);
        Assert.Equal("ACTIVATION", (string?)(await ClusterAsync(provider, instance, $"{id}-be"))!["Status"]);
        await WaitAsync("STOPPED", "STOPPING");
        await provider.CallAsync("StartBECluster", cluster);
        await WaitAsync("ACTIVATION", "STARTING");
        await provider.CallAsync("RestartDBCluster", cluster);
        await WaitAsync("ACTIVATION", "RESTART");

        // Of the parameters.
        await provider.CallAsync("ModifyDBClusterConfig",
            [.. cluster, ("ConfigKey", "be.conf"), ("Parameters", """{"es_http_timeout_ms":"6000","sys_log_roll_num":"12"}""")]);
        await WaitAsync("ACTIVATION", "RESTARTING", "MODIFY_PARAM");
        Assert.Equal(["es_http_timeout_ms 5000 6000", "sys_log_roll_num 10 12"], await ChangesAsync(provider, cluster));
        var config = await provider.GetAsync("DescribeDBClusterConfig", [.. cluster, ("ConfigKey", "be.conf")]);
        Assert.Equal(["es_http_timeout_ms 6000", "sys_log_roll_num 12"], config["Data"]!["Params"]!.AsArray()
            .Where(parameter => (string?)parameter!["DefaultValue"] != (string?)parameter["Value"])
            .Select(parameter => $"{parameter!["Name"]} {parameter["Value"]}"));

        // Destroy: the cluster is gone, and the instance has changed.
        await WaitAsync("ACTIVATION");
        await provider.CallAsync("DeleteDBCluster", cluster);
        Assert.Equal("CLASS_CHANGING", (await ReadInstanceAsync(provider, instance)).Text("Status"));
        await WaitForInstanceAsync(provider, instance, "CLASS_CHANGING");
        Assert.Null(await ClusterAsync(provider, instance, clusterId));
        Assert.Equal("InvalidDBClusterId.NotFound", await RefusalAsync(provider, "StartBECluster", cluster));
    }

    [Fact]
    public async Task Alicloud_selectdb_db_cluster_while_another_changes()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "SelectDb", "StopBECluster");
        (string, string)[] first = [("DBInstanceId", "selectdb-cn-running"), ("DBClusterId", "selectdb-cn-running-be")];
        Assert.Equal(200, (await provider.Emulator.PatchAsync("instances/selectdb-cn-running", """{"clusters":{"selectdb-cn-second-be":{}}}""")).Status);

        // The provider comes again for this code, till the first is done.
        await provider.CallAsync("StopBECluster", ("DBInstanceId", "selectdb-cn-running"), ("DBClusterId", "selectdb-cn-second-be"));
        Assert.Equal("InvalidDBInstanceState.NotSupport", await RefusalAsync(provider, "StopBECluster", first));
        await provider.Emulator.PutAsync("clock", """{"advanceSeconds":60}""");
        await provider.CallAsync("StopBECluster", first);

        // Without its first cluster, an instance has no password reset.
        await provider.Emulator.PutAsync("clock", """{"advanceSeconds":60}""");
        Assert.Equal("DBClusterNotSupported", await RefusalAsync(provider, "ResetAccountPassword",
            ("DBInstanceId", "selectdb-cn-running"), ("AccountName", "admin"), ("AccountPassword", "Update_pass1")));
    }

    private static async Task<(string Id, (string, string)[] Instance)> CreateInstanceAsync(
        TerraformProvider provider, string version, params (string, string)[] payment)
    {
        var made = await provider.CallAsync("CreateDBInstance",
        [
            ("Engine", "SelectDB"), ("DBInstanceClass", "selectdb.xlarge"), ("ZoneId", "cn-hangzhou-h"), ("VpcId", "vpc-tf"), ("VSwitchId", "vsw-tf"),
            ("DBInstanceDescription", "tf"), ("EngineVersion", version), ("CacheSize", "200"), .. payment,
        ]);
        var id = (string)made["Data"]!["DBInstanceId"]!;
        await WaitForInstanceAsync(provider, [("DBInstanceId", id)], "RESOURCE_PREPARING", "CREATING");
        return (id, [("DBInstanceId", id)]);
    }

    private static Task<JsonNode> ModifyAddressesAsync(TerraformProvider provider, (string, string)[] instance, string group, string addresses) =>
        provider.CallAsync("ModifySecurityIPList", [.. instance, ("GroupName", group), ("SecurityIPList", addresses), ("ModifyMode", "0")]);

    private static Task<JsonNode?> WaitForInstanceAsync(TerraformProvider provider, (string, string)[] instance, params string[] pending) => provider.WaitAsync(
        async () => await provider.GetAsync("DescribeDBInstanceAttribute", instance), answer => (string?)answer!["Status"], "ACTIVATION", pending);

    private static async Task<JsonNode> WaitForClusterAsync(
        TerraformProvider provider, (string, string)[] instance, string clusterId, string status, params string[] pending) =>
        (await provider.WaitAsync(() => ClusterAsync(provider, instance, clusterId), cluster => (string?)cluster!["Status"], status, pending))!;

    private static async Task<JsonNode?> ClusterAsync(TerraformProvider provider, (string, string)[] instance, string clusterId) =>
        (await provider.GetAsync("DescribeDBInstanceAttribute", instance))["DBClusterList"]!.AsArray()
            .SingleOrDefault(cluster => (string?)cluster!["DbClusterId"] == clusterId);

    private static async Task<int> CountAsync(TerraformProvider provider, string id) =>
        (int)(await provider.GetAsync("DescribeDBInstances", ("DBInstanceIds", id), ("PageSize", "50"), ("PageNumber", "1")))["Items"]![0]!["ClusterCount"]!;

    private static async Task<string[]> ChangesAsync(TerraformProvider provider, (string, string)[] cluster)
    {
        var answer = await provider.GetAsync("DescribeDBClusterConfigChangeLogs",
            [.. cluster, ("ConfigKey", "be.conf"), ("StartTime", "1970-01-01 10:00:00"), ("EndTime", "2999-01-01 00:00:00")]);
        var changes = answer["Data"]!["ParamChangeLogs"]!.AsArray();
        Assert.All(changes, change => Assert.True((bool)change!["IsApplied"]! && (long)change["Id"]! > 0
            && (string?)change["GmtCreated"] != "" && (string?)change["GmtModified"] != ""));
        return [.. changes.Select(change => $"{change!["Name"]} {change["OldValue"]} {change["NewValue"]}")];
    }

    private static async Task<string?> RefusalAsync(TerraformProvider provider, string action, params (string, string)[] parameters) =>
        (await provider.TryAsync(action, parameters)).Error.Code;

    private static async Task<InstanceRead> ReadInstanceAsync(TerraformProvider provider, (string, string)[] instance) => new(
        await provider.GetAsync("DescribeDBInstanceAttribute", instance),
        await provider.GetAsync("DescribeDBInstanceNetInfo", instance),
        await provider.GetAsync("DescribeSecurityIPList", instance));

    // What the provider reads of an instance.
    private sealed record InstanceRead(JsonNode Answer, JsonNode Net, JsonNode Security)
    {
        public JsonNode[] Nets => [.. Net["DBInstanceNetInfos"]!.AsArray().Select(net => net!)];

        // The last that is not empty; the ports have to be lists.
        public string? VSwitch => Nets.Where(net => net["PortList"] is JsonArray).Select(net => (string)net["VswitchId"]!).Last(id => id != "");

        public string[] TagTexts => [.. Answer["Tags"]!.AsArray().Select(tag => $"{tag!["TagKey"]} {tag["TagValue"]}")];

        public string[] Addresses =>
        [
            .. Security["GroupItems"]!.AsArray()
                .Select(group => $"{group!["GroupName"]} {group["SecurityIPList"]} {group["AecurityIPType"]} {group["WhitelistNetType"]}"),
        ];

        public (string Class, int Cache, int CpuCores, int Memory) FirstCluster =>
            Answer["DBClusterList"]!.AsArray().Single(cluster => (string?)cluster!["DbClusterId"] == $"{Text("DBInstanceId")}-be") is { } first
                ? ((string)first["DbClusterClass"]!, (int)first["CacheStorageSizeGB"]!, (int)first["CpuCores"]!, (int)first["Memory"]!)
                : default;

        public int CacheSize => (int)Answer["StorageSize"]!;

        public string? Text(string name) => (string?)Answer[name];
    }
}
