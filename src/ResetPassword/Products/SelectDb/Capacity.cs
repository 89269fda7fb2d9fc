using System.Globalization;

namespace ResetPassword.Products.SelectDb;

/// <summary>Sizes as calls write them. Pure.</summary>
internal static class Capacity
{
    public static bool IsNumber(string text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);

    /// <summary>A cache's size in GB: a whole number, behind which GB may stand. Null when it is none.</summary>
    public static int? GigabytesOf(string size)
    {
        var number = size.EndsWith("GB", StringComparison.OrdinalIgnoreCase) ? size[..^2] : size;
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var gigabytes) && gigabytes > 0 ? gigabytes : null;
    }
}
