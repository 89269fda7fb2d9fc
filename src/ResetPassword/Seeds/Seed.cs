using ResetPassword.Documents;
using ResetPassword.Model;
using ResetPassword.Ram;

namespace ResetPassword.Seeds;

/// <summary>What the service starts with: its AccessKeys, and the instances, users and roles that every tenant gets a copy of.</summary>
/// <param name="Region">The region of accounts that name none.</param>
internal sealed record Seed(IReadOnlyList<AccessKey> AccessKeys, IReadOnlyList<Instance> Instances, string Region)
{
    public RamSeed Ram { get; init; } = RamSeed.Empty;

    /// <summary>The hash of the document that it was read from, by which two of them are told apart.</summary>
    public string Hash { get; init; } = "";

    /// <summary>The instances for the tenants of <c>test-…</c> keys: none stands for a database server, which would be everybody's.</summary>
    public IReadOnlyList<Instance> UnboundInstances { get; } =
        Instances.Any(instance => instance.Binding is not null) ? [.. Instances.Select(instance => instance with { Binding = null })] : Instances;

    /// <summary>When it was read: the time of what names none.</summary>
    public DateTimeOffset ReadAt { get; init; }
}

/// <summary>
/// The users and roles of a seed. They are written for the seed's first account; where they are copied to another, its id stands in the place of the first
/// one's, so that real documents work in every tenant.
/// </summary>
internal sealed class RamSeed(string ownerId, IReadOnlyList<LocatedJson> users, IReadOnlyList<LocatedJson> roles)
{
    public static readonly RamSeed Empty = new("", [], []);

    private readonly RamAccount _own =
        RamAccount.Of(users.Select(user => RamReader.ReadUser(user, "$", [])), roles.Select(role => RamReader.ReadRole(role, "$", [])));

    public RamAccount Of(string account)
    {
        if (account == ownerId || ownerId == "")
            return _own;
        LocatedJson Moved(LocatedJson document) => document.With(text => text.Replace(ownerId, account, StringComparison.Ordinal));
        return RamAccount.Of(users.Select(user => RamReader.ReadUser(Moved(user), "$", [])), roles.Select(role => RamReader.ReadRole(Moved(role), "$", [])));
    }

    public bool HasUser(string name) => _own.FindUser(name) is not null;
}
