namespace ResetPassword.Tests.Products.Rds;

/// <summary>Where RDS does not compare case: the engine, and texts that are booleans. What is answered is spelled as documented.</summary>
public sealed class CaseTests
{
    [Theory]
    [InlineData("mysql", "8.0", "MySQL", "rm-", "3306")]
    [InlineData("MYSQL", "8.0", "MySQL", "rm-", "3306")]
    [InlineData("postgresql", "16.0", "PostgreSQL", "pgm-", "5432")]
    [InlineData("POSTGRESQL", "16.0", "PostgreSQL", "pgm-", "5432")]
    [InlineData("SqlServer", "2019_ent", "SQLServer", "rm-", "1433")]
    [InlineData("mariadb", "10.3", "MariaDB", "rm-", "3306")]
    public async Task An_instance_has_its_engine_however_that_is_spelled(string engine, string version, string spelled, string prefix, string port)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var id = await emulator.NewInstanceAsync(("Engine", engine), ("EngineVersion", version));

        var instance = await emulator.AttributeAsync(id);
        Assert.Equal((spelled, port), ((string?)instance["Engine"], (string?)instance["Port"]));
        Assert.StartsWith(prefix, id, StringComparison.Ordinal);
        Assert.Equal(spelled, (string?)(await emulator.GetAsync($"instances/{id}")).Json["engine"]);
    }

    [Fact]
    public async Task What_an_engine_takes_does_not_depend_on_how_it_was_spelled()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var id = await emulator.NewInstanceAsync(("Engine", "mysql"));

        var account = await emulator.RdsAsync("CreateAccount", ("DBInstanceId", id), ("AccountName", "Upper_name"), ("AccountPassword", "Create_pass1"));

        Assert.Equal(200, account.Status);
    }

    [Fact]
    public async Task The_same_token_is_for_the_same_engine_in_another_case()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var first = await emulator.NewInstanceAsync(("Engine", "MySQL"), ("ClientToken", "poc"));
        var second = await emulator.NewInstanceAsync(("Engine", "mysql"), ("ClientToken", "poc"));

        Assert.Equal(first, second);
    }

    [Theory]
    [InlineData("Engine=postgresql", 1)]
    [InlineData("Engine=MYSQL", 4)]
    [InlineData("Engine=mariadb", 0)]
    [InlineData("Expired=false", 6)]
    [InlineData("Expired=TRUE", 0)]
    public async Task A_filter_finds_it_in_any_case(string filter, int found)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var (name, value) = (filter.Split('=')[0], filter.Split('=')[1]);

        var answer = await emulator.DoneAsync("DescribeDBInstances", ("RegionId", "cn-hangzhou"), (name, value));

        Assert.Equal(found, (int)answer["TotalRecordCount"]!);
    }

    // What Python makes of its booleans.
    [Fact]
    public async Task A_boolean_is_one_in_any_case()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var id = await emulator.NewInstanceAsync(("DBIsIgnoreCase", "True"), ("AutoRenew", "False"), ("DeletionProtection", "True"));
        var described = await emulator.RdsAsync("DescribeDBInstanceAttribute", ("DBInstanceId", id), ("Expired", "false"));
        var deleted = await emulator.RdsAsync("DeleteDBInstance", ("DBInstanceId", id));

        Assert.Equal(200, described.Status);
        Assert.Equal((400, "OperationDenied.DeletionProtection", "The operation is not permitted when the instance enabled deletion protection."),
            deleted.Error);
    }
}
