using System.Net;

namespace ResetPassword.Model;

/// <summary>The name in a Host header.</summary>
internal static class HostName
{
    /// <summary>What the names of the vendor's endpoints end with.</summary>
    public const string VendorDomain = ".aliyuncs.com";

    /// <summary>Whether a name is one of the vendor's domain.</summary>
    public static bool IsVendors(string name) => name.EndsWith(VendorDomain, StringComparison.Ordinal);

    /// <summary>Whether a name or address is one of this machine's own.</summary>
    public static bool IsLoopback(string host) =>
        host is "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    /// <summary>In lower case, without port and without the dot that may end a full name; an IPv6 address keeps its brackets.</summary>
    public static string Of(string host)
    {
        var end = host.StartsWith('[') ? host.IndexOf(']') + 1 : host.IndexOf(':');
        var name = (end > 0 ? host[..end] : host).ToLowerInvariant();
        return name.EndsWith('.') ? name[..^1] : name;
    }
}
