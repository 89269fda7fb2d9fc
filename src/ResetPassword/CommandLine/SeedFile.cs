using ResetPassword.Documents;
using ResetPassword.Model;
using ResetPassword.Products;
using ResetPassword.Seeds;

namespace ResetPassword.CommandLine;

/// <summary>Loads a seed from a file, or the default one, and says what is wrong with it.</summary>
internal static class SeedFile
{
    private const int MaxBytes = 256 * 1024 * 1024;

    /// <summary>The seed, or null after each fault has been written to <paramref name="errors"/> as <c>file:line: path: what was expected</c>.</summary>
    /// <param name="path">Null for the default seed.</param>
    /// <param name="now">The time of what names none; null for the real one.</param>
    /// <param name="salts">Of the passwords; null for random ones.</param>
    public static Seed? Load(string? path, TextWriter errors, DateTimeOffset? now = null, IdSource? salts = null)
    {
        byte[] text;
        try
        {
            text = path is null ? ReadDefault() : ReadFile(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            errors.WriteLine($"{path}: {unreadable.Message}");
            return null;
        }

        var seed = new SeedReader(Catalogue.Databases, salts ?? IdSource.System, now ?? TimeProvider.System.GetUtcNow()).Read(text, out var faults);
        Report(faults, path, errors);
        return seed;
    }

    public static void Report(IEnumerable<DocumentFault> faults, string? path, TextWriter errors)
    {
        foreach (var fault in faults)
            errors.WriteLine($"{path}:{fault.Line}: {fault.Path}: {fault.Message}");
    }

    // A pipe has no length to look at first.
    private static byte[] ReadFile(string path)
    {
        using var file = File.OpenRead(path);
        using var copy = new MemoryStream();
        var part = new byte[64 * 1024];
        for (int count; (count = file.Read(part)) > 0;)
        {
            if (copy.Length + count > MaxBytes)
                throw new IOException($"It is larger than {MaxBytes} bytes.");
            copy.Write(part, 0, count);
        }

        return copy.ToArray();
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
