using System.Collections.Immutable;

namespace ResetPassword.Store;

/// <summary>A database instance (or cluster) with its accounts. A change is a new record.</summary>
internal sealed record Instance
{
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

    /// <summary>The product's own word for the lock, such as <c>Unlock</c>.</summary>
    public required string LockMode { get; init; }

    /// <summary>What the product's <see cref="InstanceModel.Properties"/> declare, where it differs from the default.</summary>
    public ImmutableSortedDictionary<string, string> Properties { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public AccountMap Accounts { get; init; } = AccountMap.Empty;

    /// <summary>The value of a declared property, or its default.</summary>
    public string this[InstanceProperty property] => Properties.GetValueOrDefault(property.Name, property.Default);

    public DatabaseAccount? FindAccount(string name, string? characterType = null) => Accounts.Find(new(name, characterType));

    public Instance With(DatabaseAccount account) => this with { Accounts = Accounts.With(account) };
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
