using ResetPassword.Gateway;
using ResetPassword.Products;
using ResetPassword.Store;

namespace ResetPassword.CommandLine;

/// <summary>Loads a seed from a file, or the default one, and says what is wrong with it.</summary>
internal static class SeedFile
{
    /// <summary>The seed, or null after each fault has been written to <paramref name="errors"/> as <c>file:line: path: what was expected</c>.</summary>
    /// <param name="path">Null for the default seed.</param>
    /// <param name="now">The time of what names none; null for the real one.</param>
    public static Seed? Load(string? path, TextWriter errors, DateTimeOffset? now = null)
    {
        byte[] text;
        try
        {
            text = path is null ? ReadDefault() : File.ReadAllBytes(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"{path}: {unreadable.Message}");
            return null;
        }

        var seed = new SeedReader(Catalogue.Databases, IdSource.System, now ?? TimeProvider.System.GetUtcNow()).Read(text, out var faults);
        Report(faults, path, errors);
        return seed;
    }

    public static void Report(IEnumerable<DocumentFault> faults, string? path, TextWriter errors)
    {
        foreach (var fault in faults)
            errors.WriteLine($"{path}:{fault.Line}: {fault.Path}: {fault.Message}");
    }

    private static byte[] ReadDefault()
    {
        using var stream = typeof(SeedFile).Assembly.GetManifestResourceStream("default-seed.json")
            ?? throw new InvalidOperationException("default-seed.json is not embedded.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
