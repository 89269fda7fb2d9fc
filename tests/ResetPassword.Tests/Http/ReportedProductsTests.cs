using System.Text.Json.Nodes;

namespace ResetPassword.Tests.Http;

/// <summary>
/// What people have reported of MongoDB, AnalyticDB, PolarDB and SelectDB, and what the vendor's Terraform provider, its acceptance tests and its published
/// examples send and expect. The provider is github.com/aliyun/terraform-provider-alicloud.
/// </summary>
public sealed class ReportedProductsTests
{
    private const string NoName = "The specified parameter AccountName is not valid.";

    private static readonly (string, string)[] Sharded = [("DBInstanceId", "dds-sharded")];
    private static readonly (string, string)[] Postgres = [("DBClusterId", "pc-postgres")];
    private static readonly (string, string)[] Running = [("DBClusterId", "pc-running")];

    // Issue 6427 of the provider
    [Fact]
    public async Task A_reset_on_a_sharded_cluster_without_CharacterType_has_no_valid_one()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await emulator.CallAsync("MongoDb", [.. Sharded, ("AccountName", "root"), ("AccountPassword", "New_pass1")]);

        Assert.Equal((400, "InvalidCharacterType", "Specified characterType is not valid."), answer.Error);
        Assert.Equal((false, 1), await emulator.VerifyAsync("dds-sharded", "root", "New_pass1", characterType: "db"));
        Assert.Equal((false, 1), await emulator.VerifyAsync("dds-sharded", "root", "New_pass1", characterType: "cs"));
    }

    // Acceptance test of alicloud_mongodb_account; the provider leaves the CharacterType of a create out.
    [Theory]
    [InlineData("db")]
    [InlineData(null)]
    public async Task An_account_of_a_sharded_cluster_is_made_for_its_shards(string? characterType)
    {
        await using var emulator = EmulatorUnderTest.Start();
        (string, string)[] account = [.. Sharded, ("AccountName", "tf_testacc12345")];
        (string, string)[] type = characterType is null ? [] : [("CharacterType", characterType)];

        var created = await CallAsync(emulator, "MongoDb", "CreateAccount", [.. account, ("AccountPassword", "qwer1234!!!"), .. type]);
        var described = await CallAsync(emulator, "MongoDb", "DescribeAccounts", account);

        Assert.Equal(200, created.Status);
        Assert.Equal("db Available", Text(described.Json["Accounts"]!["Account"]![0]!, "CharacterType", "AccountStatus"));
        Assert.Equal((true, 1), await emulator.VerifyAsync("dds-sharded", "tf_testacc12345", "qwer1234!!!", characterType: "db"));
    }

    // Published examples of alicloud_mongodb_instance and alicloud_mongodb_sharding_instance
    [Fact]
    public async Task The_published_examples_of_MongoDB_are_created()
    {
        await using var emulator = EmulatorUnderTest.Start();
        (string, string)[] common =
            [("RegionId", "cn-hangzhou"), ("Engine", "MongoDB"), ("EngineVersion", "4.2"), ("ZoneId", "cn-hangzhou-h"), ("VpcId", "vpc-tf"),
                ("VSwitchId", "vsw-tf"), ("NetworkType", "VPC"), ("DBInstanceDescription", "terraform-example")];

        var replica = await CallAsync(emulator, "MongoDb", "CreateDBInstance",
            [.. common, ("ClientToken", "TF-1"), ("DBInstanceClass", "dds.mongo.mid"), ("DBInstanceStorage", "10"),
            ("SecurityIPList", "10.168.1.12,100.69.7.112")]);
        var sharded = await CallAsync(emulator, "MongoDb", "CreateShardingDBInstance",
        [
            .. common, ("ClientToken", "TF-2"), ("SecurityIPList", "127.0.0.1"), ("Mongos.1.Class", "dds.mongos.mid"), ("Mongos.2.Class", "dds.mongos.mid"),
            ("ReplicaSet.1.Class", "dds.shard.mid"),
            ("ReplicaSet.1.Storage", "10"), ("ReplicaSet.1.ReadonlyReplicas", "0"), ("ReplicaSet.2.Class", "dds.shard.standard"), ("ReplicaSet.2.Storage", "20"),
            ("ReplicaSet.2.ReadonlyReplicas", "1"), ("ConfigServer.1.Class", "dds.cs.mid"), ("ConfigServer.1.Storage", "20"),
        ]);
        var described = await CallAsync(emulator, "MongoDb", "DescribeDBInstanceAttribute", ("DBInstanceId", (string)sharded.Json["DBInstanceId"]!));

        Assert.Equal((200, 200), (replica.Status, sharded.Status));
        var shards = described.Json["DBInstances"]!["DBInstance"]![0]!["ShardList"]!["ShardAttribute"]!.AsArray();
        Assert.Equal(["dds.shard.mid 10 0", "dds.shard.standard 20 1"], shards.Select(shard => Text(shard!, "NodeClass", "NodeStorage", "ReadonlyReplicas")));
    }

    /// <summary>The writes of accounts, databases and privileges, each with what it needs.</summary>
    public static TheoryData<string, string> WritesOfPolarDb => new()
    {
        { "CreateAccount", "AccountName=newacc AccountPassword=New_pass1 AccountType=Normal" },
        { "ModifyAccountPassword", "AccountName=testacc NewAccountPassword=New_pass1" },
        { "ResetAccountPassword", "AccountName=testacc AccountPassword=New_pass1" },
        { "ModifyAccountDescription", "AccountName=testacc AccountDescription=changed" },
        { "ModifyAccountLockState", "AccountName=testacc AccountLockState=Lock" },
        { "DeleteAccount", "AccountName=testacc" },
        { "GrantAccountPrivilege", "AccountName=testacc DBName=testdb AccountPrivilege=ReadOnly" },
        { "RevokeAccountPrivilege", "AccountName=testacc DBName=testdb" },
        { "CreateDatabase", "DBName=newdb CharacterSetName=utf8" },
    };

    // Pull requests 3456 and 6685 of the provider
    [Theory]
    [MemberData(nameof(WritesOfPolarDb))]
    public async Task While_another_task_runs_a_write_is_told_to_come_again(string action, string parameters)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await CallAsync(emulator, "PolarDb", action, [("DBClusterId", "pc-busy"), .. Split(parameters)]);

        Assert.Equal((400, "ConcurrentTaskExceeded", "Concurrent task exceeding the allowed amount."), answer.Error);
        Assert.Equal((true, 1), await emulator.VerifyAsync("pc-busy", "testacc", "Initial_pass1"));
    }

    [Theory]
    [InlineData("DescribeAccounts", "")]
    [InlineData("DescribeDatabases", "")]
    [InlineData("DescribeDBClusterAttribute", "")]
    [InlineData("CheckAccountName", "AccountName=newacc")]
    public async Task While_another_task_runs_a_read_answers(string action, string parameters)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await CallAsync(emulator, "PolarDb", action, [("DBClusterId", "pc-busy"), .. Split(parameters)]);

        Assert.Equal(200, answer.Status);
    }

    // resource_alicloud_polardb_account.go takes this for deleted.
    [Fact]
    public async Task An_account_of_PolarDB_that_is_gone_is_not_found_by_its_deletion()
    {
        await using var emulator = EmulatorUnderTest.Start();
        (string, string)[] account = [.. Running, ("AccountName", "app1")];

        var deleted = await CallAsync(emulator, "PolarDb", "DeleteAccount", account);
        var again = await CallAsync(emulator, "PolarDb", "DeleteAccount", account);

        Assert.Equal(200, deleted.Status);
        Assert.Equal((404, "InvalidAccountName.NotFound", "Specified account name does not exist."), again.Error);
    }

    // Published examples have this name, of 17 characters; the documents of the action say 2 to 16, and are kept to.
    [Fact]
    public async Task The_account_name_of_the_published_PolarDB_examples_is_one_character_too_long()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await CallAsync(emulator, "PolarDb", "CreateAccount",
            [.. Running, ("AccountName", "terraform_example"), ("AccountPassword", "Example1234"), ("AccountType", "Normal")]);

        Assert.Equal((400, "InvalidAccountName.Malformed", NoName), answer.Error);
    }

    // Acceptance test and published example of alicloud_polardb_account_privilege. What its user left out, the provider sends empty.
    [Fact]
    public async Task The_published_example_of_a_PolarDB_privilege_runs()
    {
        await using var emulator = EmulatorUnderTest.Start();
        (string, string)[] create =
        [
            ("RegionId", "cn-hangzhou"), ("DBType", "MySQL"), ("DBVersion", "8.0"), ("DBNodeClass", "polar.mysql.x4.medium"), ("DBClusterDescription", "terraform-example"), ("ClientToken", "TF-CreateDBCluster-1"),
            ("CreationCategory", ""), ("CloneDataPoint", ""), ("ZoneId", "cn-hangzhou-h"), ("VPCId", "vpc-tf"), ("VSwitchId", "vsw-tf"), ("ClusterNetworkType", "VPC"), ("PayType", "Postpaid"), ("TDEStatus", "false"),
        ];

        var created = await CallAsync(emulator, "PolarDb", "CreateDBCluster", create);
        (string, string)[] cluster = [("DBClusterId", (string)created.Json["DBClusterId"]!)];
        (string, string)[] account = [.. cluster, ("AccountName", "tftestprivilege")];
        var made = await CallAsync(emulator, "PolarDb", "CreateAccount",
            [.. account, ("AccountPassword", "Test12345"), ("AccountType", "Normal"), ("AccountDescription", "from terraform")]);
        var database = await CallAsync(emulator, "PolarDb", "CreateDatabase",
            [.. cluster, ("DBName", "terraform-example"), ("DBDescription", "from terraform"), ("CharacterSetName", "utf8")]);
        var granted = await CallAsync(emulator, "PolarDb", "GrantAccountPrivilege",
            [.. account, ("DBName", "terraform-example"), ("AccountPrivilege", "ReadOnly")]);
        var accounts = await CallAsync(emulator, "PolarDb", "DescribeAccounts", account);
        var databases = await CallAsync(emulator, "PolarDb", "DescribeDatabases", [.. cluster, ("DBName", "terraform-example")]);
        var attribute = await CallAsync(emulator, "PolarDb", "DescribeDBClusterAttribute", cluster);

        Assert.Equal((200, 200, 200, 200), (created.Status, made.Status, database.Status, granted.Status));
        Assert.Equal("Normal", (string?)attribute.Json["Category"]);
        Assert.Equal("from terraform", (string?)accounts.Json["Accounts"]![0]!["AccountDescription"]);
        Assert.Equal("terraform-example ReadOnly", Text(accounts.Json["Accounts"]![0]!["DatabasePrivileges"]![0]!, "DBName", "AccountPrivilege"));
        Assert.Equal("from terraform", (string?)databases.Json["Databases"]!["Database"]![0]!["DBDescription"]);
    }

    // Issue 8915 of the provider
    [Fact]
    public async Task A_serverless_cluster_is_created()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var created = await CallAsync(emulator, "PolarDb", "CreateDBCluster",
            ("RegionId", "cn-hangzhou"), ("DBType", "MySQL"), ("DBVersion", "8.0"), ("DBNodeClass", "polar.mysql.sl.small"), ("PayType", "Postpaid"), ("CreationCategory", "Normal"), ("StorageType", "PSL5"),
            ("ServerlessType", "AgileServerless"), ("ScaleMin", "1"), ("ScaleMax", "32"), ("ScaleRoNumMin", "0"), ("ScaleRoNumMax", "0"), ("AllowShutDown", "false"));
        var shown = await CallAsync(emulator, "PolarDb", "DescribeDBClusterAttribute", ("DBClusterId", (string)created.Json["DBClusterId"]!));

        Assert.Equal("AgileServerless PSL5 Running", Text(shown.Json, "ServerlessType", "StorageType", "DBClusterStatus"));
    }

    // Acceptance test TestAccAliCloudPolarDbDatabase_basic9535
    [Fact]
    public async Task A_database_of_PostgreSQL_changes_its_owner()
    {
        await using var emulator = EmulatorUnderTest.Start();
        foreach (var name in (string[])["own1", "own2"])
            Assert.Equal(200, (await CallAsync(emulator, "PolarDb", "CreateAccount",
                [.. Postgres, ("AccountName", name), ("AccountPassword", "Example1234"), ("AccountType", "Normal")])).Status);

        var created = await CallAsync(emulator, "PolarDb", "CreateDatabase",
            [.. Postgres, ("DBName", "tfacc123"), ("AccountName", "own1"), ("CharacterSetName", "utf8"), ("Collate", "C"), ("Ctype", "C")]);
        var before = await OwnersAsync(emulator);
        var granted = await CallAsync(emulator, "PolarDb", "GrantAccountPrivilege",
            [.. Postgres, ("DBName", "tfacc123"), ("AccountName", "own2"), ("AccountPrivilege", "DBOwner")]);
        var after = await OwnersAsync(emulator);

        Assert.Equal((200, 200), (created.Status, granted.Status));
        Assert.Equal(["own1 ALL"], before);
        Assert.Equal(["own2 ALL"], after);
        Assert.Equal("[]", (await CallAsync(emulator, "PolarDb", "DescribeAccounts",
            [.. Postgres, ("AccountName", "own2")])).Json["Accounts"]![0]!["DatabasePrivileges"]!.ToJsonString());
    }

    [Fact]
    public async Task An_owner_is_shown_before_those_who_may_only_read()
    {
        await using var emulator = EmulatorUnderTest.Start();
        foreach (var name in (string[])["aaa", "zzz"])
            Assert.Equal(200, (await CallAsync(emulator, "PolarDb", "CreateAccount",
                [.. Postgres, ("AccountName", name), ("AccountPassword", "Example1234"), ("AccountType", "Normal")])).Status);
        await CallAsync(emulator, "PolarDb", "CreateDatabase", [.. Postgres, ("DBName", "tfacc123"), ("AccountName", "testacc"), ("CharacterSetName", "utf8")]);

        // A privileged account can own a database as well.
        var super = await OwnersAsync(emulator);
        await CallAsync(emulator, "PolarDb", "GrantAccountPrivilege",
            [.. Postgres, ("DBName", "tfacc123"), ("AccountName", "aaa"), ("AccountPrivilege", "ReadOnly")]);
        await CallAsync(emulator, "PolarDb", "GrantAccountPrivilege",
            [.. Postgres, ("DBName", "tfacc123"), ("AccountName", "zzz"), ("AccountPrivilege", "DBOwner")]);
        var normal = await OwnersAsync(emulator);

        Assert.Equal(["testacc ALL"], super);
        Assert.Equal(["zzz ALL", "aaa ReadOnly"], normal);
    }

    // Issue 3048 of the provider
    [Fact]
    public async Task A_database_of_PostgreSQL_needs_an_owner()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await CallAsync(emulator, "PolarDb", "CreateDatabase",
            [.. Postgres, ("DBName", "tftestdatabase"), ("CharacterSetName", "utf8"), ("Collate", "C"), ("Ctype", "C")]);

        Assert.Equal((400, "InvalidAccountName.Malformed", NoName), answer.Error);
    }

    // Issue 3802 of the provider
    [Fact]
    public async Task An_AnalyticDB_of_a_version_that_is_sold_no_more_has_no_components()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await CallAsync(emulator, "AnalyticDb", "CreateDBInstance",
            ("RegionId", "cn-hangzhou"), ("ZoneId", "cn-hangzhou-h"), ("Engine", "gpdb"), ("EngineVersion", "4.3"), ("DBInstanceClass", "gpdb.group.segsdx2"), ("DBInstanceGroupCount", "2"),
            ("DBInstanceMode", "Classic"), ("PayType", "Postpaid"), ("DBInstanceDescription", "test-db-l3"), ("SecurityIPList", "10.168.1.12"), ("VSwitchId", "vsw-tf"));

        Assert.Equal((400, "COMMODITY.INVALID_COMPONENT", "模块非法"), answer.Error);
    }

    // Published examples of alicloud_gpdb_instance and alicloud_gpdb_account; acceptance test of the latter
    [Fact]
    public async Task The_published_examples_of_AnalyticDB_run()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var created = await CallAsync(emulator, "AnalyticDb", "CreateDBInstance",
            ("RegionId", "cn-hangzhou"), ("ClientToken", "TF-CreateDBInstance-1"), ("Engine", "gpdb"), ("EngineVersion", "6.0"), ("VSwitchId", "vsw-tf"), ("DBInstanceMode", "StorageElastic"),
            ("SecurityIPList", "127.0.0.1"), ("DBInstanceClass", "gpdb.group.segsdx1"), ("DBInstanceCategory", "HighAvailability"), ("InstanceSpec", "2C16G"), ("StorageSize", "50"), ("InstanceNetworkType", "VPC"),
            ("VPCId", "vpc-tf"), ("ZoneId", "cn-hangzhou-h"), ("PayType", "Postpaid"), ("SegNodeNum", "4"), ("SegStorageType", "cloud_essd"), ("DBInstanceDescription", "tf-example"));
        (string, string)[] instance = [("DBInstanceId", (string)created.Json["DBInstanceId"]!)];
        var super = await CallAsync(emulator, "AnalyticDb", "CreateAccount",
            [.. instance, ("AccountName", "tf_example"), ("AccountPassword", "Example1234"), ("AccountDescription", "tf_example")]);
        (string, string)[] normal = [.. instance, ("AccountName", "tftest1234")];
        var made = await CallAsync(emulator, "AnalyticDb", "CreateAccount",
            [.. normal, ("AccountPassword", "TFTest123"), ("AccountDescription", "tftest1234"), ("AccountType", "Normal"), ("DatabaseName", "tftest1234")]);
        var reset = await CallAsync(emulator, "AnalyticDb", "ResetAccountPassword", [.. normal, ("AccountPassword", "TFTest123update")]);
        var proof = await emulator.VerifyAsync((string)created.Json["DBInstanceId"]!, "tftest1234", "TFTest123update");
        var accounts = await CallAsync(emulator, "AnalyticDb", "DescribeAccounts", [.. instance, ("AccountType", "All")]);
        var deleted = await CallAsync(emulator, "AnalyticDb", "DeleteAccount", normal);
        var gone = await CallAsync(emulator, "AnalyticDb", "GetAccount", normal);

        Assert.Equal((200, 200, 200, 200), (super.Status, made.Status, reset.Status, deleted.Status));
        Assert.Equal((true, 2), proof);
        Assert.Equal(
            ["tf_example Super 1 tf_example", "tftest1234 Normal 1 tftest1234"],
            accounts.Json["Accounts"]!["DBInstanceAccount"]!.AsArray()
                .Select(account => Text(account!, "AccountName", "AccountType", "AccountStatus", "AccountDescription")));
        Assert.Equal((404, "InvalidAccountName.NotFound", "Specified account name does not exist."), gone.Error);
    }

    // data_source_alicloud_gpdb_accounts.go knows these states.
    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("3")]
    public async Task An_AnalyticDB_account_shows_the_state_that_it_is_in(string status)
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PatchAsync("instances/gp-running/accounts/testaccount_1", $$"""{"status":"{{status}}"}""");

        var accounts = await CallAsync(emulator, "AnalyticDb", "DescribeAccounts", ("DBInstanceId", "gp-running"));

        Assert.Equal(status, (string?)accounts.Json["Accounts"]!["DBInstanceAccount"]![0]!["AccountStatus"]);
    }

    // service_alicloud_gpdb.go takes this code for gone.
    [Theory]
    [InlineData("DescribeDBInstanceAttribute", "")]
    [InlineData("DescribeAccounts", "")]
    [InlineData("GetAccount", "AccountName=testaccount_1")]
    public async Task An_AnalyticDB_that_is_gone_is_not_found_by_any_read(string action, string parameters)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await CallAsync(emulator, "AnalyticDb", action, [("DBInstanceId", "gp-gone"), .. Split(parameters)]);

        Assert.Equal((404, "InvalidDBInstanceId.NotFound", "The specified DBInstanceId does not exist."), answer.Error);
    }

    // Published example and acceptance test of alicloud_selectdb_db_instance
    [Fact]
    public async Task The_published_example_of_SelectDB_runs()
    {
        await using var emulator = EmulatorUnderTest.Start();
        (string, string) region = ("RegionId", "cn-hangzhou");
        Task<Answer> GetAsync(string action, params (string, string)[] parameters) =>
            emulator.CallAsync("SelectDb",
                call => call with { Action = action, Method = HttpMethod.Get, Generation = ResetPassword.Tenancy.SignatureGeneration.V1 },
            [region, .. parameters]);

        var created = await CallAsync(emulator, "SelectDb", "CreateDBInstance",
            region, ("Engine", "SelectDB"), ("DBInstanceClass", "selectdb.xlarge"), ("ZoneId", "cn-hangzhou-h"), ("VpcId", "vpc-tf"), ("VSwitchId", "vsw-tf"),
            ("DBInstanceDescription", "terraform_example"), ("EngineVersion", "3.0.12"), ("CacheSize", "200"), ("ChargeType", "POSTPAY"));
        var id = (string)created.Json["Data"]!["DBInstanceId"]!;
        var reset = await GetAsync("ResetAccountPassword", ("DBInstanceId", id), ("AccountName", "admin"), ("AccountPassword", "test_123"));
        var listed = await GetAsync("DescribeDBInstances", ("DBInstanceIds", id), ("PageSize", "50"), ("PageNumber", "1"), ("Tag", "null"));
        var shown = await GetAsync("DescribeDBInstanceAttribute", ("DBInstanceId", id));
        var net = await GetAsync("DescribeDBInstanceNetInfo", ("DBInstanceId", id));
        var security = await GetAsync("DescribeSecurityIPList", ("DBInstanceId", id));

        Assert.Equal((200, 200, 200), (reset.Status, net.Status, security.Status));
        Assert.Equal((true, 2), await emulator.VerifyAsync(id, "admin", "test_123"));
        Assert.Equal("terraform_example Postpaid 3.0.12", Text(listed.Json["Items"]!.AsArray().Single()!, "Description", "ChargeType", "EngineVersion"));
        Assert.Equal(200, (int)shown.Json["DBClusterList"]![0]!["CacheStorageSizeGB"]!);
        Assert.False(shown.Json.AsObject().ContainsKey("CanUpgradeVersionCommunityMap"));
    }

    // service_alicloud_selectdb.go waits on the one and takes the other for gone.
    [Fact]
    public async Task A_SelectDB_that_is_changing_is_waited_for_and_one_that_is_gone_is_not_found()
    {
        await using var emulator = EmulatorUnderTest.Start();
        (string, string)[] rest = [("RegionId", "cn-hangzhou"), ("AccountName", "admin"), ("AccountPassword", "test_123")];

        var changing = await emulator.CallAsync("SelectDb", [("DBInstanceId", "selectdb-cn-changing"), .. rest]);
        var gone = await emulator.CallAsync("SelectDb", [("DBInstanceId", "selectdb-cn-gone"), .. rest]);

        Assert.Equal((403, "InvalidDBInstanceState.NotSupport", "The specified instance state does't support this operation."), changing.Error);
        Assert.Equal((404, "InvalidDBInstanceId.NotFound", "The DBInstanceId provided does not exist in our records."), gone.Error);
    }

    // They are told from typing errors.
    [Theory]
    [InlineData("CreateElasticRule")]
    [InlineData("CreateVirtualCluster")]
    [InlineData("DescribeSlowQueryStats")]
    [InlineData("UpgradeDBInstanceDeployScheme")]
    public async Task An_action_of_SelectDB_that_is_not_emulated_says_so(string action)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await CallAsync(emulator, "SelectDb", action, ("RegionId", "cn-hangzhou"));

        Assert.Equal((404, "InvalidAction.NotFound", "Specified api is not found, please check your url and method."), answer.Error);
        Assert.Equal("true", answer.Headers["x-emulator-not-emulated"]);
    }

    private static Task<Answer> CallAsync(EmulatorUnderTest emulator, string product, string action, params (string, string)[] parameters) =>
        emulator.CallAsync(product, call => call with { Action = action }, parameters);

    private static async Task<string[]> OwnersAsync(EmulatorUnderTest emulator)
    {
        var databases = await CallAsync(emulator, "PolarDb", "DescribeDatabases", [.. Postgres, ("DBName", "tfacc123")]);
        return [.. databases.Json["Databases"]!["Database"]![0]!["Accounts"]!["Account"]!.AsArray()
            .Select(account => Text(account!, "AccountName", "AccountPrivilege"))];
    }

    private static string Text(JsonNode fields, params string[] names) => string.Join(' ', names.Select(name => fields[name]!.ToString()));

    private static (string, string)[] Split(string parameters) =>
        [.. parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(parameter => parameter.Split('=', 2))
            .Select(parameter => (parameter[0], parameter[1]))];
}
