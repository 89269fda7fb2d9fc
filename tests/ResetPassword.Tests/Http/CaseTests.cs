using ResetPassword.Tests.Products;

namespace ResetPassword.Tests.Http;

/// <summary>Where the case of a value does not matter, and where it does.</summary>
public sealed class CaseTests
{
    /// <summary>Product, the action that creates, what is written, and the engine as it is answered.</summary>
    public static TheoryData<string, string, string, string> Engines => new()
    {
        { "SelectDb", "CreateDBInstance", "Engine=SelectDB", "selectdb" },
        { "SelectDb", "CreateDBInstance", "Engine=SELECTDB", "selectdb" },
        { "MongoDb", "CreateDBInstance", "Engine=mongodb", "MongoDB" },
        { "MongoDb", "CreateShardingDBInstance", "Engine=MONGODB", "MongoDB" },
        { "AnalyticDb", "CreateDBInstance", "Engine=GPDB", "gpdb" },
        { "PolarDb", "CreateDBCluster", "DBType=mysql", "MySQL" },
        { "PolarDb", "CreateDBCluster", "DBType=postgresql DBVersion=14", "PostgreSQL" },
        { "PolarDb", "CreateDBCluster", "DBType=ORACLE DBVersion=14", "Oracle" },
    };

    /// <summary>Product, action, what is written, and the refusal's code and message.</summary>
    public static TheoryData<string, string, string, string, string> Words => new()
    {
        { "MongoDb", "CreateDBInstance", "ChargeType=Postpaid", "InvalidChargeType.Malformed", "The specified parameter ChargeType is not valid." },
        { "MongoDb", "CreateDBInstance", "NetworkType=vpc", "InvalidNetworkType.Malformed", "The specified parameter NetworkType is not valid." },
        { "MongoDb", "CreateAccount", "CharacterType=DB", "InvalidCharacterType", "Specified characterType is not valid." },
        { "AnalyticDb", "CreateDBInstance", "PayType=PostPaid", "InvalidPayType.Malformed", "The specified parameter PayType is not valid." },
        { "AnalyticDb", "CreateAccount", "AccountType=normal", "InvalidAccountType.Malformed", "The specified parameter AccountType is not valid." },
        { "PolarDb", "CreateDBCluster", "PayType=PostPaid", "InvalidPayType.Malformed", "The specified parameter PayType is not valid." },
        { "PolarDb", "CreateAccount", "AccountType=normal", "InvalidAccountType.Malformed", "The specified parameter AccountType is not valid." },
        { "PolarDb", "GrantAccountPrivilege", "AccountPrivilege=readonly", "InvalidAccountPrivilege.Malformed", "The specified parameter AccountPrivilege is not valid." },
        { "PolarDb", "ModifyAccountLockState", "AccountLockState=lock", "InvalidAccountLockState.Malformed", "The specified parameter AccountLockState is not valid." },
    };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_engine_is_named_in_any_case_and_answered_in_its_own(string product, string action, string changes, string engine)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var some = SomeAction.Of(product, action);

        var created = await emulator.CallAsync(product, call => call with { Action = action }, SomeDecision.Change(some.Parameters, changes));

        Assert.Equal(200, created.Status);
        var made = (await emulator.GetAsync("state")).Json["instances"]!.AsArray()
            .Single(instance => created.Text.Contains($"\"{(string)instance!["id"]!}\"", StringComparison.Ordinal))!;
        Assert.Equal(engine, (string?)made["engine"]);
    }

    [Theory]
    [InlineData("MongoDb", "DescribeDBInstances", "Engine=mongodb", "dds-replica")]
    [InlineData("PolarDb", "DescribeDBClusters", "DBType=postgresql", "pc-postgres")]
    [InlineData("PolarDb", "DescribeDBClusters", "DBType=MYSQL", "pc-running")]
    public async Task An_engine_is_searched_for_in_any_case(string product, string action, string changes, string found)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var listed = await emulator.CallAsync(product, call => call with { Action = action }, SomeDecision.Change([("RegionId", "cn-hangzhou")], changes));

        Assert.Contains($"\"{found}\"", listed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_request_in_another_case_is_the_same()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var some = SomeAction.Of("PolarDb", "CreateDBCluster");
        Task<Answer> CreateAsync(string type) =>
            emulator.CallAsync("PolarDb", call => call with { Action = "CreateDBCluster" },
            [.. SomeDecision.Change(some.Parameters, $"DBType={type}"), SomeDecision.Token]);

        var first = await CreateAsync("mysql");
        var second = await CreateAsync("MySQL");

        Assert.Equal((200, (string?)first.Json["DBClusterId"]), (second.Status, (string?)second.Json["DBClusterId"]));
    }

    [Theory]
    [InlineData("MongoDb", "CreateDBInstance", "AutoRenew=True Encrypted=False")]
    [InlineData("MongoDb", "DescribeDBInstances", "Expired=False")]
    [InlineData("AnalyticDb", "CreateDBInstance", "EnableSSL=True CreateSampleData=FALSE")]
    [InlineData("PolarDb", "CreateDBCluster", "TDEStatus=True AutoRenew=False AllowShutDown=True")]
    public async Task Yes_and_no_are_taken_as_Python_writes_them(string product, string action, string changes)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var some = SomeAction.Of(product, action);

        var answer = await emulator.CallAsync(product, call => call with { Action = action }, SomeDecision.Change(some.Parameters, changes));

        Assert.Equal(200, answer.Status);
    }

    [Theory]
    [MemberData(nameof(Words))]
    public async Task Every_other_word_has_its_case(string product, string action, string changes, string code, string message)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var some = SomeAction.Of(product, action);
        await emulator.PatchAsync($"instances/{some.Instance}", some.Setup.Patch);

        var answer = await emulator.CallAsync(product, call => call with { Action = action }, SomeDecision.Change(some.Parameters, changes));

        Assert.Equal((400, code, message), answer.Error);
    }
}
