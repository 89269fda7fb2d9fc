using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ResetPassword.Products;

/// <summary>Who may connect: addresses and networks, with commas between them. Pure.</summary>
internal static class AddressList
{
    public const int MaxCount = 1000;

    // The longest network of IPv6 has 43 characters; the rest are blanks around it.
    private const int MaxPartLength = 64;

    /// <summary>Whether each part is an IP address or a network, such as <c>10.0.0.1</c> or <c>10.0.0.0/24</c>, and there are no more than 1,000.</summary>
    public static bool IsValid(string text)
    {
        var parts = text.Split(',');
        return parts.Length <= MaxCount && parts.All(part => part.Length <= MaxPartLength && IsAddressOrNetwork(part.Trim()));
    }

    /// <summary>Whether a text is one IP address.</summary>
    public static bool IsAddress(string text) => text.AsSpan().IndexOfAny(',', '/') < 0 && IsValid(text);

    /// <summary>Whether no address or network is there twice.</summary>
    public static bool IsWithoutRepetition(string text) => Split(text) is var parts && parts.DistinctBy(Canonical).Count() == parts.Length;

    /// <summary>The addresses and networks themselves.</summary>
    public static string[] Split(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // An IPv6 address has several spellings.
    private static string Canonical(string part)
    {
        var (address, rest) = part.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? (part[..slash], part[slash..]) : (part, "");
        return IPAddress.TryParse(address, out var parsed) ? $"{parsed}{rest}" : part;
    }

    // The host bits of a network need not be zero, as clients write them. Other spellings of an IPv4 address than four numbers are none here.
    private static bool IsAddressOrNetwork(string part)
    {
        var slash = part.IndexOf('/', StringComparison.Ordinal);
        var text = slash < 0 ? part : part[..slash];
        if (text.Contains('%', StringComparison.Ordinal) || !IPAddress.TryParse(text, out var address))
            return false;
        if (address.AddressFamily == AddressFamily.InterNetwork && address.ToString() != text)
            return false;
        return slash < 0 || IsPrefixLength(part[(slash + 1)..], address.GetAddressBytes().Length * 8);
    }

    private static bool IsPrefixLength(string text, int most) =>
        byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bits) && bits <= most
            && text == bits.ToString(CultureInfo.InvariantCulture);
}
