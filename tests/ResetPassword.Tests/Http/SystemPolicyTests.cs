using ResetPassword.Tests.Products;

namespace ResetPassword.Tests.Http;

/// <summary>What users with the vendor's own policies may do around a reset: every action of every product.</summary>
public sealed class SystemPolicyTests
{
    private static readonly Dictionary<string, string> Prefixes = new()
    {
        ["SelectDb"] = "AliyunSelectDB",
        ["Rds"] = "AliyunRDS",
        ["MongoDb"] = "AliyunMongoDB",
        ["AnalyticDb"] = "AliyunGPDB",
        ["PolarDb"] = "AliyunPolardb",
    };

    public static TheoryData<string> Products => [.. Prefixes.Keys];

    // One action that only reads has the level none in the vendor's metadata: SelectDB's DescribeDBInstanceNetInfo.
    [Theory]
    [MemberData(nameof(Products))]
    public async Task Who_may_only_read_may_call_what_only_reads(string product)
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PutAsync("users/reader", $$"""{"policies":["{{Prefixes[product]}}ReadOnlyAccess"]}""");

        var allowed = await AllowedAsync(emulator, product, "testid.reader");

        Assert.Equal(ActionsOf(product, some => some.Operation.Permission!.AccessLevel is "get" or "list" or "none"), allowed);
    }

    [Theory]
    [MemberData(nameof(Products))]
    public async Task Who_may_everything_with_one_product_may_nothing_with_another(string product)
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PutAsync("users/admin", $$"""{"policies":["{{Prefixes[product]}}FullAccess"]}""");
        var other = product == "Rds" ? "MongoDb" : "Rds";

        Assert.Equal(ActionsOf(product, _ => true), await AllowedAsync(emulator, product, "testid.admin"));
        Assert.Empty(await AllowedAsync(emulator, other, "testid.admin"));
    }

    private static IEnumerable<string> ActionsOf(string product, Func<SomeAction, bool> isMeant) =>
        SomeAction.All.Where(some => some.Product.Name == product && isMeant(some)).Select(some => some.Operation.Action);

    // An action is allowed when it is not denied: what it then says of its parameters is not the matter here.
    private static async Task<IReadOnlyList<string>> AllowedAsync(EmulatorUnderTest emulator, string product, string accessKeyId)
    {
        var answers = await Task.WhenAll(SomeAction.All.Where(some => some.Product.Name == product).Select(async some =>
            (some.Operation.Action,
                (await emulator.CallAsync(product, r => r with { Action = some.Operation.Action, AccessKeyId = accessKeyId }, some.Parameters)).Text)));
        return [.. answers.Where(answer => !answer.Text.Contains("\"Code\":\"Forbidden", StringComparison.Ordinal)).Select(answer => answer.Action)];
    }
}
