using Microsoft.Extensions.Time.Testing;
using ResetPassword.Hosting;
using ResetPassword.Model;
using ResetPassword.Ram;
using ResetPassword.Store;
using ResetPassword.Store.Memory;
using ResetPassword.Tenancy;

namespace ResetPassword.Tests.Store.Memory;

/// <summary>What a log is told of as a whole: no part of it is ever written without the rest.</summary>
public sealed class ChangeLogTests
{
    private readonly FakeTimeProvider _clock = new(SomeTime.Noon);
    private readonly CollectedUnits _log = new();

    [Fact]
    public async Task A_commit_the_count_of_the_fault_that_hits_it_and_its_call_are_one_unit()
    {
        var tenant = await EnterAsync(NewStore());
        await tenant.ChangeAsync(state => state with { Faults = [SomeCall.Rule(FaultMoment.After, new())] });
        var (entry, changes) = (SomeCall.Entry(), new List<InstanceChange>());
        foreach (var id in new[] { "rm-1", "rm-2" })
            changes.Add(new(id, await tenant.FindAsync(id, SomeTime.Noon), null, []));
        var call = new CommittingCall(entry.RequestId, SomeCall.Query with { Moment = FaultMoment.After }, fault => entry with { FaultId = fault?.Id });

        await tenant.TryCommitAsync(new(changes, SomeTime.Noon) { Call = call });
        await tenant.Journal.AddAsync(entry);

        Assert.Equal(["TenantMade", "TenantChanged", "InstanceChanged InstanceChanged FaultCounted CallRecorded"], _log.Units);
        Assert.NotNull(Assert.Single(await tenant.Journal.FindAsync(JournalFilter.All)).FaultId);
    }

    [Fact]
    public async Task A_call_that_was_written_with_its_commit_is_written_again_where_the_journal_was_cleared_before_its_end()
    {
        var tenant = await EnterAsync(NewStore());
        var entry = SomeCall.Entry();
        var change = new InstanceChange("rm-1", await tenant.FindAsync("rm-1", SomeTime.Noon), null, []);
        await tenant.TryCommitAsync(new([change], SomeTime.Noon) { Call = new(entry.RequestId, SomeCall.Query, _ => entry) });

        await tenant.Journal.ClearAsync();
        await tenant.Journal.AddAsync(entry);

        Assert.Equal(["TenantMade", "InstanceChanged CallRecorded", "CallsCleared", "CallRecorded"], _log.Units);
    }

    [Fact]
    public async Task A_reset_is_one_unit()
    {
        var tenant = await EnterAsync(NewStore());

        await tenant.ResetAsync();

        Assert.Equal(["TenantMade", "InstancesReplaced TenantChanged KeysRemoved CallsCleared"], _log.Units);
    }

    [Fact]
    public async Task All_rules_that_count_a_call_are_one_unit()
    {
        var tenant = await EnterAsync(NewStore());
        await tenant.ChangeAsync(state => state with { Faults = [SomeCall.Rule(FaultMoment.Before, new(Nth: 9)), SomeCall.Rule(FaultMoment.Before, new())] });

        await tenant.HitAsync(SomeCall.Query);
        await tenant.HitAsync(SomeCall.Query with { Action = "CreateAccount" });

        Assert.Equal(["TenantMade", "TenantChanged", "FaultCounted FaultCounted"], _log.Units);
    }

    [Fact]
    public async Task A_tenant_is_dropped_as_one_unit_and_nothing_of_it_is_told_later()
    {
        var store = NewStore();
        var tenant = await EnterAsync(store);

        await store.DropAsync("test-a");
        await tenant.Journal.AddAsync(SomeCall.Entry());
        await tenant.Journal.ClearAsync();
        await tenant.TryAddKeyAsync(MemoryTenantTests.SomeKeyOf(tenant));
        await tenant.ReplaceAsync([]);
        await tenant.ResetAsync();

        Assert.Equal(["TenantMade", "TenantDropped"], _log.Units);
    }

    [Fact]
    public async Task A_key_that_has_expired_is_forgotten_when_it_makes_room()
    {
        var tenant = await EnterAsync(NewStore(maxTemporaryKeys: 1));
        await tenant.TryAddKeyAsync(MemoryTenantTests.SomeKeyOf(tenant));
        _clock.Advance(TimeSpan.FromHours(1));

        await tenant.TryAddKeyAsync(MemoryTenantTests.SomeKeyOf(tenant));

        Assert.Equal(["TenantMade", "KeyIssued", "KeyForgotten", "KeyIssued"], _log.Units);
    }

    private MemoryStore NewStore(int maxTemporaryKeys = 10)
    {
        var seed = SomeSeed.Of(InstancesTests.SomeInstance("rm-1"), InstancesTests.SomeInstance("rm-2"));
        return new(seed, new(seed), _clock, new EmulatorOptions().Limits with { MaxTemporaryKeys = maxTemporaryKeys }, _log);
    }

    private static async Task<Tenant> EnterAsync(MemoryStore store) => (await store.EnterAsync(new KeyRing(SomeSeed.Of()).NewKey("test-a")))!;

    /// <summary>The names of what was told together.</summary>
    private sealed class CollectedUnits : IChangeLog
    {
        public List<string> Units { get; } = [];

        public void Add(params ReadOnlySpan<StoreChange> unit)
        {
            if (!unit.IsEmpty)
                Units.Add(string.Join(' ', unit.ToArray().Select(change => change.GetType().Name)));
        }
    }
}
