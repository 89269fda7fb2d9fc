using System.Net;

namespace ResetPassword.Products;

/// <summary>Who may connect: addresses and networks, with commas between them. Pure.</summary>
internal static class AddressList
{
    public const int MaxCount = 1000;

    /// <summary>Whether each part is an IP address or a network, such as <c>10.0.0.1</c> or <c>10.0.0.0/24</c>, and there are no more than 1,000.</summary>
    public static bool IsValid(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        return parts.Length <= MaxCount && parts.All(IsAddressOrNetwork);
    }

    // The host bits of a network need not be zero, as clients write them.
    private static bool IsAddressOrNetwork(string part)
    {
        var slash = part.IndexOf('/', StringComparison.Ordinal);
        if (!IPAddress.TryParse(slash < 0 ? part : part[..slash], out var address))
            return false;
        return slash < 0 || (byte.TryParse(part[(slash + 1)..], out var bits) && bits <= address.GetAddressBytes().Length * 8);
    }
}
