namespace ResetPassword.Tests.Products.Rds;

/// <summary>What the acceptance tests of the vendor's Terraform provider, its published examples and its Ansible modules send to RDS, and read back.</summary>
/// <remarks>github.com/aliyun/terraform-provider-alicloud, github.com/alibaba/alibaba.alicloud</remarks>
public sealed class VendorClientsTests
{
    public static TheoryData<string> Descriptions =>
    [
        "from terraform", "tf test", "test001", "测试账号A", "测试账号", "TF测试普通账号", "TF测试高权限账号", "create for ansible test", "modify db description test",
        "account test from ansible", "account from ansible", "The credentials used to access the RDS database", "Main user of bailian-demo", "𠮷野家 123",
        $"a {new string('b', 254)}",
    ];

    [Theory]
    [MemberData(nameof(Descriptions))]
    public async Task A_description_is_read_back_as_it_was_sent(string description)
    {
        await using var emulator = EmulatorUnderTest.Start();
        (string, string)[] instance = [("DBInstanceId", "rm-running")];

        await emulator.DoneAsync("CreateAccount",
            [.. instance, ("AccountName", "tf_account"), ("AccountPassword", "Create_pass1"), ("AccountDescription", description)]);
        await emulator.DoneAsync("ModifyAccountDescription", [.. instance, ("AccountName", "test1"), ("AccountDescription", description)]);
        await emulator.DoneAsync("CreateDatabase", [.. instance, ("DBName", "tf-db"), ("CharacterSetName", "utf8"), ("DBDescription", description)]);
        var id = await emulator.NewInstanceAsync(("DBInstanceDescription", description));

        Assert.Equal(description, (string?)(await emulator.AccountAsync("rm-running", "tf_account"))["AccountDescription"]);
        Assert.Equal(description, (string?)(await emulator.AccountAsync("rm-running", "test1"))["AccountDescription"]);
        Assert.Equal(description, (string?)(await emulator.DatabaseAsync("rm-running", "tf-db"))["DBDescription"]);
        Assert.Equal(description, (string?)(await emulator.AttributeAsync(id))["DBInstanceDescription"]);
    }

    [Theory]
    [InlineData("a")]
    [InlineData(" from terraform")]
    [InlineData("1 from terraform")]
    [InlineData("from\tterraform")]
    [InlineData("http://from terraform")]
    [InlineData("https://from")]
    public async Task A_description_that_the_documents_exclude_is_refused(string description)
    {
        await using var emulator = EmulatorUnderTest.Start();
        (string, string)[] instance = [("DBInstanceId", "rm-running")];

        var account = await emulator.RdsAsync("CreateAccount",
            [.. instance, ("AccountName", "tf_account"), ("AccountPassword", "Create_pass1"), ("AccountDescription", description)]);
        var modified = await emulator.RdsAsync("ModifyAccountDescription", [.. instance, ("AccountName", "test1"), ("AccountDescription", description)]);
        var database = await emulator.RdsAsync("CreateDatabase",
            [.. instance, ("DBName", "tf-db"), ("CharacterSetName", "utf8"), ("DBDescription", description)]);

        Assert.Equal((400, "InvalidAccountDescription.Format", "Specified account description is not valid."), account.Error);
        Assert.Equal((400, "InvalidDBDescription.Format", "Specified DB description is not valid."), modified.Error);
        Assert.Equal((400, "InvalidDescription.Format", "Specified description is not valid."), database.Error);
    }

    // The provider sends the name of an instance that has none.
    [Fact]
    public async Task An_instance_may_have_an_empty_description()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var id = await emulator.NewInstanceAsync(("DBInstanceDescription", ""));

