using System.Globalization;
using System.Text.Json.Nodes;

namespace ResetPassword.SdkTests;

/// <summary>
/// What the MongoDB resources of the vendor's Terraform provider call from create to destroy, and what they look at in each answer.
/// </summary>
/// <remarks>github.com/aliyun/terraform-provider-alicloud: the resources named by each test. Those of accounts are in <see cref="TerraformTests"/>.</remarks>
public sealed class TerraformMongoDbTests(SdkDriver sdk)
{
    private static readonly (string, string)[] ReplicaSet =
    [
        ("ClientToken", "TF-CreateDBInstance-1"), ("Engine", "MongoDB"), ("EngineVersion", "4.4"), ("DBInstanceClass", "mdb.shard.2x.xlarge.d"),
        ("DBInstanceStorage", "20"), ("StorageType", "cloud_essd1"), ("ProvisionedIops", "1960"), ("VpcId", "vpc-tf"), ("VSwitchId", "vsw-tf"),
        ("ZoneId", "cn-hangzhou-h"), ("SecondaryZoneId", "cn-hangzhou-i"), ("HiddenZoneId", "cn-hangzhou-j"), ("NetworkType", "VPC"),
        ("DBInstanceDescription", "tf-example"), ("ChargeType", "PostPaid"), ("SecurityIPList", "10.168.1.12,100.69.7.112"),
        ("AccountPassword", "Create_pass1"), ("Encrypted", "true"), ("EncryptionKey", "key-tf"), ("ReplicationFactor", "3"), ("ReadonlyReplicas", "0"),
        ("ResourceGroupId", "rg-tf"),
    ];

    private static readonly (string, string)[] ShardedCluster =
    [
        ("ClientToken", "TF-CreateShardingDBInstance-1"), ("Engine", "MongoDB"), ("EngineVersion", "4.4"), ("StorageType", "cloud_essd1"),
        ("ProtocolType", "mongodb"), ("VpcId", "vpc-tf"), ("VSwitchId", "vsw-tf"), ("ZoneId", "cn-hangzhou-h"), ("NetworkType", "VPC"),
        ("DBInstanceDescription", "tf-example"), ("SecurityIPList", "127.0.0.1"), ("AccountPassword", "Create_pass1"), ("Mongos.1.Class", "mdb.mongos.1"),
        ("Mongos.2.Class", "mdb.mongos.2"), ("ReplicaSet.1.Class", "mdb.shard.1"), ("ReplicaSet.1.Storage", "20"), ("ReplicaSet.1.ReadonlyReplicas", "1"),
        ("ReplicaSet.2.Class", "mdb.shard.2"), ("ReplicaSet.2.Storage", "40"), ("ReplicaSet.2.ReadonlyReplicas", "0"),
        ("ConfigServer.1.Class", "dds.cs.mid"), ("ConfigServer.1.Storage", "20"),
    ];

