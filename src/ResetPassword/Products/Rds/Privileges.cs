namespace ResetPassword.Products.Rds;

/// <summary>What an account may do with a database. Pure.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-grantaccountprivilege</remarks>
internal static class Privileges
{
    /// <summary>The product's words, of all engines.</summary>
    public static readonly IReadOnlyList<string> All = ["ReadWrite", "ReadOnly", "DDLOnly", "DMLOnly", "DBOwner"];

    /// <summary>Those that an engine knows.</summary>
    public static IReadOnlyList<string> Of(string engine) => engine switch
    {
        "SQLServer" => ["ReadWrite", "ReadOnly", "DBOwner"],
        "PostgreSQL" => ["DBOwner"],
        _ => ["ReadWrite", "ReadOnly", "DDLOnly", "DMLOnly"],
    };

    /// <summary>The word that an answer shows for the granted one.</summary>
    public static string ReadBack(string privilege, string engine) => (privilege, engine) switch
    {
        ("DBOwner", "PostgreSQL") => "ALL",
        ("DBOwner", _) => "DbOwner",
        _ => privilege,
    };

    /// <summary>The SQL privileges behind the word, as MySQL names them.</summary>
    public static string DetailOf(string privilege) => privilege switch
    {
        "ReadOnly" => "SELECT,LOCK TABLES,SHOW VIEW,PROCESS",
        "DDLOnly" => "CREATE,DROP,INDEX,ALTER,CREATE TEMPORARY TABLES,LOCK TABLES,CREATE VIEW,SHOW VIEW,CREATE ROUTINE,ALTER ROUTINE,EVENT,PROCESS",
        "DMLOnly" => "SELECT,INSERT,UPDATE,DELETE,CREATE TEMPORARY TABLES,LOCK TABLES,EXECUTE,SHOW VIEW,EVENT,TRIGGER,PROCESS",
        _ => "ALL PRIVILEGES",
    };
}
