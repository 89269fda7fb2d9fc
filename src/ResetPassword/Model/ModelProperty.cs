using System.Collections.Immutable;
using System.Globalization;

namespace ResetPassword.Model;

/// <summary>A property that only some products' instances or accounts have: what it may be, and what it is when nothing is said.</summary>
internal sealed record ModelProperty(string Name, string Default, IReadOnlyList<string> AllowedValues, string Description)
{
    private static readonly string[] Booleans = ["true", "false"];

    /// <summary>A property that is written as a JSON boolean.</summary>
    public bool IsBoolean => ReferenceEquals(AllowedValues, Booleans);

    /// <summary>A property that is written as a whole JSON number of 0 or more.</summary>
    public bool IsNumber { get; private init; }

    /// <summary>The largest number: answers show most of them as 32 bits.</summary>
    public long Max { get; private init; } = int.MaxValue;

    /// <summary>A value as it is kept and written, however a call has it: <c>+020</c> is 20, and <c>True</c> is true.</summary>
    public string Plain(string value) =>
        IsNumber ? long.Parse(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture) : IsBoolean ? value.ToLowerInvariant() : value;

    public static ModelProperty Boolean(string name, bool defaultValue, string description) =>
        new(name, defaultValue ? "true" : "false", Booleans, description);

    /// <summary>A property that is any text.</summary>
    public static ModelProperty Text(string name, string defaultValue, string description) => new(name, defaultValue, [], description);

    public static ModelProperty Number(string name, long defaultValue, string description, long max = int.MaxValue) =>
        new(name, defaultValue.ToString(CultureInfo.InvariantCulture), [], description) { IsNumber = true, Max = max };
}

/// <summary>The values of properties that differ from their defaults.</summary>
internal static class PropertyValues
{
    public static readonly ImmutableSortedDictionary<string, string> None = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public static string Of(this ImmutableSortedDictionary<string, string> values, ModelProperty property) =>
        values.GetValueOrDefault(property.Name, property.Default);

    public static ImmutableSortedDictionary<string, string> With(this ImmutableSortedDictionary<string, string> values, ModelProperty property, string value) =>
        property.Plain(value) is var plain && plain == property.Default ? values.Remove(property.Name) : values.SetItem(property.Name, plain);
}
