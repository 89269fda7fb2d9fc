using System.Collections.Immutable;

namespace ResetPassword.Ram;

/// <summary>How the users and roles of a tenant differ from those it was made with.</summary>
internal sealed record RamChanges(
    IReadOnlyList<RamUser> Users, IReadOnlyList<string> RemovedUsers, IReadOnlyList<RamRole> Roles, IReadOnlyList<string> RemovedRoles)
{
    public static readonly RamChanges None = new([], [], [], []);

    public bool IsEmpty => Users.Count == 0 && RemovedUsers.Count == 0 && Roles.Count == 0 && RemovedRoles.Count == 0;

    public static RamChanges Between(RamAccount made, RamAccount now) =>
        new(OtherIn(made.Users, now.Users), GoneFrom(made.Users, now.Users), OtherIn(made.Roles, now.Roles), GoneFrom(made.Roles, now.Roles));

    public RamAccount ApplyTo(RamAccount made) => new(
        made.Users.RemoveRange(RemovedUsers).SetItems(Users.Select(user => KeyValuePair.Create(user.Name, user))),
        made.Roles.RemoveRange(RemovedRoles).SetItems(Roles.Select(role => KeyValuePair.Create(role.Name, role))));

    // What nobody replaced is the same object still.
    private static T[] OtherIn<T>(ImmutableSortedDictionary<string, T> made, ImmutableSortedDictionary<string, T> now)
        where T : class =>
        [.. now.Where(item => !ReferenceEquals(made.GetValueOrDefault(item.Key), item.Value)).Select(item => item.Value)];

    private static string[] GoneFrom<T>(ImmutableSortedDictionary<string, T> made, ImmutableSortedDictionary<string, T> now) =>
        [.. made.Keys.Where(name => !now.ContainsKey(name))];
}
