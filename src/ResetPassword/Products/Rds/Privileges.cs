namespace ResetPassword.Products.Rds;

/// <summary>What an account may do with a database.</summary>
internal static class Privileges
{
    public static readonly IReadOnlyList<string> All = ["ReadWrite", "ReadOnly", "DDLOnly", "DMLOnly", "DBOwner"];

    /// <summary>The SQL privileges behind the product's word, as MySQL names them.</summary>
    public static string DetailOf(string privilege) => privilege switch
    {
        "ReadOnly" => "SELECT,LOCK TABLES,SHOW VIEW,PROCESS",
        "DDLOnly" => "CREATE,DROP,INDEX,ALTER,CREATE TEMPORARY TABLES,LOCK TABLES,CREATE VIEW,SHOW VIEW,CREATE ROUTINE,ALTER ROUTINE,EVENT,PROCESS",
        "DMLOnly" => "SELECT,INSERT,UPDATE,DELETE,CREATE TEMPORARY TABLES,LOCK TABLES,EXECUTE,SHOW VIEW,EVENT,TRIGGER,PROCESS",
        _ => "ALL PRIVILEGES",
    };
}
