using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ResetPassword.Products;

/// <summary>Where a list goes on, as a text that says nothing to its reader.</summary>
internal static class PageTokens
{
    public static string Of(int skipped) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(skipped.ToString(CultureInfo.InvariantCulture)));

    // More than any list has, so that a next one can be counted.
    private const int MaxSkipped = 1_000_000_000;

    /// <summary>How many items are skipped: 0 without a token, null when it is none of ours.</summary>
    public static int? Find(string? token)
    {
        if (string.IsNullOrEmpty(token))
            return 0;
        return Base64Url.IsValid(token) && int.TryParse(Base64Url.DecodeFromChars(token), NumberStyles.None, CultureInfo.InvariantCulture, out var skipped) && skipped <= MaxSkipped
            ? skipped
            : null;
    }
}
