using System.Text.Json.Nodes;
using ResetPassword.Tests.Products;

namespace ResetPassword.Tests.Http;

/// <summary>What a new instance is where its create says nothing.</summary>
public sealed class NewInstanceTests
{
    public static TheoryData<string, string> Creates => Lifecycle.Creates;

    [Theory]
    [MemberData(nameof(Creates))]
    public async Task Its_zone_is_one_of_its_region(string product, string create)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var life = Lifecycle.Of(product, create);
        var zones = SomeAction.Of(product, create).Parameters.Any(p => p.Name == "ZoneId") ? [("ZoneId", "cn-beijing-h")] : Array.Empty<(string, string)>();

        var made = await life.CreateAsync(emulator, [("RegionId", "cn-beijing"), .. zones]);

        Assert.Equal(200, made.Status);
        var instance = (await emulator.GetAsync($"instances/{life.CreatedIn(made.Json)}")).Json;
        Assert.StartsWith("cn-beijing-", (string?)instance["zone"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MySQL", "8.0", "3306")]
    [InlineData("PostgreSQL", "16.0", "5432")]
    [InlineData("SQLServer", "2019_ent", "1433")]
    public async Task RDS_instances_have_their_engines_port_and_are_in_no_VPC(string engine, string version, string port)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var life = Lifecycle.Of("Rds", "CreateDBInstance");

        var made = await life.CreateAsync(emulator, ("Engine", engine), ("EngineVersion", version));
        var described = await AttributeAsync(emulator, life, made);

        Assert.Equal((port, "Classic", ""), ((string?)described["Port"], (string?)described["InstanceNetworkType"], (string?)described["VpcId"]));
        Assert.Equal(port, (string?)made.Json["Port"]);
    }

    [Fact]
    public async Task RDS_instances_are_in_the_VPC_that_is_asked_for()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var life = Lifecycle.Of("Rds", "CreateDBInstance");

        var described = await AttributeAsync(emulator, life,
            await life.CreateAsync(emulator, ("InstanceNetworkType", "VPC"), ("VPCId", "vpc-own"), ("VSwitchId", "vsw-own"), ("Port", "3400")));

        Assert.Equal(("3400", "VPC", "vpc-own", "vsw-own"),
            ((string?)described["Port"], (string?)described["InstanceNetworkType"], (string?)described["VpcId"], (string?)described["VSwitchId"]));
    }

    [Fact]
    public async Task An_idle_serverless_instance_of_AnalyticDB_is_one_in_use()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PatchAsync("instances/gp-running", """{"status":"IDLE","mode":"Serverless"}""");

        var reset = await SomeReset.Of("AnalyticDb").SendAsync(emulator);

        Assert.Equal(200, reset.Status);
    }

    [Fact]
    public async Task A_deletion_that_takes_time_is_no_task()
    {
        await using var emulator = EmulatorUnderTest.Start(null, ("Durations:Rds:DeleteDBInstance", "60"), ("Durations:Rds:CreateDBInstance", "60"));
        await emulator.PutAsync("clock", """{"frozen":true}""");
        var life = Lifecycle.Of("Rds", "CreateDBInstance");
        var id = (string)life.CreatedIn((await life.CreateAsync(emulator)).Json)!;
        async Task<int> TasksAsync() =>
            (await emulator.CallAsync("Rds", r => r with { Action = "DescribeTasks" },
                ("DBInstanceId", id))).Json["Items"]!["TaskProgressInfo"]!.AsArray().Count;

        var creating = await TasksAsync();
        await emulator.PutAsync("clock", """{"advanceSeconds":60}""");
        await life.DeleteAsync(emulator, id);
        var deleting = await TasksAsync();

        Assert.Equal((1, 0), (creating, deleting));
    }

    [Fact]
    public async Task A_reset_of_a_privileged_RDS_account_gives_it_ordinary_permissions_again()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PatchAsync("instances/rm-running/accounts/super1", """{"privilegeType":"Custom"}""");
        (string, string)[] account = [("DBInstanceId", "rm-running"), ("AccountName", "super1"), ("AccountPassword", "New_pass1")];

        var before = await emulator.CallAsync("Rds", account);
        await emulator.CallAsync("Rds", r => r with { Action = "ResetAccount" }, account);
        var after = await emulator.CallAsync("Rds", account);

        Assert.Equal(("IncorrectAccountPrivilegeType", 200), (before.Error.Code, after.Status));
    }

    private static async Task<JsonNode> AttributeAsync(EmulatorUnderTest emulator, Lifecycle life, Answer made) =>
        (await life.DescribeAsync(emulator, (string)life.CreatedIn(made.Json)!)).Json["Items"]!["DBInstanceAttribute"]![0]!;
}
