namespace ResetPassword.Tests.Products.Rds;

/// <summary>What DescribeTasks finds while the addresses of an instance change.</summary>
public sealed class TasksTests
{
    [Theory]
    [InlineData("AllocateInstancePublicConnection")]
    [InlineData("ReleaseInstancePublicConnection")]
    [InlineData("ModifyDBInstanceConnectionString")]
    public async Task The_task_is_found_by_any_action_that_changes_addresses(string action)
    {
        await using var emulator = await ChangingAsync();

        var tasks = await TasksAsync(emulator, ("TaskAction", action));

        Assert.Equal([action], tasks);
    }

    [Fact]
    public async Task The_task_of_another_action_is_not_found()
    {
        await using var emulator = await ChangingAsync();

        var tasks = await TasksAsync(emulator, ("TaskAction", "RestartDBInstance"));

        Assert.Empty(tasks);
    }

    [Fact]
    public async Task Who_asks_for_no_action_is_told_one()
    {
        await using var emulator = await ChangingAsync();

        var tasks = await TasksAsync(emulator);

        Assert.Equal(["ModifyDBInstanceConnectionString"], tasks);
    }

    private static async Task<EmulatorUnderTest> ChangingAsync()
    {
        var emulator = EmulatorUnderTest.Start(null, ("Durations:Rds:AllocateInstancePublicConnection", "60"));
        await emulator.PutAsync("clock", """{"frozen":true}""");
        await emulator.CallAsync("Rds", r => r with { Action = "AllocateInstancePublicConnection" },
            ("DBInstanceId", "rm-running"), ("ConnectionStringPrefix", "outside"), ("Port", "3306"));
        return emulator;
    }

    private static async Task<IEnumerable<string>> TasksAsync(EmulatorUnderTest emulator, params (string Name, string Value)[] filter)
    {
        var answer = await emulator.CallAsync("Rds", r => r with { Action = "DescribeTasks" }, [("DBInstanceId", "rm-running"), .. filter]);
        return answer.Json["Items"]!["TaskProgressInfo"]!.AsArray().Select(task => (string)task!["TaskAction"]!);
    }
}
