using System.Collections.Immutable;

namespace ResetPassword.Model;

/// <summary>A kind of things that an instance has several of, each with a name and properties: groups of its whitelist, clusters, nodes.</summary>
/// <param name="Name">The member of an instance's document that has them, by name.</param>
internal sealed record PartKind(string Name, string Description, IReadOnlyList<ModelProperty> Properties)
{
    /// <summary>What is wrong with a part of an instance's document, or null.</summary>
    public Func<Instance, Part, string?> FindFault { get; init; } = (_, _) => null;
}

/// <summary>What an instance's part is found by.</summary>
/// <param name="Kind">The name of its kind.</param>
internal readonly record struct PartKey(string Kind, string Name) : IComparable<PartKey>
{
    public int CompareTo(PartKey other)
    {
        var byKind = string.CompareOrdinal(Kind, other.Kind);
        return byKind != 0 ? byKind : string.CompareOrdinal(Name, other.Name);
    }
}

/// <summary>One of several things of a kind that an instance has. A change is a new record.</summary>
internal sealed record Part(PartKey Key)
{
    public Part(PartKind kind, string name)
        : this(new PartKey(kind.Name, name))
    {
    }

    public string Name => Key.Name;

    /// <summary>What its kind declares, where it differs from the default.</summary>
    public ImmutableSortedDictionary<string, string> Properties { get; init; } = PropertyValues.None;

    /// <summary>The value of a declared property, or its default.</summary>
    public string this[ModelProperty property] => Properties.Of(property);

    public Part With(ModelProperty property, string value) => this with { Properties = Properties.With(property, value) };

    /// <summary>Whether it differs from another in nothing.</summary>
    public bool HasContentOf(Part other) => Key == other.Key && Properties.SequenceEqual(other.Properties);
}
