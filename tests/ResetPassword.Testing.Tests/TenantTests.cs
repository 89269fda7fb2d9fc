using System.Globalization;
using System.Text.Json;
using ResetPassword.Testing.Xunit;

namespace ResetPassword.Testing.Tests;

/// <summary>Every control of a tenant, against the running emulator.</summary>
public sealed class TenantTests(EmulatorFixture emulator) : IAsyncLifetime
{
    private Tenant _tenant = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _tenant = await emulator.Cloud.CreateTenantAsync(Cancellation);

    public ValueTask DisposeAsync() => _tenant.DisposeAsync();

    [Fact]
    public async Task A_tenant_sees_nothing_of_another()
    {
        await using var other = await emulator.Cloud.CreateTenantAsync(Cancellation);
        await other.Instances.DeleteAsync("rm-running", Cancellation);
        await ResetAsync(other, "pgm-running");

        Assert.NotEqual(other.OwnerId, _tenant.OwnerId);
        Assert.Equal("Running", (await _tenant.Instances.GetAsync("rm-running", Cancellation)).Status);
        Assert.Empty(await _tenant.Journal.ListAsync(cancellationToken: Cancellation));
    }

    [Fact]
    public async Task A_dropped_tenant_is_gone_with_its_instances()
    {
        var dropped = await emulator.Cloud.CreateTenantAsync(Cancellation);
        await dropped.Instances.DeleteAsync("rm-running", Cancellation);

        await dropped.DisposeAsync();

        // Its key makes a fresh one.
        Assert.Equal("rm-running", (await dropped.Instances.GetAsync("rm-running", Cancellation)).Id);
    }

    [Fact]
    public async Task A_tenant_is_made_with_instances_of_its_own_listed_and_dropped()
    {
        await using var own = await emulator.Cloud.CreateTenantAsync([new(Products.Rds, "rm-own") { Accounts = [new("app1")] }], Cancellation);

        Assert.Equal(["rm-own"], (await own.Instances.ListAsync(Cancellation)).Select(instance => instance.Id));
        Assert.Contains(await emulator.Cloud.ListTenantsAsync(Cancellation), listed => listed.OwnerId == own.OwnerId);
        await emulator.Cloud.DropTenantAsync(own.AccessKeyId, Cancellation);
        Assert.DoesNotContain(await emulator.Cloud.ListTenantsAsync(Cancellation), listed => listed.OwnerId == own.OwnerId);
        Assert.Equal(409, (await Assert.ThrowsAsync<EmulatorControlException>(() => emulator.Cloud.DropTenantAsync("testid", Cancellation))).Status);
    }

    [Fact]
    public async Task All_instances_are_replaced_or_none()
    {
        var before = await _tenant.Instances.ListAsync(Cancellation);

        await Assert.ThrowsAsync<EmulatorControlException>(
            () => _tenant.Instances.ReplaceAsync([new(Products.Rds, "rm-own"), new("Oss", "oss-none")], Cancellation));
        Assert.Equal(before.Count, (await _tenant.Instances.ListAsync(Cancellation)).Count);
        await _tenant.Instances.ReplaceAsync([new(Products.Rds, "rm-own")], Cancellation);
        Assert.Equal(["rm-own"], (await _tenant.Instances.ListAsync(Cancellation)).Select(instance => instance.Id));
        await _tenant.Instances.ReplaceAsync(before, Cancellation);

        Assert.Equal(JsonSerializer.Serialize(before), JsonSerializer.Serialize(await _tenant.Instances.ListAsync(Cancellation)));
    }

    [Fact]
    public async Task An_instance_is_made_changed_and_removed()
    {
        await _tenant.Instances.PutAsync(new("Rds", "rm-own")
        {
            Engine = "MySQL",
            EngineVersion = "8.0",
            Accounts = [new("app1") { Type = "Super", Password = "First_pass1" }]
        }, Cancellation);
        await _tenant.Instances.SetStatusAsync("rm-own", "Rebooting", Cancellation);
        await _tenant.Instances.SetLockModeAsync("rm-own", "LockByExpiration", Cancellation);
        await _tenant.Instances.PatchAsync("rm-own", "engineReachable", false, Cancellation);

        var made = await _tenant.Instances.GetAsync("rm-own", Cancellation);

        Assert.Equal(("Rds", "Rebooting", "LockByExpiration", "8.0"), (made.Product, made.Status, made.LockMode?.GetString(), made.EngineVersion));
        Assert.Equal(JsonValueKind.False, made.Properties!["engineReachable"].ValueKind);
        Assert.Equal(["app1 (Available)"], made.Accounts!.Select(account => account.ToString()));
        await _tenant.Instances.DeleteAsync("rm-own", Cancellation);
        Assert.DoesNotContain("rm-own", (await _tenant.Instances.ListAsync(Cancellation)).Select(instance => instance.Id));
    }

