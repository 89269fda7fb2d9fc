namespace ResetPassword.Products;

/// <summary>The text files that lie beside the products' code.</summary>
internal static class EmbeddedText
{
    public static IEnumerable<string> LinesOf(string name)
    {
        using var stream = typeof(EmbeddedText).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"Products/{name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
