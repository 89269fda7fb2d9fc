namespace ResetPassword.Products;

/// <summary>One page of a list.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Total">How many items all pages have.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, int Number, int Size, int Total);

internal static class Page
{
    /// <summary>The page of this number, which is empty behind the last; the numbers 0 and 1 are both the first.</summary>
    public static Page<T> Of<T>(IReadOnlyList<T> all, long number, long size)
    {
        var skipped = Math.Min((Math.Max(number, 1) - 1) * size, all.Count);
        return new([.. all.Skip((int)skipped).Take((int)size)], (int)number, (int)size, all.Count);
    }
}
