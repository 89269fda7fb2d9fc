using System.Buffers.Binary;
using System.Collections;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using ResetPassword.Hosting;
using ResetPassword.Model;
using ResetPassword.Seeds;
using ResetPassword.Store;
using ResetPassword.Store.Sqlite;
using ResetPassword.Tenancy;
using ResetPassword.Tests.Store.Memory;

namespace ResetPassword.Tests.Store.Sqlite;

/// <summary>What stands in the file of a store, how it gets there, and what leaves it.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private static readonly Seed Seed = SomeSeed.Of([.. Enumerable.Range(1, 50).Select(n => InstancesTests.SomeInstance($"rm-{n}"))]);
    private static readonly KeyRing Keys = new(Seed);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly FakeTimeProvider _clock = new(SomeTime.Noon);
    private readonly SqliteFolder _folder = new();
    private readonly string _file;

    public SqliteFileTests() => _file = _folder.NewFile();

    [Fact]
    public async Task What_was_flushed_is_in_the_file()
    {
        var (store, tenant) = await OpenAsync();

        await Assert.AllAsync(Enumerable.Range(1, 20), async n =>
        {
            await tenant.UpdateAsync("rm-1", instance => instance! with { EngineVersion = $"flushed{n}" });
            await store.FlushAsync();
            Assert.Contains($"flushed{n}", SqliteFolder.TextOf(_file), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_commit_of_many_instances_is_one_transaction()
    {
        var (store, tenant) = await OpenAsync();
        await store.FlushAsync();

        await Assert.AllAsync(Enumerable.Range(1, 100), async round =>
        {
            var changes = new List<InstanceChange>();
            foreach (var instance in await tenant.ListAsync(SomeTime.Noon))
                changes.Add(new(instance.Id, await tenant.FindAsync(instance.Id, SomeTime.Noon), instance with { EngineVersion = $"{round}" }, []));
            var before = CountTransactions();
            await tenant.TryCommitAsync(new(changes, SomeTime.Noon));
            await store.FlushAsync();
            Assert.Equal(before + 1, CountTransactions());
        });
    }

    [Fact]
    public async Task Calls_of_runs_that_are_too_short_to_throw_any_away_are_no_more_than_are_kept()
    {
        var limits = new EmulatorOptions().Limits with { JournalSize = 10 };

        await Assert.AllAsync(Enumerable.Range(0, 4), async _ =>
        {
            var (store, tenant) = await OpenAsync(limits);
            await Assert.AllAsync(Enumerable.Range(0, 9), async _ => await tenant.Journal.AddAsync(SomeCall.Entry()));
            await tenant.Journal.AddAsync(SomeCall.Entry(stage: Stage.Authenticate));
            await store.DisposeAsync();
        });
        await (await OpenAsync(limits)).Store.DisposeAsync();

        Assert.Equal((10, 4), (Count("journal where is_unsigned = 0"), Count("journal where is_unsigned = 1")));
    }

    [Fact]
    public async Task Nonces_that_have_expired_leave_the_file_when_it_is_opened()
    {
        var (store, _) = await OpenAsync();
        await store.TryEnterAsync(Keys, "testid", "old");
        await store.DisposeAsync();
        _clock.Advance(TimeSpan.FromMinutes(16));

        await (await OpenAsync()).Store.DisposeAsync();

        Assert.Equal(0, Count("nonces"));
    }

    [Fact]
    public async Task Temporary_keys_that_make_room_leave_the_file()
    {
        var (two, one) = (new EmulatorOptions().Limits with { MaxTemporaryKeys = 2 }, new EmulatorOptions().Limits with { MaxTemporaryKeys = 1 });
        var (store, tenant) = await OpenAsync(two);
        await tenant.TryAddKeyAsync(MemoryTenantTests.SomeKeyOf(tenant));
        _clock.Advance(TimeSpan.FromHours(1));
        await tenant.TryAddKeyAsync(MemoryTenantTests.SomeKeyOf(tenant));
        await tenant.TryAddKeyAsync(MemoryTenantTests.SomeKeyOf(tenant));
        await store.DisposeAsync();
        var inRunning = Count("temporary_keys");

        await (await OpenAsync(one)).Store.DisposeAsync();

        Assert.Equal((2, 1), (inRunning, Count("temporary_keys")));
    }

    [Fact]
    public async Task Of_a_token_there_is_a_hash_by_which_it_is_known_again()
    {
        var (store, tenant) = await OpenAsync();
        var key = MemoryTenantTests.SomeKeyOf(tenant);
        await tenant.TryAddKeyAsync(key);
        var found = await store.FindTokenAsync(key.Token);
        await store.FlushAsync();
        var text = SqliteFolder.TextOf(_file);
        await store.DisposeAsync();

        (store, _) = await OpenAsync();

        Assert.Contains(key.Secret.Reveal(), text, StringComparison.Ordinal);
        Assert.All(key.Token.Split('+').Where(part => part.Length > 8), part => Assert.DoesNotContain(part, text, StringComparison.Ordinal));
        Assert.Equal((key.Key.Caller.AccessKeyId, key.Key.Caller.AccessKeyId),
            (found?.Key.Caller.AccessKeyId, (await store.FindTokenAsync(key.Token))?.Key.Caller.AccessKeyId));
    }

    [Fact]
    public async Task Counts_of_a_rule_that_is_disarmed_leave_the_file_and_those_of_others_stay()
    {
        var (store, tenant) = await OpenAsync();
        var (one, other) = (SomeCall.Rule(FaultMoment.Before, new(Nth: 9)), SomeCall.Rule(FaultMoment.Before, new()));
        await tenant.ChangeAsync(state => state with { Faults = [one, other] });
        await tenant.HitAsync(SomeCall.Query);

        await tenant.ChangeAsync(state => state with { Faults = [other] });
        await store.DisposeAsync();

        Assert.Equal((1, 1), (Count("faults"), Count($"faults where fault_id = '{other.Id}'")));
    }

    [Fact]
    public async Task A_call_that_ends_after_its_tenant_was_dropped_is_not_one_of_the_tenant_that_is_made_again()
    {
        var (store, _) = await OpenAsync();
        var dropped = await store.EnterAsync(Keys, "test-a");
        await store.DropAsync("test-a");
        await dropped.Journal.AddAsync(SomeCall.Entry());
        await store.EnterAsync(Keys, "test-a");
        await store.DisposeAsync();

        (store, _) = await OpenAsync();

        Assert.Empty(await (await store.EnterAsync(Keys, "test-a")).Journal.FindAsync(JournalFilter.All));
    }

    [Fact]
    public async Task A_damaged_file_is_refused_stays_as_it_is_and_is_let_go_of()
    {
        var damaged = await DamageAsync(_folder, _file);

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => OpenAsync());

        Assert.Equal($"{_file} cannot be used: database disk image is malformed.", refused.Message);
        Assert.Equal(damaged, await File.ReadAllBytesAsync(_file, TestContext.Current.CancellationToken));
        SqliteFile.Open(_file, isFull: false).Dispose();
    }

    [Fact]
    public async Task A_change_that_takes_long_to_write_is_waited_for()
    {
        var (store, tenant) = await OpenAsync();
        using var isWaiting = new ManualResetEventSlim();

        await tenant.ReplaceAsync(new SlowInstances(20, n =>
        {
            if (n == 0)
                isWaiting.Wait(TestContext.Current.CancellationToken);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }));
        var flushed = store.FlushAsync();
        isWaiting.Set();
        await flushed;

        Assert.Null(await store.FindTroubleAsync());
        Assert.Equal(20, (await tenant.ListAsync(SomeTime.Noon)).Count);
    }

    [Fact]
    public async Task A_change_of_which_nothing_is_written_for_five_seconds_is_given_up()
    {
        var (store, tenant) = await OpenAsync();
        using var isGivenUp = new ManualResetEventSlim();

        await tenant.ReplaceAsync(new SlowInstances(1, _ =>
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            _clock.Advance(SqliteLog.Patience);
            isGivenUp.Wait(TestContext.Current.CancellationToken);
        }));
        var flushed = store.FlushAsync().AsTask();
        await Task.WhenAny(flushed, Task.Delay(Patience, TestContext.Current.CancellationToken));
        isGivenUp.Set();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => flushed);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Overwrites the pages in the middle and at the end of a file in which a store was; gives what it is now.</summary>
    internal static async Task<byte[]> DamageAsync(SqliteFolder folder, string file)
    {
        var opened = SqliteFile.Open(file, isFull: false);
        opened.AgreeOnSeededAt(SomeTime.Noon);
        opened.Dispose();
        var store = folder.Open(file, Seed, TimeProvider.System, new EmulatorOptions().Limits);
        var tenant = await store.EnterAsync(Keys);
        await Assert.AllAsync(Enumerable.Range(0, 200), async _ => await tenant.Journal.AddAsync(SomeCall.Entry()));
        await store.DisposeAsync();
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        bytes.AsSpan(bytes.Length / 2).Fill(0x55);
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        return bytes;
    }

    private async Task<(SqliteStore Store, Tenant Tenant)> OpenAsync(TenantLimits? limits = null)
    {
        var store = _folder.Open(_file, Seed, _clock, limits ?? new EmulatorOptions().Limits, _clock);
        return (store, (await store.FindTenantAsync("testid"))!);
    }

    private long Count(string rows)
    {
        using var connection = new SqliteConnection($"Data Source={_file};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"select count(*) from {rows}";
        return (long)command.ExecuteScalar()!;
    }

    // A frame of the write-ahead log that ends a transaction says how many pages the file has then (https://sqlite.org/fileformat.html#the_write_ahead_log).
    private int CountTransactions()
    {
        const int Header = 32;
        const int FrameHeader = 24;
        var log = File.ReadAllBytes($"{_file}-wal");
        var frame = FrameHeader + BinaryPrimitives.ReadInt32BigEndian(log.AsSpan(8));
        return Enumerable.Range(0, (log.Length - Header) / frame).Count(n => BinaryPrimitives.ReadInt32BigEndian(log.AsSpan(Header + (n * frame) + 4)) != 0);
    }

    /// <summary>Instances of which something is said when the writer comes to each.</summary>
    private sealed class SlowInstances(int count, Action<int> onNext) : IReadOnlyList<Instance>
    {
        private int _rounds;

        public int Count => count;

        public Instance this[int index] => InstancesTests.SomeInstance($"rm-{index}");

        // The first to look at them puts them into memory, the second into the file.
        public IEnumerator<Instance> GetEnumerator()
        {
            var isWritten = Interlocked.Increment(ref _rounds) == 2;
            for (var n = 0; n < count; n++)
            {
                if (isWritten)
                    onNext(n);
                yield return this[n];
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
