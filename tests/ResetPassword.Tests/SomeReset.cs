namespace ResetPassword.Tests;

/// <summary>A call of each product that succeeds on the default instances, and the account that it changes.</summary>
internal sealed record SomeReset(string Product, string Instance, string Account, string? CharacterType, (string Name, string Value)[] Parameters)
{
    public const string Password = "New_pass1";

    private static readonly Dictionary<string, SomeReset> ByProduct = new[]
    {
        new SomeReset("SelectDb", "selectdb-cn-running", "admin", null, [("RegionId", "cn-hangzhou"), ("DBInstanceId", "selectdb-cn-running"), ("AccountName", "admin"), ("AccountPassword", Password)]),
        new SomeReset("Rds", "rm-running", "test1", null, [("DBInstanceId", "rm-running"), ("AccountName", "test1"), ("AccountPassword", Password)]),
        new SomeReset("MongoDb", "dds-sharded", "root", "db", [("DBInstanceId", "dds-sharded"), ("AccountName", "root"), ("AccountPassword", Password), ("CharacterType", "db")]),
        new SomeReset("AnalyticDb", "gp-running", "testaccount_1", null, [("DBInstanceId", "gp-running"), ("AccountName", "testaccount_1"), ("AccountPassword", Password)]),
        new SomeReset("PolarDb", "pc-running", "testacc", null, [("DBClusterId", "pc-running"), ("AccountName", "testacc"), ("AccountPassword", Password)]),
    }.ToDictionary(call => call.Product);

    public static SomeReset Of(string product) => ByProduct[product];

    public Task<Answer> SendAsync(EmulatorUnderTest emulator, string accessKeyId = "testid") =>
        emulator.CallAsync(Product, r => r with { AccessKeyId = accessKeyId }, Parameters);

    /// <summary>Whether the account has the call's password, and which version it is.</summary>
    public Task<(bool Matches, long Version)> VerifyAsync(EmulatorUnderTest emulator, string accessKeyId = "testid", string password = Password) =>
        emulator.VerifyAsync(Instance, Account, password, accessKeyId, CharacterType);
}
