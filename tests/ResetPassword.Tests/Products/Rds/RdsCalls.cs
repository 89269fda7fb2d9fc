using System.Text.Json.Nodes;

namespace ResetPassword.Tests.Products.Rds;

/// <summary>Calls of RDS's actions over HTTP, and what they show.</summary>
internal static class RdsCalls
{
    public static Task<Answer> RdsAsync(this EmulatorUnderTest emulator, string action, params (string Name, string Value)[] parameters) =>
        emulator.CallAsync("Rds", call => call with { Action = action }, parameters);

    /// <summary>A call that has to succeed.</summary>
    public static async Task<JsonNode> DoneAsync(this EmulatorUnderTest emulator, string action, params (string Name, string Value)[] parameters)
    {
        var answer = await emulator.RdsAsync(action, parameters);
        Assert.True(answer.Status == 200, $"{action}: {answer.Text}");
        return answer.Json;
    }

    /// <summary>An account as DescribeAccounts shows it.</summary>
    public static async Task<JsonNode> AccountAsync(this EmulatorUnderTest emulator, string instance, string account) =>
        Assert.Single(
            (await emulator.DoneAsync("DescribeAccounts", ("DBInstanceId", instance), ("AccountName", account)))["Accounts"]!["DBInstanceAccount"]!.AsArray())!;

    /// <summary>A database as DescribeDatabases shows it.</summary>
    public static async Task<JsonNode> DatabaseAsync(this EmulatorUnderTest emulator, string instance, string database) =>
        Assert.Single((await emulator.DoneAsync("DescribeDatabases", ("DBInstanceId", instance), ("DBName", database)))["Databases"]!["Database"]!.AsArray())!;

    /// <summary>Who may use a database, each as <c>account privilege</c>.</summary>
    public static async Task<string[]> GrantsAsync(this EmulatorUnderTest emulator, string instance, string database) =>
    [
        .. (await emulator.DatabaseAsync(instance, database))["Accounts"]!["AccountPrivilegeInfo"]!.AsArray()
            .Select(grant => $"{grant!["Account"]} {grant["AccountPrivilege"]}"),
    ];

    /// <summary>An instance as DescribeDBInstanceAttribute shows it.</summary>
    public static async Task<JsonNode> AttributeAsync(this EmulatorUnderTest emulator, string instance) =>
        (await emulator.DoneAsync("DescribeDBInstanceAttribute", ("DBInstanceId", instance)))["Items"]!["DBInstanceAttribute"]![0]!;

    /// <summary>The id of a new instance: a right call, with what differs.</summary>
    public static async Task<string> NewInstanceAsync(this EmulatorUnderTest emulator, params (string Name, string Value)[] changes)
    {
        var others = SomeAction.Of("Rds", "CreateDBInstance").Parameters.ExceptBy(changes.Select(p => p.Name), p => p.Name);
        return (string)(await emulator.DoneAsync("CreateDBInstance", [.. others, .. changes]))["DBInstanceId"]!;
    }
}
