using System.Diagnostics.CodeAnalysis;
using ResetPassword.Model;

namespace ResetPassword.Store.Postgres;

/// <summary>The instances that this process has read, so that it reads of each only what is newer. Thread-safe.</summary>
internal sealed class KnownInstances
{
    // Instances and accounts.
    private const long Kept = 200_000;

    private readonly RecentlyUsed<(long Generation, string Id), KnownInstance> _known = new(Kept, static known => 1 + (known.Written?.Accounts.Count ?? 0));

    public KnownInstance? Find(KnownTenant tenant, string instanceId) => _known.Find((tenant.Generation, instanceId));

    /// <summary>Keeps what a commit made of one.</summary>
    public void Put(KnownTenant tenant, string instanceId, KnownInstance instance) => _known.Put((tenant.Generation, instanceId), instance);

    /// <summary>What an instance is by the rows of a reading; false where it is to be read anew, as a whole.</summary>
    /// <param name="known">By which the reading left out what is older.</param>
    public bool TryTake(KnownTenant tenant, string instanceId, KnownInstance? known, IReadOnlyList<SeenRow> rows, [NotNullWhen(true)] out KnownInstance? read)
    {
        SeenRow? found = null;
        foreach (var row in rows)
        {
            if (row.Kind == SeenKind.Instance && row.InstanceId == instanceId)
                found = row;
        }

        // A database that was set back knows less than was read from it.
        read = null;
        if (known is not null && known.Revision > (found?.Revision ?? 0))
        {
            _known.Remove((tenant.Generation, instanceId));
            return false;
        }

        if (found is not { } instance)
        {
            read = tenant.Unchanged(instanceId);
        }
        else if (known?.Revision == instance.Revision)
        {
            read = known;
        }
        else
        {
            var accounts = rows.Where(row => row.Kind == SeenKind.Account && row.InstanceId == instanceId && row.Revision >= instance.Born);
            var written = instance.Document is { } document ? Read(tenant, instance, document, known, accounts) : null;
            read = new KnownInstance(instance.Revision, instance.Born, written);
            Put(tenant, instanceId, read);
        }

        return true;
    }

    /// <summary>All instances that there are by the rows of a reading of all; false where some are to be read anew.</summary>
    public bool TryTakeAll(
        KnownTenant tenant, Func<string, KnownInstance?> knownOf, IReadOnlyList<SeenRow> rows, [NotNullWhen(true)] out IReadOnlyList<KnownInstance>? all)
    {
        var byId = rows.Where(row => row.Kind != SeenKind.Tenant).GroupBy(row => row.InstanceId).ToDictionary(group => group.Key, group => group.ToArray());
        var taken = tenant.IsReplaced
            ? []
            : tenant.Seed.All.Where(instance => !byId.ContainsKey(instance.Id)).Select(instance => tenant.Unchanged(instance.Id)).ToList();
        all = null;
        foreach (var (id, its) in byId)
        {
            if (!TryTake(tenant, id, knownOf(id), its, out var read))
                return false;
            taken.Add(read);
        }

        all = taken;
        return true;
    }

    // Below its account rows are the accounts that are known of it, or the seed's, or, where it was created, none.
    private static Instance Read(KnownTenant tenant, in SeenRow row, string document, KnownInstance? known, IEnumerable<SeenRow> rows)
    {
        var instance = StoredText.ReadInstance(document);
        var accounts = AccountMap.Empty;
        if (known?.Written is { } before && known.Revision >= row.Born)
            accounts = before.Accounts;
        else if (row.Born == 0)
            accounts = tenant.Unchanged(row.InstanceId).Written?.Accounts ?? AccountMap.Empty;
        return instance with { Accounts = StoredText.ReadAccounts(accounts, rows.Select(account => (KeyOf(account), account.Document)), instance) };
    }

    private static AccountKey KeyOf(in SeenRow row) => new(row.Name ?? "", string.IsNullOrEmpty(row.CharacterType) ? null : row.CharacterType);
}
