using System.Text.Json.Nodes;

namespace ResetPassword.SdkTests;

/// <summary>
/// What the resources of the vendor's Terraform provider for AnalyticDB for PostgreSQL call from create to destroy, and what they look at in each answer.
/// </summary>
/// <remarks>github.com/aliyun/terraform-provider-alicloud: the resources named by each test.</remarks>
public sealed class TerraformAnalyticDbTests(SdkDriver sdk)
{
    private const string Id = "gp-running";

    private static readonly (string, string)[] Instance = [("DBInstanceId", Id)];

    [Fact]
    public async Task Alicloud_gpdb_instance()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "AnalyticDb", "CreateDBInstance", "DeleteDBInstance", "ModifyParameters");

        // Create: what is asked for besides is set at once.
        var created = await provider.CallAsync("CreateDBInstance",
            ("ClientToken", "TF-CreateDBInstance-1"), ("Engine", "gpdb"), ("EngineVersion", "6.0"), ("VSwitchId", "vsw-tf"),
            ("DBInstanceMode", "StorageElastic"), ("SecurityIPList", "127.0.0.1"), ("DBInstanceCategory", "HighAvailability"), ("InstanceSpec", "2C16G"),
            ("StorageSize", "50"), ("InstanceNetworkType", "VPC"), ("VPCId", "vpc-tf"), ("ZoneId", "cn-hangzhou-h"), ("PayType", "Postpaid"),
            ("ResourceGroupId", "rg-tf"), ("MasterCU", "4"), ("SegNodeNum", "4"), ("SegStorageType", "cloud_essd"), ("SegDiskPerformanceLevel", "pl1"),
            ("CreateSampleData", "false"), ("EncryptionType", "CloudDisk"), ("EncryptionKey", "key-tf"), ("VectorConfigurationStatus", "enabled"),
            ("ProdType", "standard"), ("DBInstanceDescription", "tf_example"), ("MasterNodeNum", "1"), ("EnableSSL", "true"));
        (string, string)[] instance = [("DBInstanceId", (string)created["DBInstanceId"]!)];
        await WaitAsync(provider, instance, "Running", "Creating");
        Assert.True((bool)(await provider.CallAsync("DescribeDBInstanceSSL", instance))["SSLEnabled"]!);
        await provider.CallAsync("TagResources",
            ("ResourceType", "ALIYUN::GPDB::INSTANCE"), ("ResourceId.1", instance[0].Item2), ("Tag.1.Key", "Created"), ("Tag.1.Value", "TF"),
            ("Tag.2.Key", "For"), ("Tag.2.Value", "acceptance test"));
        await provider.CallAsync("ModifySecurityIps",
            [.. instance, ("DBInstanceIPArrayAttribute", ""), ("DBInstanceIPArrayName", ""), ("SecurityIPList", "10.0.0.1,10.0.0.2"), ("ModifyMode", "0")]);
        await provider.CallAsync("ModifyParameters",
            [.. instance, ("Parameters", """{"optimizer":"off","rds_master_mode":"single","statement_timeout":"11800000"}""")]);
        await WaitAsync(provider, instance, "Running");

        var read = await AttributeAsync(provider, instance);
        Assert.Equal(
            ["gpdb", "6.0", "vsw-tf", "StorageElastic", "HighAvailability", "2C16G", "VPC", "vpc-tf", "cn-hangzhou-h", "Postpaid", "rg-tf", "cloud_essd",
                "pl1", "CloudDisk", "key-tf", "enabled", "standard", "tf_example", "5432", $"{instance[0].Item2}-master.gpdb.rds.aliyuncs.com"],
            Texts(read, "Engine", "EngineVersion", "VSwitchId", "DBInstanceMode", "DBInstanceCategory", "InstanceSpec", "InstanceNetworkType", "VpcId",
                "ZoneId", "PayType", "ResourceGroupId", "StorageType", "SegDiskPerformanceLevel", "EncryptionType", "EncryptionKey",
                "VectorConfigurationStatus", "ProdType", "DBInstanceDescription", "Port", "ConnectionString"));
        Assert.Equal((4, 4, 4, 50, 1),
            ((int)read["MasterCU"]!, (int)read["SegNodeNum"]!, (int)read["SegmentCounts"]!, (int)read["StorageSize"]!, (int)read["MasterNodeNum"]!));
        Assert.Equal(["Created=TF", "For=acceptance test"], read["Tags"]!["Tag"]!.AsArray().Select(tag => $"{tag!["Key"]}={tag["Value"]}"));
        Assert.Equal([("default", "10.0.0.1,10.0.0.2", "")], await GroupsAsync(provider, instance));
        Assert.Equal("resourceQueue", (string?)(await provider.CallAsync("DescribeDBResourceManagementMode", instance))["ResourceManagementMode"]);
        Assert.Empty(await ShownSharesAsync(provider, instance[0].Item2));
        var parameters = (await provider.CallAsync("DescribeParameters", instance))["Parameters"]!.AsArray();
        Assert.Equal(["optimizer=off", "rds_master_mode=single", "statement_timeout=11800000"],
            parameters.Select(parameter => $"{parameter!["ParameterName"]}={parameter["CurrentValue"]}"));

        // Update.
        await provider.CallAsync("UntagResources", ("ResourceType", "ALIYUN::GPDB::INSTANCE"), ("ResourceId.1", instance[0].Item2), ("TagKey.1", "For"));
        await provider.CallAsync("ModifyDBInstanceDescription", [.. instance, ("DBInstanceDescription", "tf_update")]);
        await provider.CallAsync("ModifyDBInstanceResourceGroup", [.. instance, ("NewResourceGroupId", "rg-other")]);
        await provider.CallAsync("ModifyDBInstanceMaintainTime", [.. instance, ("StartTime", "02:00Z"), ("EndTime", "03:00Z")]);
        (string, string)[] group = [("DBInstanceIPArrayAttribute", "attribute1"), ("DBInstanceIPArrayName", "group1"), ("SecurityIPList", "11.0.0.1")];
        await provider.CallAsync("ModifySecurityIps", [.. instance, .. group, ("ModifyMode", "0")]);
        Assert.Equal([("default", "10.0.0.1,10.0.0.2", ""), ("group1", "11.0.0.1", "attribute1")], await GroupsAsync(provider, instance));
        await provider.CallAsync("ModifySecurityIps", [.. instance, .. group, ("ModifyMode", "2")]);
        Assert.Equal([("default", "10.0.0.1,10.0.0.2", "")], await GroupsAsync(provider, instance));
        var updated = await AttributeAsync(provider, instance);
        Assert.Equal(["tf_update", "rg-other", "02:00Z", "03:00Z"],
            Texts(updated, "DBInstanceDescription", "ResourceGroupId", "MaintainStartTime", "MaintainEndTime"));
        Assert.Equal(["Created=TF"], updated["Tags"]!["Tag"]!.AsArray().Select(tag => $"{tag!["Key"]}={tag["Value"]}"));

        // Destroy: the provider does not wait; the next read finds nothing.
        await provider.CallAsync("DeleteDBInstance", [.. instance, ("ClientToken", "TF-DeleteDBInstance-1")]);
        await provider.Emulator.PutAsync("clock", """{"advanceSeconds":60}""");
        Assert.Equal("InvalidDBInstanceId.NotFound", (await provider.TryAsync("DescribeDBInstanceAttribute", instance)).Error.Code);
    }

    [Fact]
    public async Task Alicloud_gpdb_instance_of_another_size()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "AnalyticDb", "UpgradeDBInstance", "ModifyMasterSpec", "UpgradeDBVersion",
            "EnableDBResourceGroup", "PauseInstance", "ResumeInstance");
        async Task UpgradeAsync(string type, string name, string value, string? read = null)
        {
            await provider.CallAsync("UpgradeDBInstance", [.. Instance, ("UpgradeType", type), (name, value)]);
            await WaitAsync(provider, Instance, "Running", "DBInstanceClassChanging");
            Assert.Equal(value, (await AttributeAsync(provider, Instance))[read ?? name]!.ToString());
        }

        await UpgradeAsync("0", "SegNodeNum", "8");
        await UpgradeAsync("2", "MasterNodeNum", "2");
        await UpgradeAsync("1", "InstanceSpec", "4C32G");
        await UpgradeAsync("1", "StorageSize", "100");
        await provider.CallAsync("UpgradeDBInstance",
            [.. Instance, ("UpgradeType", "3"), ("SegStorageType", "cloud_essd"), ("SegDiskPerformanceLevel", "pl2")]);
        await WaitAsync(provider, Instance, "Running", "DBInstanceClassChanging");
        await provider.CallAsync("ModifyMasterSpec", [.. Instance, ("MasterCU", "8")]);
        await WaitAsync(provider, Instance, "Running", "DBInstanceClassChanging");
        await provider.CallAsync("UpgradeDBVersion", [.. Instance, ("MinorVersion", "6.3.11.2")]);
        await WaitAsync(provider, Instance, "Running", "EngineVersionUpgrading");
        await provider.CallAsync("ModifyVectorConfiguration", [.. Instance, ("VectorConfigurationStatus", "enabled")]);
        await provider.CallAsync("ModifyDBInstanceSSL", [.. Instance, ("SSLEnabled", "1")]);
        Assert.True((bool)(await provider.CallAsync("DescribeDBInstanceSSL", Instance))["SSLEnabled"]!);
        await provider.CallAsync("EnableDBResourceGroup", Instance);
        await WaitAsync(provider, Instance, "Running", "Rebooting");
        Assert.Equal("resourceGroup", (string?)(await provider.CallAsync("DescribeDBResourceManagementMode", Instance))["ResourceManagementMode"]);
        await provider.CallAsync("DisableDBResourceGroup", Instance);
        Assert.Equal("resourceQueue", (string?)(await provider.CallAsync("DescribeDBResourceManagementMode", Instance))["ResourceManagementMode"]);
        var read = await AttributeAsync(provider, Instance);
        Assert.Equal(["pl2", "6.3.11.2", "enabled"], Texts(read, "SegDiskPerformanceLevel", "MinorVersion", "VectorConfigurationStatus"));
        Assert.Equal(8, (int)read["MasterCU"]!);

        // Stopped, and started again.
        await provider.CallAsync("PauseInstance", Instance);
        await WaitAsync(provider, Instance, "STOPPED", "STOPPING");
        await provider.CallAsync("ResumeInstance", Instance);
        await WaitAsync(provider, Instance, "Running", "STARTING");

        // Prepaid, and not any more.
        await provider.CallAsync("ModifyDBInstancePayType", [.. Instance, ("PayType", "Prepaid"), ("Period", "Month"), ("UsedTime", "1")]);
        Assert.Equal("OperationDenied.DBInstancePayType", (await provider.TryAsync("DeleteDBInstance", Instance)).Error.Code);
        await provider.CallAsync("ModifyDBInstancePayType", [.. Instance, ("PayType", "Postpaid")]);
        await provider.CallAsync("DeleteDBInstance", Instance);
    }

    [Fact]
    public async Task Alicloud_gpdb_instance_that_is_paused()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "AnalyticDb", "PauseInstance", "DeleteDBInstance");

        // Its desired status, by an update.
        await provider.CallAsync("PauseInstance", Instance);
        await WaitAsync(provider, Instance, "STOPPED", "STOPPING");

        // Destroy: the provider does not resume it before, and the next read finds nothing.
        await provider.CallAsync("DeleteDBInstance", [.. Instance, ("ClientToken", "TF-DeleteDBInstance-1")]);
        await provider.Emulator.PutAsync("clock", """{"advanceSeconds":60}""");
        Assert.Equal("InvalidDBInstanceId.NotFound", (await provider.TryAsync("DescribeDBInstanceAttribute", Instance)).Error.Code);
    }

    [Fact]
    public async Task Alicloud_gpdb_instance_of_the_serverless_kind()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "AnalyticDb");

        var created = await provider.CallAsync("CreateDBInstance",
            ("ClientToken", "TF-CreateDBInstance-1"), ("Engine", "gpdb"), ("EngineVersion", "7.0"), ("VSwitchId", "vsw-tf"), ("DBInstanceMode", "Serverless"),
            ("SecurityIPList", "127.0.0.1"), ("InstanceSpec", "4C16G"), ("VPCId", "vpc-tf"), ("ZoneId", "cn-hangzhou-h"), ("SegNodeNum", "2"),
            ("ServerlessMode", "Manual"), ("ServerlessResource", "16"), ("CacheStorageSize", "800"));
        var read = await AttributeAsync(provider, [("DBInstanceId", (string)created["DBInstanceId"]!)]);

        Assert.Equal(["Serverless", "Manual", "800"], Texts(read, "DBInstanceMode", "ServerlessMode", "CacheStorageSize"));
        Assert.Equal(16, (int)read["ServerlessResource"]!);
        var id = (string)created["DBInstanceId"]!;
        Assert.Equal(["closed"], await ShownSharesAsync(provider, id));
        await provider.CallAsync("SetDataShareInstance", ("InstanceList", $"[\"{id}\"]"), ("OperationType", "add"));
        Assert.Equal(["opened"], await ShownSharesAsync(provider, id));
    }

    [Fact]
    public async Task Alicloud_gpdb_db_instance_ip_array()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "AnalyticDb");
        async Task<(string?, string?, string?)[]> ReadAsync() => await GroupsAsync(provider, [.. Instance, ("DBInstanceIPArrayName", "taffy")]);

        await provider.CallAsync("CreateDBInstanceIPArray",
            [.. Instance, ("IPArrayName", "taffy"), ("IPArrayAttribute", "taffyFish"), ("SecurityIPList", "12.34.56.78,11.45.14.0,19.19.81.0")]);
        Assert.Equal([("taffy", "12.34.56.78,11.45.14.0,19.19.81.0", "taffyFish")], await ReadAsync());

        await provider.CallAsync("ModifySecurityIps",
            [.. Instance, ("DBInstanceIPArrayName", "taffy"), ("ModifyMode", "0"), ("SecurityIPList", "18.18.18.18,19.19.19.19")]);
        Assert.Equal([("taffy", "18.18.18.18,19.19.19.19", "taffyFish")], await ReadAsync());
        await provider.CallAsync("ModifySecurityIps", [.. Instance, ("DBInstanceIPArrayName", "taffy"), ("SecurityIPList", "18.18.18.18")]);
        Assert.Equal([("taffy", "18.18.18.18", "taffyFish")], await ReadAsync());

        await provider.CallAsync("DeleteDBInstanceIPArray", [.. Instance, ("IPArrayName", "taffy")]);
        Assert.Empty(await ReadAsync());
    }

    [Fact]
    public async Task Alicloud_gpdb_connection()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "AnalyticDb", "AllocateInstancePublicConnection", "ReleaseInstancePublicConnection",
            "ModifyDBInstanceConnectionString");
        const string Prefix = "gp-running-tf";
        async Task<JsonNode?> ReadAsync() =>
            (await provider.CallAsync("DescribeDBInstanceNetInfo", Instance))["DBInstanceNetInfos"]!["DBInstanceNetInfo"]!.AsArray()
                .FirstOrDefault(info => ((string)info!["ConnectionString"]!).StartsWith(Prefix, StringComparison.Ordinal));
        async Task<JsonNode?> InstanceAsync() =>
            (await provider.CallAsync("DescribeDBInstances", ("DBInstanceIds", Id)))["Items"]!["DBInstance"]!.AsArray().FirstOrDefault();
        Task WaitAsync(string pending) => provider.WaitAsync(InstanceAsync, instance => (string?)instance!["DBInstanceStatus"], "Running", pending);
        (string, string)[] endpoint = [.. Instance, ("ConnectionStringPrefix", Prefix), ("Port", "3306")];

        // Create. Till it is done, others come again for this code.
        await provider.CallAsync("AllocateInstancePublicConnection", endpoint);
        Assert.Equal("OperationDenied.DBInstanceStatus", (await provider.TryAsync("AllocateInstancePublicConnection", endpoint)).Error.Code);
        await WaitAsync("NetAddressCreating");
        var created = (await ReadAsync())!;
        Assert.Equal(["gp-running-tf.gpdb.rds.aliyuncs.com", "3306", "Public", "Primary", ""],
            Texts(created, "ConnectionString", "Port", "IPType", "AddressType", "IPAddress"));

        // Update.
        var current = ("CurrentConnectionString", (string)created["ConnectionString"]!);
        await provider.CallAsync("ModifyDBInstanceConnectionString", [.. Instance, current, ("ConnectionStringPrefix", Prefix), ("Port", "3333")]);
        await WaitAsync("NET_MODIFYING");
        Assert.Equal("3333", (string?)(await ReadAsync())!["Port"]);

        // Destroy; another attempt finds it gone.
        await provider.CallAsync("ReleaseInstancePublicConnection", [.. Instance, current]);
        await WaitAsync("NetAddressDeleting");
        Assert.Null(await ReadAsync());
        var again = await provider.TryAsync("ReleaseInstancePublicConnection", [.. Instance, current]);
        Assert.Equal("InvalidCurrentConnectionString.NotFound", again.Error.Code);
    }

    [Fact]
    public async Task Alicloud_gpdb_database()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "AnalyticDb", "CreateDatabase");
        (string, string)[] database = [.. Instance, ("DatabaseName", "seventest")];

        // Create; it is read at once.
        await provider.CallAsync("CreateDatabase",
            [.. database, ("Description", "go-to-the-docks-for-french-fries"), ("Ctype", "en_US.utf8"), ("Owner", "testaccount_1"), ("Collate", "en_US.utf8"),
                ("CharacterSetName", "UTF8")]);
        Assert.Equal(["UTF8", "en_US.utf8", "en_US.utf8", "go-to-the-docks-for-french-fries", "testaccount_1", "seventest", Id],
            Texts(await provider.CallAsync("DescribeDatabase", database), "CharacterSetName", "Collate", "Ctype", "Description", "Owner", "DatabaseName",
                "DBInstanceId"));

        // Its owner cannot go before it does.
        await provider.CallAsync("CreateAccount",
            [.. Instance, ("AccountName", "owner1"), ("AccountPassword", "Create_pass1"), ("AccountType", "Normal"), ("DatabaseName", "seventest")]);
        await provider.CallAsync("CreateDatabase", [.. Instance, ("DatabaseName", "other"), ("Owner", "owner1")]);
        Assert.Equal("OperationDenied.AccountStatus", (await provider.TryAsync("DeleteAccount", [.. Instance, ("AccountName", "owner1")])).Error.Code);

        // Destroy.
        await provider.Emulator.PutAsync("clock", """{"advanceSeconds":60}""");
        await provider.CallAsync("DeleteDatabase", database);
        Assert.Equal("Database.NotFound", (await provider.TryAsync("DescribeDatabase", database)).Error.Code);
        Assert.Equal("Database.NotFound", (await provider.TryAsync("DeleteDatabase", database)).Error.Code);
        await provider.CallAsync("DeleteDatabase", [.. Instance, ("DatabaseName", "other")]);
        await provider.CallAsync("DeleteAccount", [.. Instance, ("AccountName", "owner1")]);
    }

    private static async Task<JsonNode> AttributeAsync(TerraformProvider provider, (string, string)[] instance) =>
        (await provider.CallAsync("DescribeDBInstanceAttribute", instance))["Items"]!["DBInstanceAttribute"]![0]!;

    private static Task<JsonNode?> WaitAsync(TerraformProvider provider, (string, string)[] instance, string wanted, params string[] pending) =>
        provider.WaitAsync(async () => await AttributeAsync(provider, instance), answer => (string?)answer!["DBInstanceStatus"], wanted, pending);

    private static async Task<(string?, string?, string?)[]> GroupsAsync(TerraformProvider provider, (string, string)[] parameters) =>
    [
        .. (await provider.CallAsync("DescribeDBInstanceIPArrayList", parameters))["Items"]!["DBInstanceIPArray"]!.AsArray().Select(group =>
            ((string?)group!["DBInstanceIPArrayName"], (string?)group["SecurityIPList"], (string?)group["DBInstanceIPArrayAttribute"])),
    ];

    private static async Task<string?[]> ShownSharesAsync(TerraformProvider provider, string id) =>
    [
        .. (await provider.CallAsync("DescribeDataShareInstances", ("SearchValue", id), ("PageSize", "50"), ("PageNumber", "1")))["Items"]!["DBInstance"]!
            .AsArray().Select(instance => (string?)instance!["DataShareStatus"]),
    ];

    private static string?[] Texts(JsonNode answer, params string[] names) => [.. names.Select(name => (string?)answer[name])];
}