    [Fact]
    public async Task What_was_read_can_be_put_back_and_changes_nothing()
    {
        var read = await _tenant.Instances.GetAsync("dds-sharded", Cancellation);

        var put = await _tenant.Instances.PutAsync(read, Cancellation);

        Assert.Equal(JsonSerializer.Serialize(read), JsonSerializer.Serialize(put));
        Assert.Equal((true, 1), await VerifyAsync("dds-sharded", "root", "Initial_pass1", "cs"));
    }

    [Fact]
    public async Task An_account_is_made_changed_and_removed()
    {
        await _tenant.Instances.PutAccountAsync("rm-running", new("app9") { Password = "First_pass1" }, Cancellation);
        await _tenant.Instances.SetAccountStatusAsync("rm-running", "app9", "Unavailable", cancellationToken: Cancellation);
        await _tenant.Instances.SetPasswordAsync("rm-running", "app9", "Second_pass1", cancellationToken: Cancellation);

        var account = await _tenant.Instances.GetAccountAsync("rm-running", "app9", cancellationToken: Cancellation);

        Assert.Equal(("Unavailable", 2, null), (account.Status, account.PasswordVersion, account.Password));
        Assert.Equal((true, 2), await VerifyAsync("rm-running", "app9", "Second_pass1"));
        Assert.Equal((false, 2), await VerifyAsync("rm-running", "app9", "First_pass1"));
        await _tenant.Instances.DeleteAccountAsync("rm-running", "app9", cancellationToken: Cancellation);
        Assert.Equal(404, (await Assert.ThrowsAsync<EmulatorControlException>(() => VerifyAsync("rm-running", "app9", "x"))).Status);
    }

    [Fact]
    public async Task A_refused_control_says_why_and_changes_nothing()
    {
        var unknown = await Assert.ThrowsAsync<EmulatorControlException>(() => _tenant.Instances.GetAsync("rm-none", Cancellation));
        var status = await Assert.ThrowsAsync<EmulatorControlException>(() => _tenant.Instances.SetStatusAsync("rm-running", "Asleep", Cancellation));
        var code = await Assert.ThrowsAsync<EmulatorControlException>(() => _tenant.Faults.ArmAsync(new("Rds", "ResetAccountPassword") { Code = "NoSuchCode" },
            Cancellation));

        Assert.Equal(404, unknown.Status);
        Assert.Equal(400, status.Status);
        Assert.Contains("Expected one of Running, Creating", status.Message, StringComparison.Ordinal);
        Assert.Contains("ResetAccountPassword has no error with this code", code.Message, StringComparison.Ordinal);
        Assert.Equal("Running", (await _tenant.Instances.GetAsync("rm-running", Cancellation)).Status);
    }

    [Fact]
    public async Task A_fault_hits_the_calls_that_it_is_meant_for()
    {
        var id = await _tenant.Faults.ArmAsync(new("Rds", "ResetAccountPassword")
        {
            InstanceId = "rm-running",
            AccountName = "test1",
            Code = "Throttling.User",
            Nth = 2
        }, Cancellation);

        var codes = new[] { await ResetAsync(_tenant), await ResetAsync(_tenant), await ResetAsync(_tenant, "pgm-running") };

        Assert.Equal(["OK", "Throttling.User", "OK"], codes);
        Assert.Equal(new FaultCount(2, 1), await _tenant.Faults.GetAsync(id, Cancellation));
        await _tenant.Faults.RemoveAsync(id, Cancellation);
        await Assert.ThrowsAsync<EmulatorControlException>(() => _tenant.Faults.GetAsync(id, Cancellation));
    }