        Assert.Equal("", (string?)(await emulator.AttributeAsync(id))["DBInstanceDescription"]);
    }

    [Theory]
    [InlineData("MySQL", "8.0", "Normal", "tftestnormal999", "YourPassword_123")]
    [InlineData("MySQL", "8.0", "Super", "tf_test_super", "!Q2w3e4r")]
    [InlineData("PostgreSQL", "15.0", "Normal", "tfaccrds12345", "1qaz@4321")]
    [InlineData("PostgreSQL", "15.0", "Super", "tfaccrds12345", "1qaz@432111")]
    [InlineData("SQLServer", "2012_std_ha", "Super", "tfaccrds12345", "1qaz@4321")]
    [InlineData("SQLServer", "2012_std_ha", "Sysadmin", "tfaccrds12345", "1qaz@4312")]
    [InlineData("MariaDB", "10.3", "Normal", "tftestprivilege", "Test12345")]
    public async Task An_account_has_the_type_and_the_password_that_it_was_made_with(string engine, string version, string type, string name, string password)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var id = await emulator.NewInstanceAsync(("Engine", engine), ("EngineVersion", version));

        await emulator.DoneAsync("CreateAccount", ("DBInstanceId", id), ("AccountName", name), ("AccountPassword", password), ("AccountType", type),
            ("CheckPolicy", "false"));

        var account = await emulator.AccountAsync(id, name);
        Assert.Equal((type, "Available"), ((string?)account["AccountType"], (string?)account["AccountStatus"]));
        Assert.Equal((true, 1), await emulator.VerifyAsync(id, name, password));
    }

    // https://github.com/alibaba/terraform-provider/issues/498
    [Fact]
    public async Task An_account_is_granted_three_databases_one_after_the_other()
    {
        await using var emulator = EmulatorUnderTest.Start();
        async Task GrantAsync(string database)
        {
            await emulator.DoneAsync("CreateDatabase", ("DBInstanceId", "rm-running"), ("DBName", database), ("CharacterSetName", "utf8mb4"));
            await emulator.DoneAsync("GrantAccountPrivilege", ("DBInstanceId", "rm-running"), ("AccountName", "test1"), ("DBName", database),
                ("AccountPrivilege", "ReadWrite"));
        }

        await GrantAsync("dscp-placeholder");
        await GrantAsync("dscp");
        await GrantAsync("try_dscp");

        var granted = (await emulator.AccountAsync("rm-running", "test1"))["DatabasePrivileges"]!["DatabasePrivilege"]!.AsArray();

        Assert.Equal(["dscp ReadWrite", "dscp-placeholder ReadWrite", "try_dscp ReadWrite"],
            granted.Select(grant => $"{grant!["DBName"]} {grant["AccountPrivilege"]}"));
        Assert.Equal(["test1 ReadWrite"], await emulator.GrantsAsync("rm-running", "dscp-placeholder"));
    }

    [Fact]
    public async Task A_grant_for_an_account_that_is_not_there_says_so()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.DoneAsync("CreateDatabase", ("DBInstanceId", "rm-running"), ("DBName", "tf-db"), ("CharacterSetName", "utf8"));

        var answer = await emulator.RdsAsync("GrantAccountPrivilege", ("DBInstanceId", "rm-running"), ("AccountName", "tf_later"), ("DBName", "tf-db"),
            ("AccountPrivilege", "ReadOnly"));

        Assert.Equal((404, "InvalidAccountName.NotFound", "Specified account name does not exist."), answer.Error);
    }

    // The provider reads PostgreSQL's grants in DescribeDatabases, and compares SQL Server's in DescribeAccounts with the word that it sent.
    [Theory]
    [InlineData("pgm-running", "ALL", "")]
    [InlineData("mssql-cluster", "DbOwner", "DBOwner")]
    public async Task An_owner_is_spelled_as_the_provider_knows(string instance, string ofDatabase, string ofAccount)
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.DoneAsync("CreateDatabase", ("DBInstanceId", instance), ("DBName", "tf-db"), ("CharacterSetName", "UTF8"));

        await emulator.DoneAsync("GrantAccountPrivilege", ("DBInstanceId", instance), ("AccountName", "test1"), ("DBName", "tf-db"),
            ("AccountPrivilege", "DBOwner"));

        var granted = (await emulator.AccountAsync(instance, "test1"))["DatabasePrivileges"]!["DatabasePrivilege"]!.AsArray();
        Assert.Equal([$"test1 {ofDatabase}"], await emulator.GrantsAsync(instance, "tf-db"));
        Assert.Equal(ofAccount, string.Join(' ', granted.Select(grant => (string?)grant!["AccountPrivilege"])));
    }

    // https://github.com/aliyun/terraform-provider-alicloud/issues/3990: with two owners in a configuration, each plan misses the grant of one.
    [Fact]
    public async Task A_database_of_PostgreSQL_has_the_owner_that_was_granted_last()
    {
        await using var emulator = EmulatorUnderTest.Start();
        (string, string)[] instance = [("DBInstanceId", "pgm-running")];
        await emulator.DoneAsync("CreateDatabase", [.. instance, ("DBName", "kept"), ("CharacterSetName", "UTF8")]);
        await emulator.DoneAsync("CreateDatabase", [.. instance, ("DBName", "taken"), ("CharacterSetName", "UTF8")]);
        await emulator.DoneAsync("CreateAccount", [.. instance, ("AccountName", "other"), ("AccountPassword", "Create_pass1")]);
        await emulator.DoneAsync("GrantAccountPrivilege",
            [.. instance, ("AccountName", "test1"), ("DBName", "kept,taken"), ("AccountPrivilege", "DBOwner,DBOwner")]);

        await emulator.DoneAsync("GrantAccountPrivilege", [.. instance, ("AccountName", "other"), ("DBName", "taken"), ("AccountPrivilege", "DBOwner")]);

        Assert.Equal(["test1 ALL"], await emulator.GrantsAsync("pgm-running", "kept"));
        Assert.Equal(["other ALL"], await emulator.GrantsAsync("pgm-running", "taken"));
    }

    [Theory]
    [InlineData("pgm-running", "UTF8,C,en_US.utf8", "UTF8", "C", "en_US.utf8")]
    [InlineData("pgm-running", "KOI8U,ru_UA.koi8u,ru_UA.koi8u", "KOI8U", "ru_UA.koi8u", "ru_UA.koi8u")]
    [InlineData("pgm-running", "UTF8,fo_FO.utf8,bo_CN", "UTF8", "fo_FO.utf8", "bo_CN")]
    [InlineData("pgm-running", "UTF8,POSIX", "UTF8", "POSIX", "en_US.utf8")]
    [InlineData("pgm-running", "UTF8", "UTF8", "C", "en_US.utf8")]
    [InlineData("mssql-cluster", "Chinese_PRC_CI_AS", "Chinese_PRC_CI_AS", "", "")]
    [InlineData("rm-running", "utf8mb4", "utf8mb4", "", "")]
    public async Task A_character_set_of_PostgreSQL_is_three_names(string instance, string sent, string set, string collate, string ctype)
    {
        await using var emulator = EmulatorUnderTest.Start();

        await emulator.DoneAsync("CreateDatabase", ("DBInstanceId", instance), ("DBName", "tf-db"), ("CharacterSetName", sent));

        var database = await emulator.DatabaseAsync(instance, "tf-db");
        Assert.Equal((set, collate, ctype), ((string?)database["CharacterSetName"], (string?)database["Collate"], (string?)database["Ctype"]));
    }

    // https://github.com/aliyun/terraform-provider-alicloud/issues/3935
    [Fact]
    public async Task A_locked_account_of_PostgreSQL_outlives_its_deletion()
    {
        await using var emulator = EmulatorUnderTest.Start();
        (string, string)[] account = [("DBInstanceId", "pgm-running"), ("AccountName", "test1")];
        await emulator.DoneAsync("LockAccount", account);

        await emulator.DoneAsync("DeleteAccount", account);
        var events = (await emulator.GetAsync("requests?action=DeleteAccount")).Json[0]!["events"]!.AsArray();
        var kept = await emulator.AccountAsync("pgm-running", "test1");
        await emulator.DoneAsync("UnlockAccount", account);
        await emulator.DoneAsync("DeleteAccount", account);
        var left = await emulator.DoneAsync("DescribeAccounts", account);

        Assert.Equal(("Lock", 0), ((string?)kept["AccountStatus"], events.Count));
        Assert.Empty(left["Accounts"]!["DBInstanceAccount"]!.AsArray());
    }
}
