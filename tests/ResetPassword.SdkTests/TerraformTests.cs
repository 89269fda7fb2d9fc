using System.Text.Json.Nodes;

namespace ResetPassword.SdkTests;

/// <summary>
/// What the account resources of the vendor's Terraform provider call from create to destroy, and what they look at in each answer.
/// </summary>
/// <remarks>github.com/aliyun/terraform-provider-alicloud: the resources named by each test.</remarks>
public sealed class TerraformTests(SdkDriver sdk)
{
    [Fact]
    public async Task Alicloud_rds_account()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "Rds", "CreateAccount", "DeleteAccount");
        (string, string)[] instance = [("DBInstanceId", "rm-running")];
        (string, string)[] account = [.. instance, ("AccountName", "tf_account")];
        async Task<JsonNode?> ReadAsync() =>
            (await provider.CallAsync("DescribeAccounts", account))["Accounts"]!["DBInstanceAccount"]!.AsArray().FirstOrDefault();
        async Task<string?> InstanceStatusAsync() =>
            (string?)(await provider.CallAsync("DescribeDBInstanceAttribute", instance))["Items"]!["DBInstanceAttribute"]![0]!["DBInstanceStatus"];

        // Create.
        Assert.Equal("Running", await InstanceStatusAsync());
        await provider.CallAsync("CreateAccount",
            [.. account, ("AccountPassword", "Create_pass1"), ("AccountType", "Normal"), ("AccountDescription", "from terraform")]);
        var created = await provider.WaitAsync(ReadAsync, AccountStatusOf, "Available", "Unavailable");
        Assert.Equal("Running", await InstanceStatusAsync());
        Assert.Equal(("tf_account", "Normal", "from terraform", "rm-running"),
            ((string?)created!["AccountName"], (string?)created["AccountType"], (string?)created["AccountDescription"], (string?)created["DBInstanceId"]));
        Assert.Equal((true, 1), await provider.Emulator.VerifyAsync("rm-running", "tf_account", "Create_pass1"));

        // Update, and read with nothing left to change.
        await provider.CallAsync("ModifyAccountDescription", [.. account, ("AccountDescription", "测试账号A")]);
        await provider.WaitAsync(ReadAsync, AccountStatusOf, "Available");
        await provider.CallAsync("ResetAccountPassword", [.. account, ("AccountPassword", "Update_pass1")]);
        var updated = await provider.WaitAsync(ReadAsync, AccountStatusOf, "Available");
        Assert.Equal("测试账号A", (string?)updated!["AccountDescription"]);
        Assert.Equal((true, 2), await provider.Emulator.VerifyAsync("rm-running", "tf_account", "Update_pass1"));
        Assert.Equal((false, 2), await provider.Emulator.VerifyAsync("rm-running", "tf_account", "Create_pass1"));

        // Destroy.
        await provider.CallAsync("DeleteAccount", account);
        await provider.WaitAsync(ReadAsync, AccountStatusOf, null, "Unavailable");
    }

    [Fact]
    public async Task Alicloud_rds_account_of_a_locked_PostgreSQL_account()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "Rds");
        (string, string)[] account = [("DBInstanceId", "pgm-running"), ("AccountName", "tf_account")];
        async Task<JsonNode?> ReadAsync() =>
            (await provider.CallAsync("DescribeAccounts", account))["Accounts"]!["DBInstanceAccount"]!.AsArray().FirstOrDefault();
        await provider.CallAsync("CreateAccount", [.. account, ("AccountPassword", "Create_pass1")]);

        await provider.CallAsync("LockAccount", account);
        Assert.Equal("Lock", AccountStatusOf(await ReadAsync()));
        await provider.CallAsync("UnlockAccount", account);
        Assert.Equal("Available", AccountStatusOf(await ReadAsync()));

        // Destroy, locked: the first deletion leaves the account, the second does not.
        await provider.CallAsync("LockAccount", account);
        await provider.CallAsync("DeleteAccount", account);
        Assert.Equal("Lock", AccountStatusOf(await ReadAsync()));
        await provider.CallAsync("UnlockAccount", account);
        await provider.CallAsync("DeleteAccount", account);
        Assert.Null(await ReadAsync());
    }

    [Theory]
    [InlineData("rm-running", "utf8", "utf8")]
    [InlineData("pgm-running", "UTF8,C,en_US.utf8", "UTF8,C,en_US.utf8")]
    [InlineData("pgm-running", "UTF8", "UTF8,C,en_US.utf8")]
    [InlineData("mssql-cluster", "Chinese_PRC_CI_AS", "Chinese_PRC_CI_AS")]
    public async Task Alicloud_db_database(string instance, string characterSet, string read)
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "Rds");
        (string, string)[] database = [("DBInstanceId", instance), ("DBName", "tf-testaccdbdatabase")];

        await provider.CallAsync("CreateDatabase", [.. database, ("CharacterSetName", characterSet), ("DBDescription", "from terraform")]);
        var created = (await provider.CallAsync("DescribeDatabases", database))["Databases"]!["Database"]![0]!;

        // The provider puts the three names of PostgreSQL together again.
        string[] names = [(string)created["CharacterSetName"]!, (string)created["Collate"]!, (string)created["Ctype"]!];
        Assert.Equal(read, string.Join(',', (string?)created["Engine"] == "PostgreSQL" ? names : names[..1]));
        Assert.Equal(("from terraform", "Running"), ((string?)created["DBDescription"], (string?)created["DBStatus"]));

        // Destroy: the provider reads until there is none.
        await provider.CallAsync("DeleteDatabase", database);
        Assert.Empty((await provider.CallAsync("DescribeDatabases", database))["Databases"]!["Database"]!.AsArray());
        Assert.Equal("InvalidDBName.NotFound", (await provider.TryAsync("DeleteDatabase", database)).Error.Code);
    }

    [Theory]
    [InlineData("pgm-running")]
    [InlineData("mssql-cluster")]
    public async Task Alicloud_db_account_privilege_of_an_owner(string id)
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "Rds");
        (string, string)[] instance = [("DBInstanceId", id)];
        async Task<string[]> OfDatabasesAsync(params string[] words) =>
        [
            .. from database in (await provider.CallAsync("DescribeDatabases", instance))["Databases"]!["Database"]!.AsArray()
               from granted in database!["Accounts"]!["AccountPrivilegeInfo"]!.AsArray()
               where (string?)granted!["Account"] == "test1" && words.Contains((string?)granted["AccountPrivilege"])
               select (string)database["DBName"]!,
        ];
        async Task<string[]> ReadAsync()
        {
            var account = (await provider.CallAsync("DescribeAccounts", [.. instance, ("AccountName", "test1")]))["Accounts"]!["DBInstanceAccount"]![0]!;
            var owned = account["DatabasePrivileges"]!["DatabasePrivilege"]!.AsArray().Where(granted => (string?)granted!["AccountPrivilege"] == "DBOwner")
                .Select(granted => (string)granted!["DBName"]!).ToArray();
            return owned.Length == 0 && id.StartsWith("pgm-", StringComparison.Ordinal) ? await OfDatabasesAsync("DBOwner", "ALL") : owned;
        }

        await provider.CallAsync("CreateDatabase",
            [.. instance, ("DBName", "tfaccountpri_0"), ("CharacterSetName", "UTF8"), ("DBDescription", "from terraform")]);
        await provider.CallAsync("GrantAccountPrivilege",
            [.. instance, ("AccountName", "test1"), ("DBName", "tfaccountpri_0"), ("AccountPrivilege", "DBOwner")]);

        // The grant is waited for in the databases, and read in the account.
        Assert.Equal(["tfaccountpri_0"], await OfDatabasesAsync("DBOwner", "ALL", "DbOwner"));
        Assert.Equal(["tfaccountpri_0"], await ReadAsync());
    }

    [Fact]
    public async Task Alicloud_db_account_privilege()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "Rds");
        (string, string)[] instance = [("DBInstanceId", "rm-running")];
        (string, string)[] grant = [.. instance, ("AccountName", "test1"), ("DBName", "tf_db")];
        async Task<string[]> ReadAsync() =>
        [
            .. (await provider.CallAsync("DescribeDatabases",
                [.. instance, ("DBName", "tf_db")]))["Databases"]!["Database"]![0]!["Accounts"]!["AccountPrivilegeInfo"]!.AsArray()
                .Select(privilege => $"{privilege!["Account"]} {privilege["AccountPrivilege"]}"),
        ];
        var missing = await provider.TryAsync("GrantAccountPrivilege", [.. grant, ("AccountPrivilege", "ReadOnly")]);
        Assert.Equal("InvalidDB.NotFound", missing.Error.Code);
        await provider.CallAsync("CreateDatabase", [.. instance, ("DBName", "tf_db"), ("CharacterSetName", "utf8")]);

        await provider.CallAsync("GrantAccountPrivilege", [.. grant, ("AccountPrivilege", "ReadOnly")]);
        Assert.Equal(["test1 ReadOnly"], await ReadAsync());
        await provider.CallAsync("GrantAccountPrivilege", [.. grant, ("AccountPrivilege", "ReadWrite")]);
        Assert.Equal(["test1 ReadWrite"], await ReadAsync());

        await provider.CallAsync("RevokeAccountPrivilege", grant);
        Assert.Empty(await ReadAsync());
    }

    [Fact]
    public async Task Alicloud_polardb_account()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "PolarDb", "CreateAccount", "DeleteAccount");
        (string, string)[] account = [("DBClusterId", "pc-running"), ("AccountName", "tf_account")];
        async Task<JsonNode?> ReadAsync() => (await provider.CallAsync("DescribeAccounts", account))["Accounts"]!.AsArray().FirstOrDefault();
        (string, string)[] create =
            [.. account, ("AccountPassword", "Create_pass1"), ("AccountType", "Normal"), ("AccountDescription", "made"), ("ClientToken", "TF-CreateAccount-1")];

        // Create; a retry with the same token changes nothing.
        await provider.CallAsync("CreateAccount", create);
        await provider.CallAsync("CreateAccount", create);
        var created = await provider.WaitAsync(ReadAsync, AccountStatusOf, "Available", "Creating");
        Assert.Equal(
            ("Normal", "made", "UnLock", "undefined"),
            ((string?)created!["AccountType"], (string?)created["AccountDescription"], (string?)created["AccountLockState"],
                (string?)created["AccountPasswordValidTime"]));

        // Update, and read with nothing left to change.
        await provider.CallAsync("ModifyAccountDescription", [.. account, ("AccountDescription", "changed")]);
        await provider.CallAsync("ModifyAccountLockState", [.. account, ("AccountLockState", "Lock"), ("AccountPasswordValidTime", "2030-01-01T00:00:00Z")]);
        await provider.CallAsync("ModifyAccountPassword", [.. account, ("NewAccountPassword", "Update_pass1")]);
        var updated = await ReadAsync();
        Assert.Equal(
            ("changed", "Lock", "2030-01-01T00:00:00Z"),
            ((string?)updated!["AccountDescription"], (string?)updated["AccountLockState"], (string?)updated["AccountPasswordValidTime"]));
        Assert.Equal((true, 2), await provider.Emulator.VerifyAsync("pc-running", "tf_account", "Update_pass1"));

        // Destroy; another attempt finds it gone.
        await provider.CallAsync("DeleteAccount", account);
        await provider.WaitAsync(ReadAsync, AccountStatusOf, null, "Deleting");
        Assert.Equal("InvalidAccountName.NotFound", (await provider.TryAsync("DeleteAccount", account)).Error.Code);
    }

    [Fact]
    public async Task Alicloud_polardb_account_while_another_task_runs()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "PolarDb");
        (string, string)[] account = [("DBClusterId", "pc-busy"), ("AccountName", "testacc")];
        (string, string)[] password = [.. account, ("NewAccountPassword", "Update_pass1")];

        // The provider comes again for this code until the task is done.
        Assert.Equal("ConcurrentTaskExceeded", (await provider.TryAsync("ModifyAccountPassword", password)).Error.Code);
        Assert.Equal((true, 1), await provider.Emulator.VerifyAsync("pc-busy", "testacc", "Initial_pass1"));
        Assert.Equal(200, (await provider.Emulator.PatchAsync("instances/pc-busy", """{"taskInProgress":false}""")).Status);
        await provider.CallAsync("ModifyAccountPassword", password);
        Assert.Equal((true, 2), await provider.Emulator.VerifyAsync("pc-busy", "testacc", "Update_pass1"));
    }

    [Fact]
    public async Task Alicloud_polardb_database_of_PostgreSQL()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "PolarDb");
        (string, string)[] cluster = [("DBClusterId", "pc-postgres")];
        (string, string)[] database = [.. cluster, ("DBName", "tfacc123")];
        async Task<JsonNode?> ReadAsync() => (await provider.CallAsync("DescribeDatabases", database))["Databases"]!["Database"]!.AsArray().FirstOrDefault();
        async Task<string?> OwnerAsync() => (string?)(await ReadAsync())!["Accounts"]!["Account"]![0]!["AccountName"];
        await provider.CallAsync("CreateAccount", [.. cluster, ("AccountName", "tfacc123"), ("AccountPassword", "Example1234"), ("AccountType", "Normal")]);
        await provider.CallAsync("CreateAccount",
            [.. cluster, ("AccountName", "tfacc123update"), ("AccountPassword", "Example1234"), ("AccountType", "Normal")]);

        // Create.
        await provider.CallAsync("CreateDatabase", [.. database, ("AccountName", "tfacc123"), ("CharacterSetName", "utf8"), ("Collate", "C"), ("Ctype", "C")]);
        Assert.Equal(("Running", "PostgreSQL", "tfacc123"),
            ((string?)(await ReadAsync())!["DBStatus"], (string?)(await ReadAsync())!["Engine"], await OwnerAsync()));

        // Update: another owner, whom the provider reads as the first account.
        await provider.CallAsync("GrantAccountPrivilege", [.. database, ("AccountName", "tfacc123update"), ("AccountPrivilege", "DBOwner")]);
        Assert.Equal("tfacc123update", await OwnerAsync());

        // Destroy.
        await provider.CallAsync("DeleteDatabase", database);
        Assert.Null(await ReadAsync());
    }

    [Fact]
    public async Task Alicloud_polardb_account_privilege()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "PolarDb");
        (string, string)[] account = [("DBClusterId", "pc-running"), ("AccountName", "tftestprivilege")];
        (string, string)[] database = [("DBClusterId", "pc-running"), ("DBName", "tfaccountpri_0")];
        async Task<string[]> ReadAsync() =>
        [
            .. (await provider.CallAsync("DescribeAccounts", account))["Accounts"]![0]!["DatabasePrivileges"]!.AsArray()
            .Select(privilege => $"{privilege!["DBName"]} {privilege["AccountPrivilege"]}"),
        ];
        await provider.CallAsync("CreateAccount",
            [.. account, ("AccountPassword", "Test12345"), ("AccountType", "Normal"), ("AccountDescription", "from terraform")]);
        await provider.CallAsync("CreateDatabase", [.. database, ("CharacterSetName", "utf8"), ("DBDescription", "from terraform")]);

        await provider.CallAsync("GrantAccountPrivilege", [.. account, ("DBName", "tfaccountpri_0"), ("AccountPrivilege", "ReadOnly")]);
        Assert.Equal(["tfaccountpri_0 ReadOnly"], await ReadAsync());
        await provider.CallAsync("RevokeAccountPrivilege", [.. account, ("DBName", "tfaccountpri_0")]);
        Assert.Empty(await ReadAsync());
    }

    [Fact]
    public async Task Alicloud_mongodb_account()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "MongoDb");
        (string, string)[] account = [("DBInstanceId", "dds-replica"), ("AccountName", "root")];
        async Task<JsonNode?> ReadAsync() => (await provider.CallAsync("DescribeAccounts", account))["Accounts"]!["Account"]!.AsArray().FirstOrDefault();

        // The create of an account that there is already is a reset.
        await provider.CallAsync("ResetAccountPassword", [.. account, ("AccountPassword", "Create_pass1")]);
        var created = await provider.WaitAsync(ReadAsync, AccountStatusOf, "Available");
        Assert.Equal(("normal", null), ((string?)created!["CharacterType"], (string?)created["AccountDescription"]));

        await provider.CallAsync("ResetAccountPassword", [.. account, ("AccountPassword", "Update_pass1"), ("CharacterType", "normal")]);
        await provider.CallAsync("ModifyAccountDescription", [.. account, ("AccountDescription", "tf-testacc 管理员"), ("CharacterType", "normal")]);
        Assert.Equal("tf-testacc 管理员", (string?)(await ReadAsync())!["AccountDescription"]);
        Assert.Equal((true, 3), await provider.Emulator.VerifyAsync("dds-replica", "root", "Update_pass1"));
    }

    [Fact]
    public async Task Alicloud_mongodb_account_of_a_sharded_cluster()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "MongoDb", "CreateAccount");
        (string, string)[] account = [("DBInstanceId", "dds-sharded"), ("AccountName", "tf_account")];
        async Task<JsonNode?> ReadAsync() => (await provider.CallAsync("DescribeAccounts", account))["Accounts"]!["Account"]!.AsArray().FirstOrDefault();

        // The provider leaves the CharacterType of a create out.
        await provider.CallAsync("CreateAccount", [.. account, ("AccountPassword", "Create_pass1")]);
        var created = await provider.WaitAsync(ReadAsync, AccountStatusOf, "Available", "Unavailable");
        Assert.Equal("db", (string?)created!["CharacterType"]);

        // The action resets root only: of other accounts the provider cannot change the password.
        var update = await provider.TryAsync("ResetAccountPassword", [.. account, ("AccountPassword", "Update_pass1"), ("CharacterType", "db")]);
        Assert.Equal("OperationDenied.AccountType", update.Error.Code);
        Assert.Equal((true, 1), await provider.Emulator.VerifyAsync("dds-sharded", "tf_account", "Create_pass1", characterType: "db"));
        await provider.CallAsync("ResetAccountPassword", ("DBInstanceId", "dds-sharded"), ("AccountName", "root"), ("AccountPassword", "Update_pass1"),
            ("CharacterType", "cs"));
        Assert.Equal((true, 2), await provider.Emulator.VerifyAsync("dds-sharded", "root", "Update_pass1", characterType: "cs"));
    }

    [Fact]
    public async Task Alicloud_gpdb_account()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "AnalyticDb", "CreateAccount");
        (string, string)[] account = [("DBInstanceId", "gp-running"), ("AccountName", "tf_account")];
        async Task<JsonNode?> ReadAsync() => await provider.CallAsync("GetAccount", account);

        await provider.CallAsync("CreateAccount", [.. account, ("AccountPassword", "Create_pass1"), ("AccountType", "Normal"), ("AccountDescription", "made")]);
        var created = await provider.WaitAsync(ReadAsync, AccountStatusOf, "1", "0");
        Assert.Equal(("tf_account", "Normal", "made"),
            ((string?)created!["AccountName"], (string?)created["AccountType"], (string?)created["AccountDescription"]));

        await provider.CallAsync("ModifyAccountDescription", [.. account, ("AccountDescription", "changed")]);
        await provider.CallAsync("ResetAccountPassword", [.. account, ("AccountPassword", "Update_pass1")]);
        Assert.Equal(("changed", "1"), ((string?)(await ReadAsync())!["AccountDescription"], AccountStatusOf(await ReadAsync())));
        Assert.Equal((true, 2), await provider.Emulator.VerifyAsync("gp-running", "tf_account", "Update_pass1"));

        await provider.CallAsync("DeleteAccount", account);
        Assert.Equal("InvalidAccountName.NotFound", (await provider.TryAsync("GetAccount", account)).Error.Code);
    }

    [Fact]
    public async Task The_account_of_alicloud_selectdb_db_instance()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "SelectDb", "CreateDBInstance", "DeleteDBInstance");
        (string, string)[] create =
        [
            ("Engine", "SelectDB"), ("EngineVersion", "4.0"), ("DBInstanceClass", "selectdb.xlarge"), ("ZoneId", "cn-hangzhou-h"), ("VpcId", "vpc-tf"), ("VSwitchId", "vsw-tf"),
            ("ChargeType", "POSTPAY"), ("CacheSize", "200"), ("DBInstanceDescription", "terraform_example"), ("ClientToken", "TF-CreateInstance-1"),
        ];
        var id = (string)(await provider.GetAsync("CreateDBInstance", create))["Data"]!["DBInstanceId"]!;
        (string, string)[] instance = [("DBInstanceId", id)];
        async Task<JsonNode?> ReadAsync() => await provider.GetAsync("DescribeDBInstanceAttribute", instance);

        var created = await provider.WaitAsync(ReadAsync, answer => (string?)answer!["Status"], "ACTIVATION", "CREATING", "RESOURCE_PREPARING");
        var cluster = created!["DBClusterList"]!.AsArray().Single(cluster => (string?)cluster!["DbClusterId"] == $"{id}-be")!;
        Assert.Equal(200, (int)cluster["CacheStorageSizeGB"]!);
        Assert.True((int)cluster["CpuCores"]! > 0 && (int)cluster["Memory"]! > 0);
        await provider.GetAsync("ResetAccountPassword", [.. instance, ("AccountName", "admin"), ("AccountPassword", "Create_pass1")]);
        Assert.Equal((true, 2), await provider.Emulator.VerifyAsync(id, "admin", "Create_pass1"));

        var listed = await provider.GetAsync("DescribeDBInstances", ("DBInstanceIds", id), ("PageSize", "50"), ("PageNumber", "1"), ("Tag", "null"));
        Assert.Equal([id], listed["Items"]!.AsArray().Select(item => (string?)item!["DBInstanceId"]));
        var net = await provider.GetAsync("DescribeDBInstanceNetInfo", instance);
        Assert.Equal("vsw-tf", (string?)net["DBInstanceNetInfos"]![0]!["VswitchId"]);
        Assert.IsType<JsonArray>(net["DBInstanceNetInfos"]![0]!["PortList"]);
        Assert.NotEmpty((await provider.GetAsync("DescribeSecurityIPList", instance))["GroupItems"]!.AsArray());

        await provider.GetAsync("ResetAccountPassword", [.. instance, ("AccountName", "admin"), ("AccountPassword", "Update_pass1")]);
        Assert.Equal((true, 3), await provider.Emulator.VerifyAsync(id, "admin", "Update_pass1"));
    }

    private static string? AccountStatusOf(JsonNode? account) => (string?)account?["AccountStatus"];
}
