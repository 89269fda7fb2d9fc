using System.Globalization;
using System.Text.Json;

namespace ResetPassword.Store;

/// <summary>Something wrong in a document: where, and what was expected.</summary>
/// <param name="Path">JSONPath of the value: <c>$.instances[2].status</c>.</param>
internal sealed record DocumentFault(int Line, string Path, string Message);

/// <summary>The members of one object of a document. Whatever is not as expected is added to the faults, and a default stands in for it.</summary>
internal sealed class DocumentObject
{
    private readonly LocatedJson _value;
    private readonly string _path;
    private readonly DocumentFaults _faults;

    public DocumentObject(LocatedJson value, string path, DocumentFaults faults, IReadOnlyList<string> names)
    {
        (_value, _path, _faults) = (value, path, faults);
        if (!value.IsObject)
            faults.Add(new(value.Line, path, "Expected an object."));
        foreach (var (name, member) in value.Members.Where(m => !names.Contains(m.Name)))
            faults.Add(new(member.Line, $"{path}.{name}", $"Unknown name. Expected one of {string.Join(", ", names)}."));
        foreach (var repeated in value.Members.GroupBy(m => m.Name).Where(g => g.Count() > 1))
            faults.Add(new(repeated.Last().Value.Line, $"{path}.{repeated.Key}", "This name occurs twice."));
    }

    /// <summary>A string member of any object, or null.</summary>
    public static string? TextOf(LocatedJson value, string name) =>
        value.Members.FirstOrDefault(m => m.Name == name)?.Value is { Kind: JsonTokenType.String } text ? text.Text : null;

    public string RequiredText(string name)
    {
        var text = Text(name, "");
        if (text == "" && Find(name) is null or { Kind: JsonTokenType.String, Text: "" })
            Fault(name, "Expected a string that is not empty.");
        return text;
    }

    public string Text(string name, string otherwise)
    {
        if (Find(name) is not { } member)
            return otherwise;
        if (member.Kind == JsonTokenType.String)
            return member.Text;
        Fault(name, "Expected a string.");
        return otherwise;
    }

    /// <summary>One of some words; a number or boolean counts as the text it is written as.</summary>
    public string OneOf(string name, string otherwise, IReadOnlyList<string> allowed)
    {
        if (Find(name) is not { } member)
            return otherwise;

        // The table's own string, so that a million accounts share it.
        if (member is { IsObject: false, IsArray: false } && allowed.FirstOrDefault(word => word == member.Text) is { } known)
            return known;
        Fault(name, $"Expected one of {string.Join(", ", allowed.Select(word => word == "" ? "\"\"" : word))}.");
        return otherwise;
    }

    /// <summary>A whole number, as JSON writes it.</summary>
    public long? Number(string name, long min, long max)
    {
        if (Find(name) is not { } member)
            return null;
        if (member.Kind == JsonTokenType.Number && long.TryParse(member.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
            return number;
        Fault(name, $"Expected a whole number from {min} to {max}.");
        return null;
    }

    /// <summary>A number with a fraction.</summary>
    public double? Fraction(string name, double min, double max)
    {
        if (Find(name) is not { } member)
            return null;
        if (member.Kind == JsonTokenType.Number && double.TryParse(member.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
            return number;
        Fault(name, $"Expected a number from {min} to {max}.");
        return null;
    }

    public bool? Flag(string name)
    {
        if (Find(name) is not { } member)
            return null;
        if (member.Kind is JsonTokenType.True or JsonTokenType.False)
            return member.Kind == JsonTokenType.True;
        Fault(name, "Expected true or false.");
        return null;
    }

    /// <summary>A time of RFC 3339, such as <c>2026-01-31T12:00:00Z</c>.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Find(name) is not { } member)
            return null;
        if (member.Kind == JsonTokenType.String && JsonTime.TryRead(member.Text, out var time))
            return time;
        Fault(name, "Expected a time with its offset, such as 2026-01-31T12:00:00Z, of the years 2000 to 2100.");
        return null;
    }

    /// <summary>The value of a property that a model declares, as text.</summary>
    public string Property(ModelProperty property)
    {
        if (property.IsNumber)
            return Number(property.Name, 0, property.Max)?.ToString(CultureInfo.InvariantCulture) ?? property.Default;
        return property.AllowedValues.Count == 0 ? Text(property.Name, property.Default) : OneOf(property.Name, property.Default, property.AllowedValues);
    }

    public bool Has(string name) => Find(name) is not null;

    /// <summary>The object under a name, or null.</summary>
    public DocumentObject? Object(string name, IReadOnlyList<string> names) =>
        Find(name) is { } member ? new(member, $"{_path}.{name}", _faults, names) : null;

    public IReadOnlyList<LocatedItem> Array(string name)
    {
        if (Find(name) is not { } member)
            return [];
        if (member.IsArray)
            return [.. member.Items.Select((item, index) => new LocatedItem(item, $"{_path}.{name}[{index}]"))];
        Fault(name, "Expected an array.");
        return [];
    }

    public IEnumerable<KeyValuePair<string, string>> Map(string name)
    {
        if (Find(name) is not { } member)
            return [];
        var fields = new DocumentObject(member, $"{_path}.{name}", _faults, [.. member.Members.Select(m => m.Name)]);
        return [.. member.Members.DistinctBy(m => m.Name).Select(m => KeyValuePair.Create(m.Name, fields.Text(m.Name, "")))];
    }

    public void Fault(string name, string message) => _faults.Add(new((Find(name) ?? _value).Line, $"{_path}.{name}", message));

    // null says nothing, as leaving out does.
    private LocatedJson? Find(string name) => _value.Members.FirstOrDefault(m => m.Name == name && m.Value.Kind != JsonTokenType.Null)?.Value;
}
