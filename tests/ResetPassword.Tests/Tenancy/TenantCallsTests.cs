using ResetPassword.Operations;

namespace ResetPassword.Tests.Tenancy;

/// <summary>Tenants as callers meet them.</summary>
public sealed class TenantCallsTests
{
    [Fact]
    public async Task Each_test_key_changes_its_own_instances_only()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var first = await emulator.ResetRdsAsync("First_pass1", "test-first");
        var second = await emulator.ResetRdsAsync("Second_pass1", "test-second");

        Assert.Equal((200, 200), (first.Status, second.Status));
        Assert.Equal((true, 2), await emulator.VerifyAsync("rm-running", "test1", "First_pass1", "test-first"));
        Assert.Equal((true, 2), await emulator.VerifyAsync("rm-running", "test1", "Second_pass1", "test-second"));
        Assert.Equal((true, 1), await emulator.VerifyAsync("rm-running", "test1", "Initial_pass1"));
    }

    [Fact]
    public async Task A_wrong_signature_makes_no_tenant()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await emulator.CallAsync("Rds", r => r with { AccessKeyId = "test-a", AccessKeySecret = new("guessed") }, SomeReset.Of("Rds").Parameters);

        Assert.Equal("SignatureDoesNotMatch", (string?)answer.Json["Code"]);
        Assert.Single((await emulator.GetAsync("tenants")).Json.AsArray());
    }

    [Fact]
    public async Task When_nothing_can_make_room_a_new_key_is_refused_and_the_others_are_served()
    {
        await using var emulator = EmulatorUnderTest.Start(null, ("MaxTenants", "2"));
        await emulator.ResetRdsAsync(accessKeyId: "test-a");

        var refused = await emulator.ResetRdsAsync(accessKeyId: "test-b");
        var served = await emulator.ResetRdsAsync(accessKeyId: "test-a");

        Assert.Equal(
            (403, "QuotaExceeded.Tenants",
                "The emulator holds its limit of tenants, and none of them is idle and unchanged. Drop one, or raise ResetPassword:MaxTenants."),
            refused.Error);
        Assert.Equal(200, served.Status);
    }

    [Fact]
    public async Task First_calls_in_parallel_all_count()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => emulator.ResetRdsAsync(accessKeyId: "test-a")));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal((true, 51), await emulator.VerifyAsync("rm-running", "test1", "New_pass1", "test-a"));
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("test-")]
    [InlineData("LTAI5tSomebodysRealKey")]
    public async Task A_key_that_does_not_exist_is_refused(string accessKeyId)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await emulator.ResetRdsAsync(accessKeyId: accessKeyId);

        Assert.Equal((GatewayErrors.UnknownAccessKey.Status, "InvalidAccessKeyId.NotFound", "Specified access key is not found."), answer.Error);
    }
}
