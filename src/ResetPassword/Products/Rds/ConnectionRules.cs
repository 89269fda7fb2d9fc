using ResetPassword.Model;

namespace ResetPassword.Products.Rds;

/// <summary>What RDS allows as the prefix and the port of a connection string, and what a new address does to an instance. Pure.</summary>
internal static class ConnectionRules
{
    /// <summary>Letters, digits and hyphens.</summary>
    public static bool HasOnlyAllowedCharacters(string prefix) => prefix.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    /// <summary>The status while addresses change.</summary>
    public const string Changing = "DBInstanceNetTypeChanging";

    /// <summary>What the ports of an extension become, where a call names them.</summary>
    public static readonly Parameter BabelfishPort = Parameter.Optional("BabelfishPort", "The port of Babelfish, where PostgreSQL has it.", "1433")
        .Integer(1, 65_535).Keep(RdsInstances.BabelfishPort);
    public static readonly Parameter PgBouncerPort = Parameter.Optional("PGBouncerPort", "The port of PgBouncer, where PostgreSQL has it.", "6432")
        .Integer(1, 65_535).Keep(RdsInstances.PgBouncerPort);
    public static readonly Parameter GeneralGroupName =
        Parameter.Optional("GeneralGroupName", "The group of an instance in a dedicated cluster: none is.", "rgc-bp1tkv8");
}
