using System.Text.Json;
using Microsoft.Data.Sqlite;
using ResetPassword.Model;
using ResetPassword.Store.Memory;
using ResetPassword.Tenancy;

namespace ResetPassword.Store.Sqlite;

/// <summary>Every statement that changes the tables. Not thread-safe: the writer's own.</summary>
internal sealed class SqliteTables(SqliteConnection connection, int journalSize, TimeProvider clock) : IDisposable
{
    // How many of the oldest nonces are looked at when some are thrown away, and after how many new ones that is.
    private const int NoncesAtATime = 20_000;

    private readonly Statement _putTenant = new(connection, """
        insert into tenants (owner_id, access_key_id, seed) values ($1, $2, $3)
        on conflict (owner_id) do update set access_key_id = excluded.access_key_id, seed = excluded.seed
        """);

    private readonly Statement _putState = new(connection, """
        insert into tenants (owner_id, access_key_id, state) values ($1, $2, $3) on conflict (owner_id) do update set state = excluded.state
        """);

    private readonly Statement _putReplaced = new(connection, """
        insert into tenants (owner_id, access_key_id, is_replaced) values ($1, $2, $3) on conflict (owner_id) do update set is_replaced = excluded.is_replaced
        """);

    // The text of one that came with the seed stays away for as long as it is the seed's.
    private readonly Statement _putInstance = new(connection, """
        insert into instances (owner_id, instance_id, is_seeded, is_removed, document) values ($1, $2, $3, $4, $5)
        on conflict (owner_id, instance_id) do update set is_seeded = excluded.is_seeded, is_removed = excluded.is_removed, document = excluded.document
        """);

    private readonly Statement _putInstanceText = new(connection, """
        insert into instances (owner_id, instance_id, is_seeded, is_removed, document) values ($1, $2, 1, 0, $3)
        on conflict (owner_id, instance_id) do update set document = excluded.document
        """);

    private readonly Statement _putAccount = new(connection, """
        insert into accounts (owner_id, instance_id, name, character_type, document) values ($1, $2, $3, $4, $5)
        on conflict (owner_id, instance_id, name, character_type) do update set document = excluded.document
        """);

    private readonly Statement _putFault = new(connection, """
        insert into faults (owner_id, fault_id, matched, hits) values ($1, $2, $3, $4)
        on conflict (owner_id, fault_id) do update set matched = excluded.matched, hits = excluded.hits
        """);

    private readonly Statement _addKey = new(connection, "insert into temporary_keys (access_key_id, owner_id, document) values ($1, $2, $3)");
    private readonly Statement _addNonce = new(connection, "insert into nonces (high, low, judged, real) values ($1, $2, $3, $4)");
    private readonly Statement _addCall = new(connection, "insert into journal (owner_id, is_unsigned, document) values ($1, $2, $3)");

    private readonly Statement _removeInstances = new(connection, "delete from instances where owner_id = $1");
    private readonly Statement _removeAllAccounts = new(connection, "delete from accounts where owner_id = $1");
    private readonly Statement _removeAccounts = new(connection, "delete from accounts where owner_id = $1 and instance_id = $2");
    private readonly Statement _removeFaults = new(connection, "delete from faults where owner_id = $1");

    private readonly Statement _removeOtherFaults = new(connection, """
        delete from faults where owner_id = $1 and fault_id not in (select value from json_each($2))
        """);

    private readonly Statement _removeKey = new(connection, "delete from temporary_keys where access_key_id = $1");
    private readonly Statement _removeKeys = new(connection, "delete from temporary_keys where owner_id = $1");
    private readonly Statement _removeCalls = new(connection, "delete from journal where owner_id = $1");
    private readonly Statement _removeTenant = new(connection, "delete from tenants where owner_id = $1");

    private readonly Statement _trimCalls = new(connection, """
        delete from journal where owner_id = $1 and is_unsigned = $2 and sequence <= (
            select sequence from journal where owner_id = $1 and is_unsigned = $2 order by sequence desc limit 1 offset $3)
        """);

    private readonly Statement _trimAllCalls = new(connection, """
        delete from journal where sequence in (
            select sequence from (
                select sequence, row_number() over (partition by owner_id, is_unsigned order by sequence desc) as place from journal
            ) where place > $1)
        """);

