using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ResetPassword.Ram;

/// <summary>The RAM users and roles of an Alibaba Cloud account. Immutable.</summary>
internal sealed record RamAccount(ImmutableSortedDictionary<string, RamUser> Users, ImmutableSortedDictionary<string, RamRole> Roles)
{
    public const string UserKind = "user";
    public const string RoleKind = "role";

    public static readonly RamAccount Empty = Of([], []);

    public static RamAccount Of(IEnumerable<RamUser> users, IEnumerable<RamRole> roles) => new(
        users.ToImmutableSortedDictionary(user => user.Name, user => user, StringComparer.Ordinal),
        roles.ToImmutableSortedDictionary(role => role.Name, role => role, StringComparer.Ordinal));

    public RamUser? FindUser(string name) => Users.GetValueOrDefault(name);

    public RamRole? FindRole(string name) => Roles.GetValueOrDefault(name);

    /// <summary>The role of this name, or else one whose name differs from it in case only: RAM finds a role in another case than it was made in.</summary>
    public RamRole? FindRoleInAnyCase(string name) =>
        FindRole(name) ?? Roles.Values.FirstOrDefault(role => role.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The policies that are attached to a principal; none when it is gone.</summary>
    public IReadOnlyList<NamedPolicy> PoliciesOf(Principal principal) => principal switch
    {
        Principal.User user => FindUser(user.Name)?.Policies ?? [],
        Principal.RoleSession session => FindRole(session.RoleName)?.Policies ?? [],
        _ => [],
    };

    /// <summary>The 18 digits that stand for a user or a role: the same for the same name in the same account.</summary>
    public static string IdOf(string ownerId, string kind, string name)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{ownerId}/{kind}/{name}"));
        var digits = 200_000_000_000_000_000 + (BitConverter.ToUInt64(hash) % 100_000_000_000_000_000);
        return digits.ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>A RAM user.</summary>
internal sealed record RamUser(string Name, IReadOnlyList<NamedPolicy> Policies);

/// <summary>A RAM role: who may assume it, for how long, and what it may do.</summary>
internal sealed record RamRole(string Name, TrustPolicy Trust, IReadOnlyList<NamedPolicy> Policies, TimeSpan MaxSessionDuration)
{
    public static readonly TimeSpan MinSessionDuration = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan DefaultMaxSessionDuration = TimeSpan.FromHours(1);
    public static readonly TimeSpan LongestMaxSessionDuration = TimeSpan.FromHours(12);

    public string IdIn(string ownerId) => RamAccount.IdOf(ownerId, RamAccount.RoleKind, Name);

    public static string ArnOf(string ownerId, string name) => $"acs:ram::{ownerId}:role/{name}";
}
