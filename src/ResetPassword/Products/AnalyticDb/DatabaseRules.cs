using System.Collections.Frozen;
using ResetPassword.Model;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>What AnalyticDB for PostgreSQL allows as the name of a database. Pure.</summary>
internal static class DatabaseRules
{
    // The databases that every PostgreSQL server has.
    private static readonly FrozenSet<string> Keywords = FrozenSet.Create("postgres", "template0", "template1");

    /// <summary>Up to 63 letters, digits and underscores, a letter first.</summary>
    public static bool IsName(string name) =>
        name.Length is >= 1 and <= 63 && char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    public static bool IsKeyword(string name) => Keywords.Contains(name);

    /// <summary>Whether an account owns a database of the instance.</summary>
    public static bool OwnsAny(Instance instance, DatabaseAccount account) =>
        instance.Databases.Values.Any(database => database[AnalyticDbInstances.Owner] == account.Name);
}