    private readonly Statement _trimAllNonces = new(connection, "delete from nonces where real < $1");

    private readonly Statement _trimNonces = new(connection, """
        delete from nonces where sequence < (select min(sequence) from nonces) + $1 and real < $2
        """);

    private readonly Dictionary<(string OwnerId, bool IsUnsigned), int> _callsSinceTrim = [];
    private int _noncesSinceTrim;
    private long _steps;

    /// <summary>Where the calls stand that belong to no tenant.</summary>
    public const string Nobody = "";

    /// <summary>Another number when something was written, of a long change too. May be asked by any thread.</summary>
    public long Steps => Volatile.Read(ref _steps);

    public void Write(StoreChange change)
    {
        switch (change)
        {
            case StoreChange.TenantMade made:
                PutTenant(made.Tenant);
                break;
            case StoreChange.TenantDropped dropped:
                RemoveTenant(dropped.Tenant);
                break;
            case StoreChange.TenantChanged changed:
                PutState(changed.Tenant, changed.State);
                break;
            case StoreChange.InstancesReplaced replaced:
                ReplaceInstances(replaced.Tenant, replaced.Instances, replaced.IsAsMade);
                break;
            case StoreChange.InstanceChanged changed:
                PutInstance(changed);
                break;
            case StoreChange.FaultCounted counted:
                _putFault.Execute(counted.Tenant.OwnerId, counted.RuleId, (long)counted.Counts.Matched, (long)counted.Counts.Hits);
                break;
            case StoreChange.KeyIssued { Key: var key }:
                _addKey.Execute(key.Key.Caller.AccessKeyId, key.Key.Caller.OwnerId, StoredText.Of(key));
                break;
            case StoreChange.KeyForgotten forgotten:
                _removeKey.Execute(forgotten.AccessKeyId);
                break;
            case StoreChange.KeysRemoved removed:
                _removeKeys.Execute(removed.Tenant.OwnerId);
                break;
            case StoreChange.NonceUsed used:
                AddNonce(used.Id, used.Expiry);
                break;
            case StoreChange.CallRecorded recorded:
                AddCall(recorded.OwnerId ?? Nobody, recorded.Entry);
                break;
            case StoreChange.CallsCleared cleared:
                RemoveCalls(cleared.OwnerId ?? Nobody);
                break;
        }

        Step();
    }

    /// <summary>Throws away calls and nonces of which there are more than are kept: those who wrote them may have ended before they did it.</summary>
    public void Trim(IReadOnlyList<string> forgottenKeys)
    {
        _trimAllCalls.Execute((long)journalSize);
        _trimAllNonces.Execute(clock.GetUtcNow().ToUnixTimeSeconds());
        foreach (var id in forgottenKeys)
            _removeKey.Execute(id);
    }

    private void PutTenant(MemoryTenant tenant) =>
        _putTenant.Execute(tenant.OwnerId, KeyOf(tenant), tenant.HasOwnSeed ? StoredText.Of(tenant.Seed) : null);

    private void PutState(MemoryTenant tenant, TenantState state)
    {
        _putState.Execute(tenant.OwnerId, KeyOf(tenant), state.IsAsMade ? null : StoredText.Of(state, tenant.MadeRam));
        _removeOtherFaults.Execute(tenant.OwnerId, JsonSerializer.Serialize([.. state.Faults.Select(rule => rule.Id)], StoredJson.Default.StringArray));
    }

    private void RemoveTenant(MemoryTenant tenant)
    {
        RemoveInstances(tenant);
        _removeFaults.Execute(tenant.OwnerId);
        _removeKeys.Execute(tenant.OwnerId);
        RemoveCalls(tenant.OwnerId);
        _removeTenant.Execute(tenant.OwnerId);
    }

    private void ReplaceInstances(MemoryTenant tenant, IReadOnlyList<Instance> instances, bool isAsMade)
    {
        RemoveInstances(tenant);
        _putReplaced.Execute(tenant.OwnerId, KeyOf(tenant), isAsMade ? 0L : 1L);
        if (isAsMade)
            return;
        foreach (var instance in instances)
            PutWhole(tenant, instance);
    }