    [Fact]
    public async Task Alicloud_mongodb_instance()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "MongoDb", "CreateDBInstance", "DeleteDBInstance");

        // Create: what is asked for, tags after the instance is there, and groups of the whitelist one by one.
        var id = await CreateAsync(provider, "CreateDBInstance", ReplicaSet);
        (string, string)[] instance = [("DBInstanceId", id)];
        await ExpectNoRenewalAsync(provider, id, "replicate");
        await ChangeGroupAsync(provider, id, "Append", "office", "10.1.1.1,10.1.1.2");
        await provider.CallAsync("TagResources",
            [.. ResourceOf(id), ("Tag.1.Key", "Created"), ("Tag.1.Value", "TF"), ("Tag.2.Key", "For"), ("Tag.2.Value", "test")]);
        var created = await ReadAsync(provider, id);
        Assert.Equal(("4.4", "mdb.shard.2x.xlarge.d", 20, "WiredTiger", "cloud_essd1", 1960), (Text(created, "EngineVersion"), Text(created, "DBInstanceClass"),
            (int)created["DBInstanceStorage"]!, Text(created, "StorageEngine"), Text(created, "StorageType"), (int)created["ProvisionedIops"]!));
        Assert.Equal(("vpc-tf", "vsw-tf", "cn-hangzhou-h", "cn-hangzhou-i", "cn-hangzhou-j", "VPC"), (Text(created, "VPCId"), Text(created, "VSwitchId"),
            Text(created, "ZoneId"), Text(created, "SecondaryZoneId"), Text(created, "HiddenZoneId"), Text(created, "NetworkType")));
        Assert.Equal(("tf-example", "PostPaid", "3", "0", "rg-tf", false), (Text(created, "DBInstanceDescription"), Text(created, "ChargeType"),
            Text(created, "ReplicationFactor"), Text(created, "ReadonlyReplicas"), Text(created, "ResourceGroupId"),
            (bool)created["DBInstanceReleaseProtection"]!));
        Assert.Equal((true, "key-tf"), ((bool)created["Encrypted"]!, Text(created, "EncryptionKey")));
        Assert.Equal(["default  10.168.1.12,100.69.7.112", "office test 10.1.1.1,10.1.1.2"], await WhitelistAsync(provider, id));
        Assert.Equal(["Created=TF", "For=test"], TagsOf(created));
        Assert.Equal((true, 1), await provider.Emulator.VerifyAsync(id, "root", "Create_pass1"));
        await ExpectSettingsAsync(provider, id, enableBackupLog: 0);

        // The members' roles are found by the host names that the instance shows.
        var roles = (await provider.CallAsync("DescribeReplicaSetRole", instance))["ReplicaSets"]!["ReplicaSet"]!.AsArray();
        var members = created["ReplicaSets"]!["ReplicaSet"]!.AsArray();
        Assert.Equal(members.Select(member => Text(member!, "ConnectionDomain")), roles.Select(role => Text(role!, "ConnectionDomain")));
        Assert.All(roles, role => Assert.Equal("VPC", Text(role!, "NetworkType")));
        var zones = (await provider.CallAsync("DescribeRoleZoneInfo", instance))["ZoneInfos"]!["ZoneInfo"]!.AsArray();
        Assert.Equal(["normal Primary cn-hangzhou-h", "normal Secondary cn-hangzhou-i", "normal Hidden cn-hangzhou-j"],
            zones.Select(zone => $"{zone!["NodeType"]} {zone["RoleType"]} {zone["ZoneId"]}"));
        Assert.Equal(roles.Select(role => Text(role!, "RoleId")), zones.Take(2).Select(zone => Text(zone!, "RoleId")));

        // Update: the name, the whitelist, the password and the tags; each is read with nothing left to change.
        await provider.CallAsync("ModifyDBInstanceDescription", [.. instance, ("DBInstanceDescription", "tf-example-update")]);
        await ExpectNoRenewalAsync(provider, id, "replicate");
        await provider.CallAsync("ModifySecurityIps", [.. instance, ("SecurityIps", "10.168.1.13")]);
        await ChangeGroupAsync(provider, id, "Delete", "office", "10.1.1.1,10.1.1.2");
        await ChangeGroupAsync(provider, id, "Append", "office", "10.1.1.3");
        await provider.CallAsync("ResetAccountPassword", [.. instance, ("AccountName", "root"), ("AccountPassword", "Update_pass1")]);
        await provider.CallAsync("UntagResources", [.. ResourceOf(id), ("TagKey.1", "Created"), ("TagKey.2", "For")]);
        await provider.CallAsync("TagResources", [.. ResourceOf(id), ("Tag.1.Key", "Created"), ("Tag.1.Value", "TF update")]);
        var updated = await ReadAsync(provider, id);
        Assert.Equal(("tf-example-update", "Running"), (Text(updated, "DBInstanceDescription"), Text(updated, "DBInstanceStatus")));
        Assert.Equal(["default  10.168.1.13", "office test 10.1.1.3"], await WhitelistAsync(provider, id));
        Assert.Equal(["Created=TF update"], TagsOf(updated));
        Assert.Equal((true, 2), await provider.Emulator.VerifyAsync(id, "root", "Update_pass1"));

        // A group without addresses is gone; an empty list is written as the address of the host itself.
        await ChangeGroupAsync(provider, id, "Delete", "office", "10.1.1.3");
        await provider.CallAsync("ModifySecurityIps", [.. instance, ("SecurityIps", "127.0.0.1")]);
        Assert.Equal(["default  127.0.0.1"], await WhitelistAsync(provider, id));

        await DestroyAsync(provider, id);
    }

    [Fact]
    public async Task Alicloud_mongodb_instance_that_is_prepaid()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "MongoDb");

        var id = await CreateAsync(provider, "CreateDBInstance",
            [.. ReplicaSet.Where(p => p.Item1 != "ChargeType"), ("ChargeType", "PrePaid"), ("Period", "2"), ("AutoRenew", "true")]);

        // The provider makes the period of the two times, and reads the renewal of prepaid instances only.
        var created = await ReadAsync(provider, id);
        var months = (DateTimeOffset.Parse(Text(created, "ExpireTime")!, CultureInfo.InvariantCulture)
            - DateTimeOffset.Parse(Text(created, "CreationTime")!, CultureInfo.InvariantCulture)).TotalDays / 30;
        Assert.Equal(2, (int)(months + 0.1));
        var renewal = (await provider.CallAsync("DescribeInstanceAutoRenewalAttribute",
            ("DBInstanceId", id), ("DBInstanceType", "replicate")))["Items"]!["Item"]!.AsArray().Single()!;
        Assert.Equal((id, "true", "1"), (Text(renewal, "DbInstanceId"), Text(renewal, "AutoRenew"), Text(renewal, "Duration")));
    }

    [Fact]
    public async Task Alicloud_mongodb_instance_on_local_disks_that_reads_parameters()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "MongoDb");
        var id = await CreateAsync(provider, "CreateDBInstance", [.. ReplicaSet.Where(p => p.Item1 != "StorageType"), ("StorageType", "local_ssd")]);

        var encryption = await provider.CallAsync("DescribeDBInstanceTDEInfo", ("DBInstanceId", id));
        Assert.Equal(("disabled", "", "", ""), (Text(encryption, "TDEStatus"), Text(encryption, "EncryptorName"), Text(encryption, "EncryptionKey"),
            Text(encryption, "RoleARN")));
        var parameters = await provider.CallAsync("DescribeParameters", ("DBInstanceId", id), ("ExtraParam", "terraform"));
        Assert.Contains(parameters["RunningParameters"]!["Parameter"]!.AsArray(),
            parameter => Text(parameter!, "ParameterName") == "operationProfiling.slowOpThresholdMs" && Text(parameter!, "ParameterValue") == "100");
    }

    [Fact]
    public async Task Alicloud_mongodb_sharding_instance()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "MongoDb", "CreateShardingDBInstance", "DeleteDBInstance");

        // Create.
        var id = await CreateAsync(provider, "CreateShardingDBInstance", ShardedCluster);
        (string, string)[] instance = [("DBInstanceId", id)];
        await ExpectNoRenewalAsync(provider, id, "sharding");
        await provider.CallAsync("TagResources", [.. ResourceOf(id), ("Tag.1.Key", "Created"), ("Tag.1.Value", "TF")]);
        var created = await ReadAsync(provider, id);
        Assert.Equal(("4.4", "WiredTiger", "cloud_essd1", 0, "mongodb", "VPC"), (Text(created, "EngineVersion"), Text(created, "StorageEngine"),
            Text(created, "StorageType"), (int)created["ProvisionedIops"]!, Text(created, "ProtocolType"), Text(created, "NetworkType")));
        Assert.Equal(("tf-example", "PostPaid", false), (Text(created, "DBInstanceDescription"), Text(created, "ChargeType"), (bool)created["Encrypted"]!));
        Assert.Equal(["default  127.0.0.1"], await WhitelistAsync(provider, id));
        Assert.Equal(["Created=TF"], TagsOf(created));
        await ExpectSettingsAsync(provider, id, enableBackupLog: 1);
        Assert.Equal(["mdb.mongos.1 3717", "mdb.mongos.2 3717"], NodesOf(created, "MongosList", "MongosAttribute", "NodeClass", "Port"));
        Assert.Equal(["mdb.shard.1 20 1", "mdb.shard.2 40 0"], NodesOf(created, "ShardList", "ShardAttribute", "NodeClass", "NodeStorage", "ReadonlyReplicas"));
        Assert.Equal(["dds.cs.mid 20 3717 "],
            NodesOf(created, "ConfigserverList", "ConfigserverAttribute", "NodeClass", "NodeStorage", "Port", "NodeDescription"));
        var zones = (await provider.CallAsync("DescribeRoleZoneInfo", instance))["ZoneInfos"]!["ZoneInfo"]!.AsArray();
        Assert.Equal(["configServer 3", "mongos 2", "shard 6"],
            zones.GroupBy(zone => Text(zone!, "NodeType")).Select(zone => $"{zone.Key} {zone.Count()}").Order(StringComparer.Ordinal));

        // Update.
        await provider.CallAsync("ModifyDBInstanceDescription", [.. instance, ("DBInstanceDescription", "tf-example-update")]);
        await provider.CallAsync("ModifySecurityIps", [.. instance, ("SecurityIps", "10.168.1.12,10.168.1.13")]);
        await ChangeGroupAsync(provider, id, "Append", "office", "10.1.1.1");
        await provider.CallAsync("ResetAccountPassword", [.. instance, ("AccountName", "root"), ("AccountPassword", "Update_pass1"), ("CharacterType", "cs")]);
        await ExpectNoRenewalAsync(provider, id, "sharding");
        await provider.CallAsync("UntagResources", [.. ResourceOf(id), ("TagKey.1", "Created")]);
        var updated = await ReadAsync(provider, id);
        Assert.Equal("tf-example-update", Text(updated, "DBInstanceDescription"));
        Assert.Equal(["default  10.168.1.12,10.168.1.13", "office test 10.1.1.1"], await WhitelistAsync(provider, id));
        Assert.Empty(TagsOf(updated));
        Assert.Equal((true, 2), await provider.Emulator.VerifyAsync(id, "root", "Update_pass1", characterType: "cs"));

        await DestroyAsync(provider, id);
    }

    [Fact]
    public async Task Alicloud_mongodb_public_network_address()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "MongoDb", "AllocatePublicNetworkAddress", "ReleasePublicNetworkAddress");
        (string, string)[] instance = [("DBInstanceId", "dds-replica")];
        async Task<string[]> PublicAsync() =>
        [
            .. (await provider.CallAsync("DescribeReplicaSetRole", instance))["ReplicaSets"]!["ReplicaSet"]!.AsArray()
                .Where(role => Text(role!, "NetworkType") == "Public")
                .Select(role => $"{role!["ReplicaSetRole"]} {role["ConnectionDomain"]}:{role["ConnectionPort"]}"),
        ];

        await provider.CallAsync("AllocatePublicNetworkAddress", instance);
        await provider.WaitAsync(() => AttributeAsync(provider, "dds-replica"), StatusOf, "Running", "NET_CREATING");
        Assert.Equal(["Primary dds-replica-pub.mongodb.rds.aliyuncs.com:3717", "Secondary dds-replica-2-pub.mongodb.rds.aliyuncs.com:3717"],
            await PublicAsync());

        // Destroy: the provider comes again while the instance is busy, and reads until no address is public.
        await provider.CallAsync("ReleasePublicNetworkAddress", instance);
        Assert.Equal("OperationDenied.DBInstanceStatus", (await provider.TryAsync("ReleasePublicNetworkAddress", instance)).Error.Code);
        Assert.Empty(await PublicAsync());
        await provider.WaitAsync(() => AttributeAsync(provider, "dds-replica"), StatusOf, "Running", "NET_DELETING");
    }

    [Theory]
    [InlineData("s-dds-sharded-2", "mongos", null, null)]
    [InlineData("d-dds-sharded-1", "db", "ShardList", "ShardAttribute")]
    [InlineData("dds-sharded-cs", "cs", "ConfigserverList", "ConfigserverAttribute")]
    public async Task Alicloud_mongodb_sharding_network_public_address(string node, string type, string? list, string? items)
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "MongoDb", "AllocatePublicNetworkAddress", "ReleasePublicNetworkAddress");
        (string, string)[] parameters = [("DBInstanceId", "dds-sharded"), ("NodeId", node)];
        async Task<JsonNode[]> AddressesAsync(params (string, string)[] of) =>
            [.. (await provider.CallAsync("DescribeShardingNetworkAddress", of))["NetworkAddresses"]!["NetworkAddress"]!.AsArray().Select(address => address!)];
        async Task<JsonNode[]> PublicAsync() => [.. (await AddressesAsync(parameters)).Where(address => Text(address, "NetworkType") == "Public")];

        // What is waited for is the status of the instance or of the node, by the type of the node.
        string? StatusOfNode(JsonNode? attribute) =>
            list is null ? StatusOf(attribute) : Text(attribute![list]![items!]!.AsArray().Single(found => Text(found!, "NodeId") == node)!, "Status");
        async Task ExpectDoneAsync()
        {
            Assert.Equal(type, Text((await AddressesAsync(parameters[0])).First(address => Text(address, "NodeId") == node), "NodeType"));
            await provider.WaitAsync(() => AttributeAsync(provider, "dds-sharded"), StatusOfNode, "Running", "NET_CREATING", "NET_DELETING");
        }

        await provider.CallAsync("AllocatePublicNetworkAddress", parameters);
        await ExpectDoneAsync();
        var address = Assert.Single(await PublicAsync());
        Assert.Equal((node, type, $"{node}-pub.mongodb.rds.aliyuncs.com", "3717", "Primary", ""), (Text(address, "NodeId"), Text(address, "NodeType"),
            Text(address, "NetworkAddress"), Text(address, "Port"), Text(address, "Role"), Text(address, "VPCId")));

        await provider.WaitAsync(() => AttributeAsync(provider, "dds-sharded"), StatusOf, "Running", "NET_CREATING");
        await provider.CallAsync("ReleasePublicNetworkAddress", parameters);
        await ExpectDoneAsync();
        Assert.Empty(await PublicAsync());
    }

    [Fact]
    public async Task Alicloud_mongodb_replica_set_role()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "MongoDb", "ModifyDBInstanceConnectionString");
        (string, string)[] instance = [("DBInstanceId", "dds-replica")];
        async Task<JsonNode> RoleAsync(string network) =>
            (await provider.CallAsync("DescribeReplicaSetRole", instance))["ReplicaSets"]!["ReplicaSet"]!.AsArray()
                .First(role => Text(role!, "NetworkType") == network && Text(role!, "ReplicaSetRole") == "Primary")!;
        async Task<JsonNode> ChangeAsync(string network, string prefix, string port)
        {
            var current = Text(await RoleAsync(network), "ConnectionDomain")!;
            await provider.CallAsync("ModifyDBInstanceConnectionString",
                [.. instance, ("CurrentConnectionString", current), ("NewConnectionString", prefix), ("NewPort", port)]);
            await provider.WaitAsync(() => AttributeAsync(provider, "dds-replica"), StatusOf, "Running", "DBInstanceNetTypeChanging");
            return await RoleAsync(network);
        }

        var before = await RoleAsync("VPC");
        var changed = await ChangeAsync("VPC", "tfacc-primary", "3718");
        Assert.Equal(("tfacc-primary.mongodb.rds.aliyuncs.com", "3718", Text(before, "RoleId")),
            (Text(changed, "ConnectionDomain"), Text(changed, "ConnectionPort"), Text(changed, "RoleId")));
        Assert.Equal(("tfacc-primary.mongodb.rds.aliyuncs.com", "3719"), (Text(await ChangeAsync("VPC", "tfacc-primary", "3719"), "ConnectionDomain"),
            Text(await RoleAsync("VPC"), "ConnectionPort")));
        Assert.Equal("tfacc-primary.mongodb.rds.aliyuncs.com",
            Text((await AttributeAsync(provider, "dds-replica"))!["ReplicaSets"]!["ReplicaSet"]![0]!, "ConnectionDomain"));

        // The public address has a name and a port of its own.
        await provider.CallAsync("AllocatePublicNetworkAddress", instance);
        Assert.Equal("tfacc-public.mongodb.rds.aliyuncs.com", Text(await ChangeAsync("Public", "tfacc-public", "3717"), "ConnectionDomain"));
        Assert.Equal("tfacc-primary.mongodb.rds.aliyuncs.com", Text(await RoleAsync("VPC"), "ConnectionDomain"));
    }

    private static string? Text(JsonNode node, string name) => (string?)node[name];

    private static string? StatusOf(JsonNode? attribute) => (string?)attribute?["DBInstanceStatus"];

    private static (string, string)[] ResourceOf(string id) => [("ResourceId.1", id), ("ResourceType", "INSTANCE")];

    private static string[] TagsOf(JsonNode attribute) => [.. attribute["Tags"]!["Tag"]!.AsArray().Select(tag => $"{tag!["Key"]}={tag["Value"]}")];

    private static string[] NodesOf(JsonNode attribute, string list, string items, params string[] names) =>
        [.. attribute[list]![items]!.AsArray().Select(node => string.Join(' ', names.Select(name => node![name]!.ToString())))];

    // Null once there is no such instance.
    private static async Task<JsonNode?> AttributeAsync(TerraformProvider provider, string id)
    {
        var result = await provider.TryAsync("DescribeDBInstanceAttribute", ("DBInstanceId", id));
        if (result.IsSuccess)
            return result.Reply["DBInstances"]!["DBInstance"]!.AsArray().Single(instance => (string?)instance!["DBInstanceId"] == id);
        Assert.Equal("InvalidDBInstanceId.NotFound", result.Error.Code);
        return null;
    }

    private static async Task<JsonNode> ReadAsync(TerraformProvider provider, string id) =>
        await AttributeAsync(provider, id) ?? throw new InvalidOperationException($"{id} is gone.");

    private static async Task<string> CreateAsync(TerraformProvider provider, string action, (string, string)[] parameters)
    {
        var id = (string)(await provider.CallAsync(action, parameters))["DBInstanceId"]!;
        await provider.WaitAsync(() => AttributeAsync(provider, id), StatusOf, "Running", "Creating");
        return id;
    }

    private static async Task DestroyAsync(TerraformProvider provider, string id)
    {
        await ReadAsync(provider, id);
        await provider.CallAsync("DeleteDBInstance", ("DBInstanceId", id));
        await provider.WaitAsync(() => AttributeAsync(provider, id), StatusOf, null, "Creating", "Deleting");
    }

    private static Task<JsonNode> ChangeGroupAsync(TerraformProvider provider, string id, string mode, string name, string addresses) =>
        provider.CallAsync("ModifySecurityIps", ("DBInstanceId", id), ("SecurityIps", addresses), ("ModifyMode", mode), ("SecurityIpGroupName", name),
            ("SecurityIpGroupAttribute", "test"));

    private static async Task<string[]> WhitelistAsync(TerraformProvider provider, string id) =>
    [
        .. (await provider.CallAsync("DescribeSecurityIps", ("DBInstanceId", id)))["SecurityIpGroups"]!["SecurityIpGroup"]!.AsArray()
            .Select(group => $"{group!["SecurityIpGroupName"]} {group["SecurityIpGroupAttribute"]} {group["SecurityIpList"]}"),
    ];

    // Read by every update, and of an instance that is not prepaid there is none.
    private static async Task ExpectNoRenewalAsync(TerraformProvider provider, string id, string type) =>
        Assert.Empty((await provider.CallAsync("DescribeInstanceAutoRenewalAttribute",
            ("DBInstanceId", id), ("DBInstanceType", type)))["Items"]!["Item"]!.AsArray());

    // What every read asks for besides, in its order.
    private static async Task ExpectSettingsAsync(TerraformProvider provider, string id, int enableBackupLog)
    {
        (string, string)[] instance = [("DBInstanceId", id)];
        Assert.Empty((await provider.CallAsync("DescribeSecurityGroupConfiguration", instance))["Items"]!["RdsEcsSecurityGroupRel"]!.AsArray());
        var backup = await provider.CallAsync("DescribeBackupPolicy", instance);
        Assert.Equal(("09:00Z-10:00Z", 7, "30", 0), (Text(backup, "PreferredBackupTime"), Text(backup, "PreferredBackupPeriod")!.Split(',').Length,
            Text(backup, "BackupRetentionPeriod"), (int)backup["BackupRetentionPolicyOnClusterDeletion"]!));
        Assert.Equal((enableBackupLog, 7, "Standard", -1), ((int)backup["EnableBackupLog"]!, (int)backup["LogBackupRetentionPeriod"]!,
            Text(backup, "SnapshotBackupType"), (int)backup["BackupInterval"]!));
        var encryption = await provider.CallAsync("DescribeDBInstanceSSL", instance);
        Assert.Equal(("0", "Closed"), (Text(encryption, "ForceEncryption"), Text(encryption, "SSLStatus")));
        Assert.Empty((await provider.GetAsync("DescribeGlobalSecurityIPGroupRelation", ("DBClusterId", id)))["GlobalSecurityIPGroupRel"]!.AsArray());
        Assert.Empty((await provider.CallAsync("DescribeUserEncryptionKeyList", instance))["KeyIds"]!["KeyId"]!.AsArray());
    }
}
