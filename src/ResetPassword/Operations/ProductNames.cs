namespace ResetPassword.Operations;

/// <summary>How a product or an action is named in settings, documents, controls and on the command line.</summary>
internal static class ProductNames
{
    // As many letters as a slip of the hand changes.
    private const int MaxEdits = 2;

    /// <summary>The product whose name or vendor's code this is, in any case; null when there is none.</summary>
    public static T? Named<T>(this IReadOnlyList<T> products, string? text)
        where T : Product =>
        products.FirstOrDefault(product => product.Name.Equals(text, StringComparison.OrdinalIgnoreCase)
            || product.Code.Equals(text, StringComparison.OrdinalIgnoreCase));

    /// <summary>A product's name and code as they are written: a schema cannot say that case does not matter.</summary>
    public static IReadOnlyList<string> ToNames(this Product product) =>
        [.. new[] { product.Name, product.Code, product.Name.ToLowerInvariant(), product.Code.ToLowerInvariant() }.Distinct()];

    /// <summary>The products' names, to be shown where one is expected, each with its code where that is another word.</summary>
    public static string ListNames(this IEnumerable<Product> products) => string.Join(", ", products.Select(product =>
        product.Name.Equals(product.Code, StringComparison.OrdinalIgnoreCase) ? product.Name : $"{product.Name} ({product.Code})"));

    /// <summary>The action that was probably meant: one that differs in case only, or by two letters at most; null when there is none.</summary>
    public static string? FindMeant(IEnumerable<string> actions, string text) => actions
        .Select(action => (Action: action, Edits: EditsBetween(action.ToUpperInvariant(), text.ToUpperInvariant())))
        .Where(candidate => candidate.Edits <= MaxEdits)
        .OrderBy(candidate => candidate.Edits)
        .FirstOrDefault().Action;

    // Levenshtein's distance; of texts whose lengths differ too much it does not matter.
    private static int EditsBetween(string one, string other)
    {
        if (Math.Abs(one.Length - other.Length) > MaxEdits)
            return int.MaxValue;
        var edits = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 0; i < one.Length; i++)
        {
            var diagonal = edits[0]++;
            for (var j = 0; j < other.Length; j++)
                (diagonal, edits[j + 1]) = (edits[j + 1], Math.Min(Math.Min(edits[j], edits[j + 1]) + 1, diagonal + (one[i] == other[j] ? 0 : 1)));
        }

        return edits[^1];
    }
}
