using System.Collections.Immutable;

namespace ResetPassword.Model;

/// <summary>A database of an instance.</summary>
internal sealed record Database
{
    public required string Name { get; init; }

    public required string CharacterSet { get; init; }

    public string Description { get; init; } = "";

    /// <summary>The product's own word for the state, such as <c>Running</c>.</summary>
    public required string Status { get; init; }

    /// <summary>What the status becomes by itself; null when it stays.</summary>
    public StatusChange? Pending { get; init; }

    /// <summary>What the product's <see cref="InstanceModel.DatabaseProperties"/> declare, where it differs from the default.</summary>
    public ImmutableSortedDictionary<string, string> Properties { get; init; } = PropertyValues.None;

    /// <summary>The value of a declared property, or its default.</summary>
    public string this[ModelProperty property] => Properties.Of(property);

    public Database With(ModelProperty property, string value) => this with { Properties = Properties.With(property, value) };

    /// <summary>Whether it differs from another in nothing.</summary>
    public bool HasContentOf(Database other) => (this with { Properties = other.Properties }) == other && Properties.SequenceEqual(other.Properties);

    /// <summary>As it is at a time; null when it is gone by then.</summary>
    public Database? AsOf(DateTimeOffset now)
    {
        if (Pending is null || Pending.Due > now)
            return this;
        return Pending.Next is { } next ? this with { Status = next, Pending = null } : null;
    }
}