    /// <summary>Faults of every kind, and what the call ends with.</summary>
    public static TheoryData<Fault, string> Kinds => new()
    {
        { new("Rds", "ResetAccountPassword") { Code = "MyOwn.Code", Status = 418, Message = "Mine." }, "MyOwn.Code" },
        { new("Rds", "ResetAccountPassword") { Code = "InternalError", AfterChange = true }, "InternalError" },
        { new("Rds", "ResetAccountPassword") { Delay = TimeSpan.FromMilliseconds(1) }, "OK" },
        { new("Rds", "ResetAccountPassword") { Connection = ConnectionFault.Reset }, "HttpRequestException" },
        { new("Rds", "ResetAccountPassword") { Connection = ConnectionFault.Truncate }, "HttpRequestException" },
        { new("Rds", "ResetAccountPassword") { Code = "Throttling", Every = 1 }, "Throttling" },
        { new("Rds", "ResetAccountPassword") { Code = "Throttling", Probability = 1 }, "Throttling" },
        { new("Rds", "ResetAccountPassword") { Code = "Throttling", Probability = 0, Seed = 7 }, "OK" },
    };

    [Theory]
    [MemberData(nameof(Kinds), DisableDiscoveryEnumeration = true)]
    public async Task A_fault_of_every_kind_can_be_armed(Fault fault, string code)
    {
        await _tenant.Faults.ArmAsync(fault, Cancellation);

        Assert.Equal(code, await ResetAsync(_tenant));
        Assert.Equal(fault.AfterChange || code == "OK", (await VerifyAsync("rm-running", "test1", "New_pass1")).Matches);
    }

    [Fact]
    public async Task A_call_that_hangs_is_cancelled_by_its_caller_and_cleared_faults_are_gone()
    {
        var fault = await _tenant.Faults.ArmAsync(new("Rds", "ResetAccountPassword") { Connection = ConnectionFault.Hang }, Cancellation);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var call = ResetAsync(_tenant, cancellation: patience.Token);
        await HitAsync(fault);

        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.True(await _tenant.Journal.WaitForAsync(new() { Code = "hang" }, 1, TimeSpan.FromSeconds(60), Cancellation));
        await _tenant.Faults.ClearAsync(Cancellation);
        Assert.Equal("OK", await ResetAsync(_tenant));
    }

    [Fact]
    public async Task The_journal_lists_counts_waits_and_forgets()
    {
        await ResetAsync(_tenant);
        await ResetAsync(_tenant, "rm-none");

        var calls = await _tenant.Journal.ListAsync(new() { Product = "Rds", Action = "ResetAccountPassword" }, Cancellation);

        Assert.Equal([("rm-running", "test1", 200, "OK"), ("rm-none", "test1", 404, "InvalidDBInstanceName.NotFound")],
            calls.Select(c => (c.InstanceId, c.AccountName, c.Status, c.Code)));
        Assert.Equal("***", calls[0].Parameters["AccountPassword"]);
        Assert.Empty(calls[0].UnreadParameters);
        Assert.Equal(1, await _tenant.Journal.CountAsync(new() { Code = "OK", InstanceId = "rm-running", AccountName = "test1" }, Cancellation));
        Assert.True(await _tenant.Journal.WaitForAsync(null, 2, TimeSpan.FromSeconds(60), Cancellation));
        Assert.False(await _tenant.Journal.WaitForAsync(new() { Code = "Throttling" }, 1, TimeSpan.Zero, Cancellation));
        await _tenant.Journal.ClearAsync(Cancellation);
        Assert.Equal(0, await _tenant.Journal.CountAsync(cancellationToken: Cancellation));
    }

