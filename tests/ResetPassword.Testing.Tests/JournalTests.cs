using ResetPassword.Testing.Xunit;

namespace ResetPassword.Testing.Tests;

/// <summary>What the journal says of calls: to a test, and to whoever reads why it has failed.</summary>
public sealed class JournalTests(EmulatorFixture emulator) : TenantTest(emulator)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_are_described_in_a_line_each()
    {
        await Tenant.Clock.FreezeAsync(new(2030, 1, 31, 12, 0, 0, TimeSpan.Zero), Cancellation);
        await ResetAsync();
        await ResetAsync("rm-none");
        await ResetAsync("rm-running", misspelt: true);

        var lines = (await Tenant.Journal.DescribeAsync(cancellationToken: Cancellation)).Split('\n');

        Assert.Equal($"12:00:00.000 Rds ResetAccountPassword rm-running test1 by {Tenant.AccessKeyId}: 200 OK", lines[0]);
        Assert.StartsWith($"12:00:00.000 Rds ResetAccountPassword rm-none test1 by {Tenant.AccessKeyId}: 404 InvalidDBInstanceName.NotFound. ", lines[1],
            StringComparison.Ordinal);
        Assert.EndsWith(": 200 OK. not read: AccountNames", lines[2], StringComparison.Ordinal);
        Assert.Equal(3, lines.Length);
        Assert.Equal("No calls.", await Tenant.Journal.DescribeAsync(new() { Product = Products.PolarDb }, Cancellation));
    }

    [Fact]
    public async Task Whatever_was_sent_is_one_line_and_turns_none_around()
    {
        await ResetAsync("rm\u202e\n\u2028\u001b[2Jnone");

        var line = await Tenant.Journal.DescribeAsync(cancellationToken: Cancellation);

        Assert.Contains(" Rds ResetAccountPassword rm [2Jnone test1 by ", line, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]", line);
    }

    [Fact]
    public async Task Of_many_calls_the_last_fifty_are_described()
    {
        await Task.WhenAll(Enumerable.Range(0, 51).Select(_ => ResetAsync()));
        await ResetAsync("rm-none");

        var lines = (await Tenant.Journal.DescribeAsync(cancellationToken: Cancellation)).Split('\n');

        Assert.Equal("… 2 before these", lines[0]);
        Assert.Equal(51, lines.Length);
        Assert.Contains("rm-none", lines[50], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_assertion_that_holds_gives_the_calls()
    {
        await ResetAsync();
        await ResetAsync("rm-none");

        var calls = await Tenant.Journal.AssertAsync(new() { Code = "OK" }, times: 1, Cancellation);

        Assert.Equal(["rm-running"], calls.Select(call => call.InstanceId));
        await Tenant.Journal.AssertAsync(null, times: 2, Cancellation);
        await Tenant.Journal.AssertAsync(new() { Code = "Throttling" }, times: 0, Cancellation);
    }

    [Fact]
    public async Task An_assertion_that_fails_says_what_was_called_instead()
    {
        await ResetAsync();
        await ResetAsync("rm-none");

        var failed = await Assert.ThrowsAsync<UnexpectedCallsException>(
            () => Tenant.Journal.AssertAsync(new() { Action = "ResetAccountPassword", Code = "OK" }, times: 2, Cancellation));

        Assert.StartsWith("Expected 2 calls with action ResetAccountPassword, code OK, and there was 1. All calls:\n  ", failed.Message,
            StringComparison.Ordinal);
        Assert.EndsWith(string.Join("\n  ", await Tenant.Journal.ListAsync(cancellationToken: Cancellation)), failed.Message, StringComparison.Ordinal);
        Assert.Equal(["OK", "InvalidDBInstanceName.NotFound"], failed.Calls.Select(call => call.Code));
    }

    [Theory]
    [InlineData(1, "Expected 1 call, and there were 0. All calls:\n  No calls.")]
    [InlineData(2, "Expected 2 calls, and there were 0. All calls:\n  No calls.")]
    public async Task An_assertion_says_so_when_nothing_was_called(int times, string message)
    {
        var failed = await Assert.ThrowsAsync<UnexpectedCallsException>(() => Tenant.Journal.AssertAsync(null, times, Cancellation));

        Assert.Equal(message, failed.Message);
    }

    [Fact]
    public async Task An_action_that_is_misspelt_is_no_call_that_never_came()
    {
        var refused = await Assert.ThrowsAsync<EmulatorControlException>(
            () => Tenant.Journal.AssertAsync(new() { Action = "ResetAcountPassword" }, times: 0, Cancellation));

        Assert.Contains("Did you mean ResetAccountPassword?", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_call_has_its_cause_and_a_fault_its_id()
    {
        var fault = await Tenant.Faults.ArmAsync(new(Products.Rds, "ResetAccountPassword") { Code = "Throttling.User", First = 1 }, Cancellation);
        await ResetAsync();
        await ResetAsync("rm-locked");
        await ResetAsync(secret: "wrong");

        var calls = await Tenant.Journal.ListAsync(cancellationToken: Cancellation);

        Assert.Equal((fault, "fault"), (calls[0].FaultId, calls[0].Cause?.By));
        Assert.Equal(("state", "decide"), (calls[1].Cause?.By, calls[1].Stage));
        Assert.NotNull(calls[1].Cause?.Documentation);
        Assert.Equal("authenticate", calls[2].Stage);
        Assert.Contains("check the secret", calls[2].Diagnosis, StringComparison.Ordinal);
        Assert.All(calls, call => Assert.Empty(call.Events));
    }

    [Fact]
    public async Task A_call_of_a_user_has_what_its_policies_said()
    {
        var user = await Tenant.Users.PutAsync("reader", [new("AliyunRDSReadOnlyAccess")], Cancellation);
        await ResetAsync(accessKeyId: user.AccessKeyIds[0]);

        var call = Assert.Single(await Tenant.Journal.ListAsync(new() { AccessKeyId = user.AccessKeyIds[0] }, Cancellation));

        Assert.Equal((403, "policy", false), (call.Status, call.Cause?.By, call.Decision?.Allowed));
    }

    [Fact]
    public async Task A_stream_has_the_calls_that_are_there_and_those_that_come()
    {
        await ResetAsync();
        await using var stream = Tenant.Journal.StreamAsync(new() { Product = Products.Rds }, Cancellation).GetAsyncEnumerator(Cancellation);

        Assert.True(await stream.MoveNextAsync());
        var there = stream.Current;
        await ResetAsync("rm-none");
        Assert.True(await stream.MoveNextAsync());

        Assert.Equal(("rm-running", "rm-none"), (there.InstanceId, stream.Current.InstanceId));
    }

    private async Task ResetAsync(string instance = "rm-running", bool misspelt = false, string? accessKeyId = null, string? secret = null)
    {
        using var http = new HttpClient(new SigningHandler(accessKeyId ?? Tenant.AccessKeyId, secret ?? Tenant.AccessKeySecret, Cloud.CreateHandler()));
        var parameters = new Dictionary<string, string> { ["DBInstanceId"] = instance, ["AccountName"] = "test1", ["AccountPassword"] = "New_pass1" };
        if (misspelt)
            parameters["AccountNames"] = "test1";
        using var form = new FormUrlEncodedContent(parameters);
        using var answer = await http.PostAsync(new Uri("https://rds.aliyuncs.com/?Action=ResetAccountPassword&Version=2014-08-15"), form, Cancellation);
    }
}