    private void PutInstance(StoreChange.InstanceChanged write)
    {
        var tenant = write.Tenant;
        if (write.Next is not { } next)
        {
            _removeAccounts.Execute(tenant.OwnerId, write.InstanceId);
            _putInstance.Execute(tenant.OwnerId, write.InstanceId, 0L, 1L, null);
            return;
        }

        if (write.Before is not { } before)
        {
            _removeAccounts.Execute(tenant.OwnerId, write.InstanceId);
            PutWhole(tenant, next);
            return;
        }

        if (before with { Accounts = next.Accounts } != next)
            _putInstanceText.Execute(tenant.OwnerId, next.Id, StoredText.Of(next));
        foreach (var (key, account) in next.Accounts.ChangesFrom(before.Accounts))
            PutAccount(tenant, next, key, account);
    }

    private void AddNonce(NonceId id, NonceExpiry expiry)
    {
        _addNonce.Execute((long)id.High, (long)id.Low, (long)expiry.Judged, (long)expiry.Real);
        if (++_noncesSinceTrim < NoncesAtATime / 2)
            return;
        _noncesSinceTrim = 0;
        _trimNonces.Execute((long)NoncesAtATime, clock.GetUtcNow().ToUnixTimeSeconds());
    }

    private void AddCall(string ownerId, JournalEntry entry)
    {
        var (place, isUnsigned) = ((ownerId, entry.IsUnsigned), entry.IsUnsigned ? 1L : 0L);
        _addCall.Execute(ownerId, isUnsigned, StoredText.Of(entry));
        var since = _callsSinceTrim.GetValueOrDefault(place) + 1;
        if (since >= journalSize)
            _trimCalls.Execute(ownerId, isUnsigned, (long)journalSize);
        _callsSinceTrim[place] = since >= journalSize ? 0 : since;
    }

    private void RemoveCalls(string ownerId)
    {
        _removeCalls.Execute(ownerId);
        _callsSinceTrim.Remove((ownerId, false));
        _callsSinceTrim.Remove((ownerId, true));
    }

    public void Dispose()
    {
        foreach (var statement in new[]
        {
            _putTenant, _putState, _putReplaced, _putInstance, _putInstanceText, _putAccount, _putFault, _addKey, _addNonce, _addCall, _removeInstances,
            _removeAllAccounts, _removeAccounts, _removeFaults, _removeOtherFaults, _removeKey, _removeKeys, _removeCalls, _removeTenant, _trimCalls,
            _trimAllCalls, _trimNonces, _trimAllNonces,
        })
        {
            statement.Dispose();
        }
    }

    private static string KeyOf(MemoryTenant tenant) => tenant.Keys[0].Caller.AccessKeyId;

    private void RemoveInstances(MemoryTenant tenant)
    {
        _removeInstances.Execute(tenant.OwnerId);
        _removeAllAccounts.Execute(tenant.OwnerId);
    }

    private void PutWhole(MemoryTenant tenant, Instance instance)
    {
        _putInstance.Execute(tenant.OwnerId, instance.Id, 0L, 0L, StoredText.Of(instance));
        Step();
        foreach (var account in instance.Accounts)
            PutAccount(tenant, instance, account.Key, account);
    }

    private void PutAccount(MemoryTenant tenant, Instance instance, AccountKey key, DatabaseAccount? account)
    {
        _putAccount.Execute(
            tenant.OwnerId, instance.Id, key.Name, key.CharacterType ?? "", account is null ? null : StoredText.Of(account, instance));
        Step();
    }

    private void Step() => Volatile.Write(ref _steps, _steps + 1);

    /// <summary>A statement with numbered parameters, prepared once.</summary>
    private sealed class Statement : IDisposable
    {
        private readonly SqliteCommand _command;

        public Statement(SqliteConnection connection, string sql)
        {
            _command = connection.CreateCommand();
            _command.CommandText = sql;
            for (var number = 1; sql.Contains($"${number}", StringComparison.Ordinal); number++)
                _command.Parameters.Add(new SqliteParameter { ParameterName = $"${number}" });
        }

        public void Execute(params ReadOnlySpan<object?> values)
        {
            for (var i = 0; i < values.Length; i++)
                _command.Parameters[i].Value = values[i] ?? DBNull.Value;
            _command.ExecuteNonQuery();
        }

        public void Dispose() => _command.Dispose();
    }
}
