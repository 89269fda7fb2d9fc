using System.Text.Json.Nodes;

namespace ResetPassword.SdkTests;

/// <summary>
/// What the vendor's Terraform provider calls for RDS instances and their addresses from create to destroy, and what it looks at in each answer.
/// </summary>
/// <remarks>github.com/aliyun/terraform-provider-alicloud: the resources named by each test.</remarks>
public sealed class TerraformRdsTests(SdkDriver sdk)
{
    [Fact]
    public async Task Alicloud_db_instance()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "Rds", "CreateDBInstance", "DeleteDBInstance");

        // Create: the instance, and then what only a modification can set.
        var id = (string)(await provider.CallAsync("CreateDBInstance",
            ("Engine", "MySQL"), ("EngineVersion", "8.0"), ("DBInstanceClass", "rds.mysql.t1.small"), ("DBInstanceStorage", "20"),
            ("DBInstanceNetType", "Intranet"), ("DBInstanceDescription", "tf-testacc"), ("InstanceNetworkType", "VPC"), ("VPCId", "vpc-1"),
            ("VSwitchId", "vsw-1"), ("ZoneId", "cn-hangzhou-h"), ("PayType", "Postpaid"), ("SecurityIPList", "10.168.1.12,100.69.7.112"),
            ("DBTimeZone", "+08:00"), ("PrivateIpAddress", "172.16.0.7"), ("Tag.1.Key", "team"), ("Tag.1.Value", "dev"),
            ("ClientToken", "Terraform-Alicloud-1")))["DBInstanceId"]!;
        (string, string)[] instance = [("DBInstanceId", id)];
        async Task<JsonNode?> InstanceAsync()
        {
            var read = await provider.TryAsync("DescribeDBInstanceAttribute", instance);
            return read.IsSuccess ? read.Reply["Items"]!["DBInstanceAttribute"]![0] : null;
        }

        await provider.WaitAsync(InstanceAsync, StatusOf, "Running", "Creating");
        await provider.CallAsync("ModifyDBInstanceDeletionProtection", [.. instance, ("DeletionProtection", "true"), ("ClientToken", "TF-1")]);
        await provider.CallAsync("TagResources",
            ("ResourceType", "INSTANCE"), ("ResourceId.1", id), ("Tag.1.Key", "made"), ("Tag.1.Value", "by terraform"));
        await provider.CallAsync("ModifyDBInstanceMonitor", [.. instance, ("Period", "60")]);
        await provider.CallAsync("ModifyDBInstanceMaintainTime", [.. instance, ("MaintainTime", "02:00Z-03:00Z"), ("ClientToken", "TF-2")]);

        Assert.Equal(
            new(
                "tf-testacc MySQL 8.0 rds.mysql.t1.small 20 Postpaid vsw-1 vpc-1 cn-hangzhou-h True 02:00Z-03:00Z", "10.168.1.12,100.69.7.112",
                "made team", "60", "172.16.0.7", "+08:00"),
            await ReadAsync(provider, id, "default"));

        // Update: each attribute that users change.
        await provider.CallAsync("ModifyDBInstanceDeletionProtection", [.. instance, ("DeletionProtection", "false"), ("ClientToken", "TF-3")]);
        await provider.CallAsync("UnTagResources", ("ResourceType", "INSTANCE"), ("ResourceId.1", id), ("TagKey.1", "made"));
        await provider.CallAsync("ModifyDBInstanceDescription", [.. instance, ("DBInstanceDescription", "tf-testacc-changed")]);
        await provider.CallAsync("ModifySecurityIps", [.. instance, ("SecurityIps", "127.0.0.1")]);
        await provider.CallAsync("ModifySecurityIps",
            [.. instance, ("SecurityIps", "10.23.3.2"), ("DBInstanceIPArrayName", "tf_test"), ("ModifyMode", "Cover")]);
        await provider.CallAsync("ModifyResourceGroup", [.. instance, ("ResourceGroupId", "rg-other"), ("ClientToken", "TF-4")]);
        await provider.CallAsync("ModifyDBInstanceConnectionString",
            [.. instance, ("CurrentConnectionString", $"{id}.mysql.rds.aliyuncs.com"), ("ConnectionStringPrefix", "tf-testacc-prefix"), ("Port", "3333")]);

        var changed = await ReadAsync(provider, id, "tf_test");
        Assert.Equal("tf-testacc-changed MySQL 8.0 rds.mysql.t1.small 20 Postpaid vsw-1 vpc-1 cn-hangzhou-h False 02:00Z-03:00Z", changed.Attributes);
        Assert.Equal(("10.23.3.2", "team"), (changed.Addresses, changed.Tags));
        Assert.Equal("127.0.0.1", (await ReadAsync(provider, id, "default")).Addresses);
        var attributes = await InstanceAsync();
        Assert.Equal(("tf-testacc-prefix.mysql.rds.aliyuncs.com", "3333", "rg-other"),
            ((string?)attributes!["ConnectionString"], (string?)attributes["Port"], (string?)attributes["ResourceGroupId"]));

        // Destroy: the provider waits until the tasks are not found.
        await provider.CallAsync("DeleteDBInstance", instance);
        await provider.WaitAsync(InstanceAsync, StatusOf, null, "Deleting");
        Assert.Equal("InvalidDBInstanceName.NotFound", (await provider.TryAsync("DescribeTasks", instance)).Error.Code);
    }

    [Fact]
    public async Task Alicloud_db_instance_of_PostgreSQL_that_is_paid_in_advance()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "Rds");
        var id = (string)(await provider.CallAsync("CreateDBInstance",
            ("Engine", "PostgreSQL"), ("EngineVersion", "16.0"), ("DBInstanceClass", "pg.n2.2c.1m"), ("DBInstanceStorage", "20"),
            ("DBInstanceNetType", "Intranet"), ("InstanceNetworkType", "VPC"), ("VPCId", "vpc-1"), ("VSwitchId", "vsw-1"), ("ZoneId", "cn-hangzhou-h"),
            ("PayType", "Prepaid"), ("UsedTime", "1"), ("Period", "Month"), ("SecurityIPList", "127.0.0.1"), ("EncryptionKey", "key-1"),
            ("DBInstanceStorageType", "cloud_essd")))["DBInstanceId"]!;
        (string, string)[] instance = [("DBInstanceId", id)];

        // What is read besides: of this engine, and of this billing method.
        Assert.Equal("key-1", (string?)(await provider.CallAsync("DescribeDBInstanceEncryptionKey", instance))["EncryptionKey"]);
        Assert.NotEmpty((await provider.CallAsync("DescribePGHbaConfig", instance))["RunningHbaItems"]!["HbaItem"]!.AsArray());
        Assert.Equal("False", (string?)(await provider.CallAsync("DescribeInstanceAutoRenewalAttribute", instance))["Items"]!["Item"]![0]!["AutoRenew"]);
    }

    [Fact]
    public async Task Alicloud_db_connection()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "Rds", "AllocateInstancePublicConnection", "ReleaseInstancePublicConnection");
        (string, string)[] instance = [("DBInstanceId", "rm-running")];
        async Task<JsonNode?> ReadAsync() => (await provider.CallAsync("DescribeDBInstanceNetInfo", instance))["DBInstanceNetInfos"]!["DBInstanceNetInfo"]!
            .AsArray().FirstOrDefault(address => ((string)address!["ConnectionString"]!).StartsWith("rm-runningtf", StringComparison.Ordinal));
        async Task<JsonNode?> InstanceAsync() =>
            (await provider.CallAsync("DescribeDBInstanceAttribute", instance))["Items"]!["DBInstanceAttribute"]![0];

        // Create.
        await provider.CallAsync("AllocateInstancePublicConnection", [.. instance, ("ConnectionStringPrefix", "rm-runningtf"), ("Port", "3306")]);
        await provider.WaitAsync(InstanceAsync, StatusOf, "Running", "DBInstanceNetTypeChanging");
        var created = await ReadAsync();
        Assert.Equal(("rm-runningtf.mysql.rds.aliyuncs.com", "3306", "Public"),
            ((string?)created!["ConnectionString"], (string?)created["Port"], (string?)created["IPType"]));
        Assert.NotEqual("", (string?)created["IPAddress"]);

        // Update.
        await provider.CallAsync("ModifyDBInstanceConnectionString",
            [.. instance, ("CurrentConnectionString", "rm-runningtf.mysql.rds.aliyuncs.com"), ("ConnectionStringPrefix", "rm-runningtf"), ("Port", "3333")]);
        Assert.Equal("3333", (string?)(await ReadAsync())!["Port"]);

        // Destroy.
        await provider.CallAsync("ReleaseInstancePublicConnection", [.. instance, ("CurrentConnectionString", "rm-runningtf.mysql.rds.aliyuncs.com")]);
        Assert.Null(await ReadAsync());
    }

    [Fact]
    public async Task Alicloud_db_database_with_another_description()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "Rds");
        (string, string)[] database = [("DBInstanceId", "rm-running"), ("DBName", "tf_database")];
        await provider.CallAsync("CreateDatabase", [.. database, ("CharacterSetName", "utf8"), ("DBDescription", "from terraform")]);

        await provider.CallAsync("ModifyDBDescription", [.. database, ("DBDescription", "from tf")]);

        Assert.Equal("from tf", (string?)(await provider.CallAsync("DescribeDatabases", database))["Databases"]!["Database"]![0]!["DBDescription"]);
    }

    [Fact]
    public async Task Alicloud_rds_account_of_SQL_Server_with_a_password_policy()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "Rds");
        (string, string)[] account = [("DBInstanceId", "mssql-cluster"), ("AccountName", "test1")];

        await provider.CallAsync("ModifyAccountCheckPolicy", [.. account, ("CheckPolicy", "true")]);

        Assert.True((bool?)(await provider.CallAsync("DescribeAccounts", account))["Accounts"]!["DBInstanceAccount"]![0]!["CheckPolicy"]);
    }

    [Fact]
    public async Task Alicloud_rds_account_that_gets_its_permissions_again()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "Rds");

        await provider.CallAsync("ResetAccount", ("DBInstanceId", "rm-running"), ("AccountName", "super1"), ("AccountPassword", "Update_pass1"));

        Assert.Equal((true, 2), await provider.Emulator.VerifyAsync("rm-running", "super1", "Update_pass1"));
    }

    // Each read of the resource, and what it keeps of it.
    private static async Task<Found> ReadAsync(TerraformProvider provider, string id, string group)
    {
        (string, string)[] instance = [("DBInstanceId", id)];
        var attributes = (await provider.CallAsync("DescribeDBInstanceAttribute", instance))["Items"]!["DBInstanceAttribute"]![0]!;
        var groups = (await provider.CallAsync("DescribeDBInstanceIPArrayList", instance))["Items"]!["DBInstanceIPArray"]!.AsArray();
        var tags = (await provider.CallAsync("DescribeTags", instance))["Items"]!["TagInfos"]!.AsArray();
        var period = (string?)(await provider.CallAsync("DescribeDBInstanceMonitor", instance))["Period"];
        Assert.Equal("Disabled", (string?)(await provider.CallAsync("DescribeSQLCollectorPolicy", instance))["SQLCollectorStatus"]);
        Assert.True(int.TryParse((string?)(await provider.CallAsync("DescribeSQLCollectorRetention", instance))["ConfigValue"], out _));
        var addresses = (await provider.CallAsync("DescribeDBInstanceNetInfo", instance))["DBInstanceNetInfos"]!["DBInstanceNetInfo"]!.AsArray();
        var nodes = (await provider.CallAsync("DescribeDBInstanceHAConfig", instance))["HostInstanceInfos"]!["NodeInfo"]!.AsArray();
        Assert.Single(nodes, node => (string?)node!["NodeType"] == "Master");
        var parameters = (await provider.CallAsync("DescribeParameters", instance))["RunningParameters"]!["DBInstanceParameter"]!.AsArray();
        Assert.Empty((await provider.CallAsync("DescribeSecurityGroupConfiguration", instance))["Items"]!["EcsSecurityGroupRelation"]!.AsArray());
        Assert.Equal("0", (string?)(await provider.CallAsync("DescribeDBInstanceSSL", instance))["ForceEncryption"]);
        Assert.Equal("Disabled", (string?)(await provider.CallAsync("DescribeDBInstanceTDE", instance))["TDEStatus"]);
        Assert.Equal("Auto", (string?)(await provider.CallAsync("DescribeHASwitchConfig", instance))["HAConfig"]);
        Assert.Equal("SHORT", (string?)(await provider.CallAsync("DescribeHADiagnoseConfig", instance))["TcpConnectionType"]);
        Assert.Empty((await provider.CallAsync("DescribeInstanceLinkedWhitelistTemplate", ("InsName", id)))["Data"]!["Templates"]!.AsArray());

        string[] names =
        [
            "DBInstanceDescription", "Engine", "EngineVersion", "DBInstanceClass", "DBInstanceStorage", "PayType", "VSwitchId", "VpcId", "ZoneId",
            "DeletionProtection", "MaintainTime",
        ];
        return new(
            string.Join(' ', names.Select(name => attributes[name]!.GetValue<object>().ToString())),
            string.Join(',', groups.Where(of => (string?)of!["DBInstanceIPArrayName"] == group).Select(of => (string?)of!["SecurityIPList"])),
            string.Join(' ', tags.Select(tag => (string?)tag!["TagKey"])),
            period,
            (string?)addresses.First(address => (string?)address!["IPType"] == "Private")!["IPAddress"],
            (string?)parameters.Single(parameter => (string?)parameter!["ParameterName"] == "default_time_zone")!["ParameterValue"]);
    }

    private static string? StatusOf(JsonNode? instance) => (string?)instance?["DBInstanceStatus"];

    private sealed record Found(string Attributes, string Addresses, string Tags, string? Period, string? PrivateAddress, string? TimeZone);
}
