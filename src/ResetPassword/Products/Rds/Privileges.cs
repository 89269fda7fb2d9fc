namespace ResetPassword.Products.Rds;

/// <summary>What an account may do with a database. Pure.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-grantaccountprivilege</remarks>
internal static class Privileges
{
    /// <summary>PostgreSQL's only privilege; a database there has one owner.</summary>
    public const string Owner = "DBOwner";

    /// <summary>The product's words, of all engines.</summary>
    public static readonly IReadOnlyList<string> All = ["ReadWrite", "ReadOnly", "DDLOnly", "DMLOnly", Owner];

    /// <summary>Those that an engine knows.</summary>
    public static IReadOnlyList<string> Of(string engine) => engine switch
    {
        RdsInstances.SQLServer => ["ReadWrite", "ReadOnly", Owner],
        RdsInstances.PostgreSQL => [Owner],
        _ => ["ReadWrite", "ReadOnly", "DDLOnly", "DMLOnly"],
    };

    /// <summary>The word that DescribeDatabases shows for the granted one; DescribeAccounts shows that.</summary>
    public static string OfDatabase(string privilege, string engine) => (privilege, engine) switch
    {
        (Owner, RdsInstances.PostgreSQL) => "ALL",
        (Owner, RdsInstances.SQLServer) => "DbOwner",
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
