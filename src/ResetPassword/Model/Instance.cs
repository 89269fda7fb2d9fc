using System.Collections.Immutable;

namespace ResetPassword.Model;

/// <summary>A database instance (or cluster) with its accounts. A change is a new record.</summary>
internal sealed record Instance
{
    public static readonly ImmutableSortedDictionary<string, Database> NoDatabases = ImmutableSortedDictionary.Create<string, Database>(StringComparer.Ordinal);

    public static readonly ImmutableSortedDictionary<PartKey, Part> NoParts = ImmutableSortedDictionary.Create<PartKey, Part>();

    /// <summary>The product's name: <c>Rds</c>.</summary>
    public required string Product { get; init; }

    /// <summary>Unique within a tenant, across products.</summary>
    public required string Id { get; init; }

    public required string Region { get; init; }

    /// <summary>The database engine, such as <c>MySQL</c>; empty where the product has only one.</summary>
    public string Engine { get; init; } = "";

    public string EngineVersion { get; init; } = "";

    /// <summary>The product's own word for the state, such as <c>Running</c>.</summary>
    public required string Status { get; init; }

    /// <summary>What the status becomes by itself; null when it stays.</summary>
    public StatusChange? Pending { get; init; }

    /// <summary>The product's own word for the lock, such as <c>Unlock</c>.</summary>
    public required string LockMode { get; init; }

    /// <summary>What the product's <see cref="InstanceModel.Properties"/> declare, where it differs from the default.</summary>
    public ImmutableSortedDictionary<string, string> Properties { get; init; } = PropertyValues.None;

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = PropertyValues.None;

    public AccountMap Accounts { get; init; } = AccountMap.Empty;

    /// <summary>By name.</summary>
    public ImmutableSortedDictionary<string, Database> Databases { get; init; } = NoDatabases;

    /// <summary>What the product's <see cref="InstanceModel.Parts"/> declare.</summary>
    public ImmutableSortedDictionary<PartKey, Part> Parts { get; init; } = NoParts;

    /// <summary>The real database server that it stands for; null where it stands for none.</summary>
    public DatabaseBinding? Binding { get; init; }

    /// <summary>What its accounts are to have as passwords in that server, where they are to be made there.</summary>
    public FirstPasswords FirstPasswords { get; init; } = FirstPasswords.None;

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What tells the request that created it from another one with the same token; empty when no request did.</summary>
    public string CreatedWith { get; init; } = "";

    /// <summary>The value of a declared property, or its default.</summary>
    public string this[ModelProperty property] => Properties.Of(property);

    /// <summary>Whether a flag, which is a property that is true or false, is true.</summary>
    public bool Is(ModelProperty flag) => this[flag] == "true";

    public DatabaseAccount? FindAccount(string name, string? characterType = null) => Accounts.Find(new(name, characterType));

    public Instance With(DatabaseAccount account) => this with { Accounts = Accounts.With(account) };

    public Instance Without(DatabaseAccount account) => this with { Accounts = Accounts.Without(account.Key) };

    public Instance With(Database database) => this with { Databases = Databases.SetItem(database.Name, database) };

    /// <summary>Without a database, and without what accounts may do on it.</summary>
    public Instance Without(Database database)
    {
        var next = this with { Databases = Databases.Remove(database.Name) };
        return Accounts.Where(account => account.Privileges.ContainsKey(database.Name))
            .Aggregate(next, (instance, account) => instance.With(account with { Privileges = account.Privileges.Remove(database.Name) }));
    }

    /// <summary>The parts of a kind, ordered by name.</summary>
    public IEnumerable<Part> PartsOf(PartKind kind) => Parts.Values.Where(part => part.Key.Kind == kind.Name);

    public Part? FindPart(PartKind kind, string name) => Parts.GetValueOrDefault(new(kind.Name, name));

    public Instance With(Part part) => this with { Parts = Parts.SetItem(part.Key, part) };

    public Instance Without(Part part) => this with { Parts = Parts.Remove(part.Key) };

    public Instance With(ModelProperty property, string value) => this with { Properties = Properties.With(property, value) };

    /// <summary>As it is at a time: what is due by then has happened, to it, its accounts and its databases. Null when it is gone.</summary>
    public Instance? AsOf(DateTimeOffset now)
    {
        if (Pending is null && Accounts.IsSettled && Databases.IsEmpty)
            return this;
        if (Pending is null || Pending.Due > now)
            return Settled(now);
        return Pending.Next is { } next ? (this with { Status = next, Pending = null }).Settled(now) : null;
    }

    /// <summary>Whether it differs from another in nothing.</summary>
    public bool HasContentOf(Instance other) =>
        (this with
        {
            Properties = other.Properties,
            Tags = other.Tags,
            Accounts = other.Accounts,
            Databases = other.Databases,
            Parts = other.Parts,
        }) == other
        && Properties.SequenceEqual(other.Properties)
        && Tags.SequenceEqual(other.Tags)
        && Databases.Count == other.Databases.Count
        && Databases.Values.Zip(other.Databases.Values, (database, same) => database.HasContentOf(same)).All(isSame => isSame)
        && Parts.Count == other.Parts.Count
        && Parts.Values.Zip(other.Parts.Values, (part, same) => part.HasContentOf(same)).All(isSame => isSame)
        && Accounts.Count == other.Accounts.Count
        && Accounts.All(account => other.Accounts.Find(account.Key) is { } same && (ReferenceEquals(account, same) || account.HasContentOf(same)));

    private Instance Settled(DateTimeOffset now)
    {
        var settled = this with { Accounts = Accounts.AsOf(now) };
        foreach (var database in Databases.Values.Where(database => database.Pending is not null))
            settled = database.AsOf(now) is { } next ? settled.With(next) : settled.Without(database);
        return settled;
    }
}

/// <summary>An account's name and, on a sharded MongoDB cluster, the part of the cluster that it is an account of.</summary>
internal readonly record struct AccountKey(string Name, string? CharacterType) : IComparable<AccountKey>
{
    public int CompareTo(AccountKey other)
    {
        var byName = string.CompareOrdinal(Name, other.Name);
        return byName != 0 ? byName : string.CompareOrdinal(CharacterType, other.CharacterType);
    }
}