    [Fact]
    public async Task The_clock_stands_still_and_goes_on()
    {
        var noon = DateTimeOffset.Parse("2030-01-31T12:00:00Z", CultureInfo.InvariantCulture);

        await _tenant.Clock.FreezeAsync(noon, Cancellation);
        await _tenant.Clock.AdvanceAsync(TimeSpan.FromMinutes(1), Cancellation);

        Assert.Equal(noon.AddMinutes(1), await _tenant.Clock.NowAsync(Cancellation));
        Assert.Equal("OK", await ResetAsync(_tenant));
        Assert.Equal(noon.AddMinutes(1),
            (await _tenant.VerifyPasswordAsync("rm-running", "test1", "New_pass1", cancellationToken: Cancellation)).PasswordChangedAt);
        await _tenant.Clock.ResetAsync(Cancellation);
        Assert.NotEqual(2030, (await _tenant.Clock.NowAsync(Cancellation)).Year);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _tenant.Clock.AdvanceAsync(TimeSpan.FromSeconds(-1), Cancellation));
    }

    [Fact]
    public async Task Signatures_are_judged_by_the_tenant_s_time_where_it_is_said()
    {
        await _tenant.Clock.OffsetAsync(TimeSpan.FromHours(1), Cancellation);
        Assert.Equal("OK", await ResetAsync(_tenant));

        await _tenant.Clock.JudgeSignaturesAsync(true, Cancellation);
        var clock = await _tenant.Clock.GetAsync(Cancellation);

        Assert.NotEqual("OK", await ResetAsync(_tenant));
        Assert.Equal((false, true), (clock.Frozen, clock.Signatures));
        Assert.Equal(TimeSpan.FromHours(1), clock.Offset);
        await _tenant.Clock.JudgeSignaturesAsync(false, Cancellation);
        Assert.Equal("OK", await ResetAsync(_tenant));
    }

    [Fact]
    public async Task Armed_faults_are_listed_as_they_were_armed_with_their_hits()
    {
        var first = new Fault(Products.Rds, "ResetAccountPassword") { Code = "My.Code", Status = 418, Message = "Mine.", InstanceId = "rm-running", Nth = 1 };
        var second = new Fault(Products.PolarDb, "ResetAccount")
        {
            AccountName = "app1",
            Connection = ConnectionFault.Truncate,
            AfterChange = true,
            Delay = TimeSpan.FromMilliseconds(5),
            Probability = 0.5,
            Seed = 7,
        };
        var ids = new[] { await _tenant.Faults.ArmAsync(first, Cancellation), await _tenant.Faults.ArmAsync(second, Cancellation) };
        await ResetAsync(_tenant);

        var armed = await _tenant.Faults.ListAsync(Cancellation);

        Assert.Equal([new ArmedFault(ids[0], first, new(1, 1)), new ArmedFault(ids[1], second, new(0, 0))], armed);
    }

    [Fact]
    public async Task A_reset_puts_everything_back()
    {
        await _tenant.Instances.DeleteAsync("rm-running", Cancellation);
        await _tenant.Faults.ArmAsync(new("Rds", "ResetAccountPassword") { Code = "Throttling" }, Cancellation);
        await ResetAsync(_tenant, "pgm-running");

        await _tenant.ResetAsync(Cancellation);

        Assert.Equal(0, await _tenant.Journal.CountAsync(cancellationToken: Cancellation));
        Assert.Equal("OK", await ResetAsync(_tenant));
    }

    private async Task HitAsync(string fault)
    {
        while ((await _tenant.Faults.GetAsync(fault, Cancellation)).Hits == 0)
            await Task.Yield();
    }

    private async Task<(bool Matches, long Version)> VerifyAsync(string instance, string account, string password, string? characterType = null)
    {
        var proof = await _tenant.VerifyPasswordAsync(instance, account, password, characterType, Cancellation);
        return (proof.Matches, proof.PasswordVersion);
    }

    // The answer's code, or the name of the exception that there was instead of an answer.
    private async Task<string> ResetAsync(Tenant tenant, string instance = "rm-running", CancellationToken? cancellation = null)
    {
        using var http = new HttpClient(new SigningHandler(tenant.AccessKeyId, tenant.AccessKeySecret, emulator.Cloud.CreateHandler()));
        using var parameters = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["DBInstanceId"] = instance,
            ["AccountName"] = "test1",
            ["AccountPassword"] = "New_pass1"
        });
        try
        {
            using var answer = await http.PostAsync(new Uri("http://rds.aliyuncs.com/?Action=ResetAccountPassword&Version=2014-08-15"), parameters, cancellation
                ?? Cancellation);
            using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation));
            return body.RootElement.TryGetProperty("Code", out var code) ? code.GetString()! : "OK";
        }
        catch (HttpRequestException lost)
        {
            return lost.GetType().Name;
        }
    }
}
