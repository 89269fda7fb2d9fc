namespace ResetPassword.Products.PolarDb;

/// <summary>Security groups whose servers may connect to a cluster: IDs with commas between them. Pure.</summary>
internal static class SecurityGroups
{
    /// <summary>How many a cluster can have.</summary>
    public const int MaxCount = 10;

    private const string IdPrefix = "sg-";
    private const int MaxIdLength = 64;

    /// <summary>Whether each is an ID such as <c>sg-bp1abc</c>.</summary>
    public static bool AreValid(string text) => Split(text).All(IsId);

    public static string[] Split(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsId(string id) =>
        id.StartsWith(IdPrefix, StringComparison.Ordinal) && id.Length > IdPrefix.Length && id.Length <= MaxIdLength
            && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
