using System.Text.Json.Nodes;

namespace ResetPassword.Tests.Products.Rds;

/// <summary>What RDS was seen to answer in public reports: the same calls get the same answers, but where today's documents say otherwise.</summary>
public sealed class RecordedAnswersTests
{
    private const string Busy = "The operation is not permitted due to status of instance.";

    /// <summary>Action, code and message of each row that stands in the contract because it was seen.</summary>
    private static readonly (string Action, string Code, string Message)[] Seen =
    [
        ("CreateAccount", "InvalidAccountName.Malformed", "The specified parameter \"AccountName\" is not valid."),
        ("CreateAccount", "InvalidAccountPassword.Malformed", "The specified parameter \"AccountPassword\" is not valid."),
        ("CreateAccount", "InvalidDBDescription.Malformed", "The specified parameter \"DBDescription\" is not valid"),
        ("CreateAccount", "OperationDenied.DBInstanceStatus", Busy),
        ("CreateAccount", "QuotaExceeded.AccountName", "Account limit exceeded."),
        ("CreateDBInstance", "InvalidParameter", "The specified parameter \"Period\" is not valid."),
        ("CreateDatabase", "InvalidDBDescription.Malformed", "The specified parameter \"DBDescription\" is not valid"),
        ("CreateDatabase", "OperationDenied.DBInstanceStatus", Busy),
        ("DeleteAccount", "IncorrectDBInstanceType.ChildDBInstanceNotSupport", "The type of the specified instance does not support this operation."),
        ("DescribeDBInstanceAttribute", "InvalidDBInstanceId.NotFound", "DBInstanceIdentifier does not refer to an existing DB instance."),
        ("GrantAccountPrivilege", "OperationDenied.DBStatus", "The operation is not permitted due to db status of instance."),
        ("ResetAccountPassword", "InvalidAccountPassword.Malformed", "The specified parameter \"AccountPassword\" is not valid."),
    ];

    [Fact]
    public async Task The_contract_says_which_rows_were_seen()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var contract = (await emulator.GetAsync("contract")).Json;

