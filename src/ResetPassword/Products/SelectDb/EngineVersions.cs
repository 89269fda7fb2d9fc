using System.Globalization;

namespace ResetPassword.Products.SelectDb;

/// <summary>Versions of the engine: numbers with full stops between them. Pure.</summary>
internal static class EngineVersions
{
    // The newest first: of those that begin with what its user asks for, Terraform takes the first.
    private static readonly string[] Sold = ["4.0.4", "4.0.3", "3.0.12"];

    /// <summary>What an instance of a version can be upgraded to.</summary>
    public static object[] After(string version) => [.. Sold.Where(sold => IsNewer(sold, version))];

    /// <summary>Whether a version is one, and comes after another; one that is none comes before all.</summary>
    public static bool IsNewer(string version, string than) =>
        NumbersOf(version) is { } numbers && numbers.AsSpan().SequenceCompareTo((NumbersOf(than) ?? []).AsSpan()) > 0;

    // 4.0 is 4: without the zeros at the end.
    private static int[]? NumbersOf(string version)
    {
        var parts = version.Split('.');
        if (!parts.All(part => part.Length is > 0 and < 6 && part.All(char.IsAsciiDigit)))
            return null;
        var numbers = parts.Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return numbers[..(Array.FindLastIndex(numbers, number => number != 0) + 1)];
    }
}
