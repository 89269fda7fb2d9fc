using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>What the actions for endpoints take alike, and which endpoint a host name is that of. Pure.</summary>
internal static class Connections
{
    private const int MaxPrefixLength = 63;
    private const int MaxPort = 65535;

    public static readonly Parameter ConnectionStringPrefix = Parameter.Required("ConnectionStringPrefix",
        "What the name of the host begins with: up to 63 lower-case letters, digits and hyphens, a letter first and no hyphen last.", "gp-test")
        .Like(IsPrefix, AnalyticDbErrors.InvalidPrefix);
    public static readonly Parameter Port = Parameter.Required("Port", "The port.", "5432").Integer(1, MaxPort, AnalyticDbErrors.InvalidPort);
    public static readonly Parameter CurrentConnectionString =
        Parameter.Required("CurrentConnectionString", "The name of the host.", "gp-public.gpdb.rds.aliyuncs.com");
    public static readonly Parameter AddressType = Parameter.Optional("AddressType",
        "primary (the default): of the primary coordinator node; cluster: of all, where there are several.", "primary").OneOf(["primary", "cluster"]);

    /// <summary>The public endpoint with this host name.</summary>
    public static Part? FindPublic(Instance instance, string host) => instance.PartsOf(AnalyticDbInstances.PublicConnections)
        .FirstOrDefault(connection => AnalyticDbInstances.AddressOf(instance, connection).Is(host));

    /// <summary>Whether an endpoint of the instance has this prefix.</summary>
    public static bool Has(Instance instance, string prefix) =>
        AnalyticDbInstances.PrefixOf(instance) == prefix || instance.FindPart(AnalyticDbInstances.PublicConnections, prefix) is not null;

    /// <summary>The type of an endpoint as answers spell it.</summary>
    public static string TypeOf(RpcParameters parameters) => parameters.Find(AddressType) == "cluster" ? "Cluster" : "Primary";

    private static bool IsPrefix(string text) => text.Length is >= 1 and <= MaxPrefixLength
        && char.IsAsciiLetterLower(text[0]) && text[^1] != '-' && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
