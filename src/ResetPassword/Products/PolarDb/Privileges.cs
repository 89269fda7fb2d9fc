using ResetPassword.Model;

namespace ResetPassword.Products.PolarDb;

/// <summary>What an account may do with a database. Pure.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-grantaccountprivilege</remarks>
internal static class Privileges
{
    /// <summary>That a database is the account's own: PostgreSQL and Oracle have it, and a database has one owner.</summary>
    public const string Owner = "DBOwner";

    /// <summary>What DescribeDatabases calls it, as that of RDS does.</summary>
    public const string ShownOwner = "ALL";

    public static readonly IReadOnlyList<string> All = ["ReadWrite", "ReadOnly", "DMLOnly", "DDLOnly", "ReadIndex"];

    /// <summary>
    /// Each of the databases with its own of the privileges, both written with commas; null when there are not as many, or one is no privilege.
    /// </summary>
    public static IReadOnlyList<KeyValuePair<string, string>>? Find(string databases, string privileges)
    {
        var names = databases.Split(',');
        var words = privileges.Split(',');
        return names.Length == words.Length && words.All(word => word == Owner || All.Contains(word)) ? [.. names.Zip(words, KeyValuePair.Create)] : null;
    }

    /// <summary>Whether an engine knows owners.</summary>
    public static bool HasOwners(Instance cluster) => cluster.Engine != PolarDbInstances.MySql;

    /// <summary>The cluster whose database has no owner.</summary>
    public static Instance Disown(Instance cluster, string database) => cluster.Accounts
        .Where(account => account.Privileges.GetValueOrDefault(database) == Owner)
        .Aggregate(cluster, (next, former) => next.With(former with { Privileges = former.Privileges.Remove(database) }));
}
