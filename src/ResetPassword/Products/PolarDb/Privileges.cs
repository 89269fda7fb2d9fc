namespace ResetPassword.Products.PolarDb;

/// <summary>What an account may do with a database. Pure.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-grantaccountprivilege</remarks>
internal static class Privileges
{
    public static readonly IReadOnlyList<string> All = ["ReadWrite", "ReadOnly", "DMLOnly", "DDLOnly", "ReadIndex"];

    /// <summary>Each of the databases with its own of the privileges, both written with commas; null when there are not as many, or one is no privilege.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>>? Find(string databases, string privileges)
    {
        var names = databases.Split(',');
        var words = privileges.Split(',');
        return names.Length == words.Length && words.All(All.Contains) ? [.. names.Zip(words, KeyValuePair.Create)] : null;
    }
}
