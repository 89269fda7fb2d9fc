using ResetPassword.Model;

namespace ResetPassword.Store.Postgres;

/// <summary>The instances that this process has read, so that it reads of each only what is newer. Thread-safe.</summary>
internal sealed class KnownInstances
{
    private const int Kept = 4096;

    private readonly RecentlyUsed<(long Generation, string Id), KnownInstance> _known = new(Kept);

    public KnownInstance? Find(KnownTenant tenant, string instanceId) => _known.Find((tenant.Generation, instanceId));

    /// <summary>Keeps what a commit made of one.</summary>
    public void Put(KnownTenant tenant, string instanceId, KnownInstance instance) =>
        _known.Put((tenant.Generation, instanceId), instance, (known, next) => known.Revision > next.Revision);

    /// <summary>What an instance is by the rows of a reading.</summary>
    /// <param name="known">By which the reading left out what is older.</param>
    public KnownInstance Take(KnownTenant tenant, string instanceId, KnownInstance? known, IReadOnlyList<SeenRow> rows)
    {
        SeenRow? found = null;
        foreach (var row in rows)
        {
            if (row.Kind == SeenKind.Instance && row.InstanceId == instanceId)
                found = row;
        }

        if (found is not { } instance)
            return tenant.Unchanged(instanceId);
        if (known?.Revision == instance.Revision)
            return known;
        var accounts = rows.Where(row => row.Kind == SeenKind.Account && row.InstanceId == instanceId && row.Revision >= instance.Born);
        var written = instance.Document is { } document ? Read(tenant, instance, document, known, accounts) : null;
        var read = new KnownInstance(instance.Revision, instance.Born, written);
        Put(tenant, instanceId, read);
        return read;
    }

    /// <summary>All instances that there are by the rows of a reading of all.</summary>
    public IEnumerable<KnownInstance> TakeAll(KnownTenant tenant, Func<string, KnownInstance?> knownOf, IReadOnlyList<SeenRow> rows)
    {
        var byId = rows.Where(row => row.Kind != SeenKind.Tenant).GroupBy(row => row.InstanceId).ToDictionary(group => group.Key, group => group.ToArray());
        return (tenant.IsReplaced ? [] : tenant.Seed.All.Where(instance => !byId.ContainsKey(instance.Id)).Select(instance => tenant.Unchanged(instance.Id)))
            .Concat(byId.Select(group => Take(tenant, group.Key, knownOf(group.Key), group.Value)));
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
        foreach (var account in rows)
            accounts = account.Document is { } text ? accounts.With(StoredText.ReadAccount(text, instance)) : accounts.Without(KeyOf(account));
        return instance with { Accounts = accounts };
    }

    private static AccountKey KeyOf(in SeenRow row) => new(row.Name ?? "", string.IsNullOrEmpty(row.CharacterType) ? null : row.CharacterType);
}
