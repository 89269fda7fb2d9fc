using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ResetPassword.Products;

/// <summary>Where a list goes on, as a text that says nothing to its reader.</summary>
internal static class PageTokens
{
    public static string Of(int skipped) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(skipped.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Where a list goes on behind a page; empty behind the last one.</summary>
    public static string After(int skipped, int size, int total) => skipped < total - size ? Of(skipped + size) : "";

    /// <summary>How many items are skipped: 0 without a token, null when it is none of ours.</summary>
    public static int? Find(string? token)
    {
        if (string.IsNullOrEmpty(token))
            return 0;
        return Base64Url.IsValid(token) && int.TryParse(Base64Url.DecodeFromChars(token), NumberStyles.None, CultureInfo.InvariantCulture, out var skipped)
            ? skipped
            : null;
    }
}
