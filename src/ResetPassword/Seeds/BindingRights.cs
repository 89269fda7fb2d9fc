using ResetPassword.Model;

namespace ResetPassword.Seeds;

/// <summary>Which bindings to database servers a document may hold.</summary>
internal sealed record BindingRights
{
    /// <summary>Those of the start's own seed, and of what a store holds: any.</summary>
    public static readonly BindingRights Free = new();

    /// <summary>Why the document may not bind any instance; null where it may.</summary>
    public string? Refusal { get; init; }

    /// <summary>The environment variables whose values may be sent to a server; null for any.</summary>
    public IReadOnlySet<string>? Variables { get; init; }

    /// <summary>The directory below which files may be read; null for any.</summary>
    public string? Directory { get; init; }

    /// <summary>The bindings that are there already, by instance: what does not change is nobody's to refuse.</summary>
    public Func<string, DatabaseBinding?> Bound { get; init; } = _ => null;

    /// <summary>Whether a file is one of those below the directory.</summary>
    public bool MayRead(string file)
    {
        if (Directory is null)
            return true;
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(Directory)) + Path.DirectorySeparatorChar;
        return Path.IsPathRooted(file) && Path.GetFullPath(file) is var path && path.Length > root.Length && path.StartsWith(root, StringComparison.Ordinal);
    }
}
