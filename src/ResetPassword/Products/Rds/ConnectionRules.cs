using ResetPassword.Model;

namespace ResetPassword.Products.Rds;

/// <summary>What RDS allows as the prefix and the port of a connection string, and what a new address does to an instance. Pure.</summary>
internal static class ConnectionRules
{
    /// <summary>Letters, digits and hyphens; no hyphen first or last, as a host name has none there.</summary>
    public static bool IsPrefix(string prefix) =>
        prefix.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && !prefix.StartsWith('-') && !prefix.EndsWith('-');

    /// <summary>The instance with the ports that a call names: of extensions that PostgreSQL alone has.</summary>
    public static Instance WithPorts(this Instance instance, RpcParameters parameters) =>
        instance.Engine == RdsInstances.PostgreSQL ? instance.WithKept(parameters, [BabelfishPort, PgBouncerPort]) : instance;

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