        var seen =
            from action in contract["products"]!.AsArray().Single(product => (string?)product!["name"] == "Rds")!["actions"]!.AsArray()
            from row in action["errors"]!.AsArray()
            where (string?)row!["source"] == "recorded"
            select ((string)action["name"]!, (string)row["code"]!, (string)row["message"]!);
        Assert.Equal(Seen, seen.OrderBy(row => row.Item1, StringComparer.Ordinal).ThenBy(row => row.Item2, StringComparer.Ordinal));
    }

    // https://github.com/alibaba/terraform-provider/issues/148 and 264
    [Theory]
    [InlineData("CreateDatabase", "DBName", "tf_db", "CharacterSetName", "utf8")]
    [InlineData("CreateAccount", "AccountName", "tf_account", "AccountPassword", "Create_pass1")]
    public async Task A_create_on_a_busy_instance(string action, string first, string value, string second, string other)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await emulator.RdsAsync(action, ("DBInstanceId", "rm-restarting"), (first, value), (second, other));

        Assert.Equal((403, "OperationDenied.DBInstanceStatus", Busy), answer.Error);
    }

    // Their own pages have another row, or none.
    [Theory]
    [InlineData("CheckAccountNameAvailable")]
    [InlineData("DescribeDBInstanceAttribute")]
    [InlineData("DescribeTasks")]
    [InlineData("ResetAccountPassword")]
    [InlineData("DescribeAccounts")]
    [InlineData("DeleteAccount")]
    [InlineData("ModifyAccountDescription")]
    [InlineData("GrantAccountPrivilege")]
    [InlineData("DescribeDatabases")]
    [InlineData("DeleteDBInstance")]
    public async Task A_fault_rule_has_any_action_on_a_busy_instance_answer_so(string action)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var some = SomeAction.Of("Rds", action);
        Assert.Equal(201, (await emulator.PostAsync("faults",
            $$$"""{"match":{"product":"Rds","action":"{{{action}}}"},"error":{"code":"OperationDenied.DBInstanceStatus"}}""")).Status);

        var answer = await emulator.RdsAsync(action, [.. some.Parameters.Select(p => (p.Name, p.Value))]);

        Assert.Equal((403, "OperationDenied.DBInstanceStatus", Busy), answer.Error);
    }

    // https://github.com/crossplane-contrib/provider-alibaba/issues/65
    [Fact]
    public async Task An_instance_of_mysql_runs_and_takes_no_account_with_a_hyphen()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var made = await emulator.DoneAsync(
            "CreateDBInstance",
            ("RegionId", "cn-hangzhou"), ("DBInstanceDescription", "poc"), ("Engine", "mysql"), ("EngineVersion", "8.0"), ("DBInstanceClass", "rds.mysql.c1.large"),
            ("DBInstanceStorage", "20"), ("SecurityIPList", "0.0.0.0/0"), ("DBInstanceNetType", "Internet"), ("PayType", "Postpaid"), ("ClientToken", "poc"));
        var id = (string)made["DBInstanceId"]!;
        var listed = (await emulator.DoneAsync("DescribeDBInstances", ("RegionId", "cn-hangzhou"), ("DBInstanceId", id)))["Items"]!["DBInstance"]![0]!;
        var account = await emulator.RdsAsync("CreateAccount", ("DBInstanceId", id), ("AccountName", "oam-dev"), ("AccountPassword", "Create_pass1"));
        var other = await emulator.RdsAsync("CreateAccount", ("DBInstanceId", id), ("AccountName", "test123"), ("AccountPassword", "Create_pass1"));

        Assert.Equal(("MySQL", "8.0", "Running"), ((string?)listed["Engine"], (string?)listed["EngineVersion"], (string?)listed["DBInstanceStatus"]));
        Assert.Equal(($"{id}.mysql.rds.aliyuncs.com", "3306"), ((string?)made["ConnectionString"], (string?)made["Port"]));
        Assert.Equal((400, "InvalidAccountName.Malformed", "The specified parameter \"AccountName\" is not valid."), account.Error);
        Assert.Equal(200, other.Status);
    }

    // https://github.com/aliyun/terraform-provider-alicloud/issues/1887
    [Fact]
    public async Task The_accounts_of_PostgreSQL_after_a_grant()
    {
        await using var emulator = EmulatorUnderTest.Start();
        (string, string)[] instance = [("DBInstanceId", "pgm-running")];
        await emulator.DoneAsync("CreateAccount", [.. instance, ("AccountName", "linoyun"), ("AccountPassword", "Create_pass1")]);
        await emulator.DoneAsync("CreateDatabase", [.. instance, ("DBName", "linoyun"), ("CharacterSetName", "UTF8")]);
        await emulator.DoneAsync("GrantAccountPrivilege", [.. instance, ("AccountName", "linoyun"), ("DBName", "linoyun"), ("AccountPrivilege", "DBOwner")]);

        var answer = (await emulator.DoneAsync("DescribeAccounts", [.. instance, ("AccountName", "linoyun")])).AsObject();

        var recorded = JsonNode.Parse(
            """
            {
              "Accounts": {
                "DBInstanceAccount": [
                  {
                    "DatabasePrivileges": { "DatabasePrivilege": [] },
                    "AccountStatus": "Available",
                    "AccountDescription": "",
                    "DBInstanceId": "pgm-running",
                    "AccountName": "linoyun",
                    "AccountType": "Normal"
                  }
                ]
              },
              "SystemAdminAccountFirstActivationTime": "",
              "SystemAdminAccountStatus": "False"
            }
            """)!.AsObject();
        var account = answer["Accounts"]!["DBInstanceAccount"]![0]!.AsObject();
        Assert.Equal(["BypassRLS", "CreateDB", "CreateRole", "PasswordExpireTime", "Replication", "ValidUntil"],
            Take(account, recorded["Accounts"]!["DBInstanceAccount"]![0]!.AsObject()));
        Assert.Equal(["PageNumber", "RequestId", "ResourceGroupId", "TotalRecordCount"], Take(answer, recorded));
        Assert.True(JsonNode.DeepEquals(recorded, answer), answer.ToJsonString());
    }

    // https://github.com/aliyun/aliyun-cli/issues/89
    [Fact]
    public async Task The_instances_of_a_region_that_has_none()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = (await emulator.DoneAsync("DescribeDBInstances", ("RegionId", "cn-beijing"))).AsObject();

        var recorded = JsonNode.Parse("""{"Items":{"DBInstance":[]},"TotalRecordCount":0,"PageNumber":1,"PageRecordCount":0}""")!.AsObject();
        Assert.Equal(["NextToken", "RequestId"], Take(answer, recorded));
        Assert.True(JsonNode.DeepEquals(recorded, answer), answer.ToJsonString());
    }

    // https://github.com/alibabacloud-automation/terraform-alicloud-rds/issues/23
    [Fact]
    public async Task A_classic_network_on_cloud_storage()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var create = SomeAction.Of("Rds", "CreateDBInstance").Parameters.Append(("DBInstanceStorageType", "cloud_essd")).ToArray();

        var classic = await emulator.RdsAsync("CreateDBInstance", [.. create, ("InstanceNetworkType", "Classic")]);
        var unsaid = await emulator.RdsAsync("CreateDBInstance", create);

        Assert.Equal(
            (400, "InvalidNetworkTypeClassicWhenCloudStorage", "The Specified InstanceNetworkType value Classic is not valid when choose cloud storage type."),
            classic.Error);
        Assert.Equal(200, unsaid.Status);
    }

    // https://github.com/aliyun/aliyun-openapi-php-sdk/issues/8
    [Fact]
    public async Task A_grant_on_a_database_that_is_still_created()
    {
        await using var emulator = EmulatorUnderTest.Start(null, ("Durations:Rds:CreateDatabase", "60"));
        await emulator.PutAsync("clock", """{"frozen":true}""");
        (string, string)[] grant = [("DBInstanceId", "rm-running"), ("AccountName", "test1"), ("DBName", "newdb"), ("AccountPrivilege", "ReadWrite")];
        await emulator.DoneAsync("CreateDatabase", ("DBInstanceId", "rm-running"), ("DBName", "newdb"), ("CharacterSetName", "utf8"));

        var early = await emulator.RdsAsync("GrantAccountPrivilege", grant);
        await emulator.PutAsync("clock", """{"advanceSeconds":60}""");
        var late = await emulator.RdsAsync("GrantAccountPrivilege", grant);

        Assert.Equal((403, "OperationDenied.DBStatus", "The operation is not permitted due to db status of instance."), early.Error);
        Assert.Equal(200, late.Status);
    }

    // https://github.com/wyzxxz/aksk_tool/issues/12 (2022): the documents of 2024 have another row, which is newer.
    [Fact]
    public async Task A_description_of_one_character_gets_the_documented_row()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await emulator.RdsAsync(
            "CreateDatabase", ("DBInstanceId", "rm-running"), ("DBName", "newdb"), ("CharacterSetName", "utf8"), ("DBDescription", "1"));

        Assert.Equal((400, "InvalidDescription.Format", "Specified description is not valid."), answer.Error);
    }

    // https://github.com/aliyun/aliyun-openapi-python-sdk/issues/46 (2017): MissingParameter then; today's documents name the parameter in the code.
    [Fact]
    public async Task A_missing_parameter_is_named_by_its_code()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await emulator.RdsAsync("CreateDBInstance",
            [.. SomeAction.Of("Rds", "CreateDBInstance").Parameters.Where(p => p.Name != "DBInstanceNetType")]);

        Assert.Equal((400, "MissingDBInstanceNetType", "DBInstanceNetType is mandatory for this action."), answer.Error);
    }

    // What an answer has besides what was recorded; the answer keeps the rest.
    private static string[] Take(JsonObject answer, JsonObject recorded)
    {
        string[] others = [.. answer.Select(member => member.Key).Except(recorded.Select(member => member.Key)).Order(StringComparer.Ordinal)];
        Array.ForEach(others, name => answer.Remove(name));
        return others;
    }
}
