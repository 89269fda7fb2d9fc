using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ResetPassword.Model;

namespace ResetPassword.Documents;

/// <summary>Something wrong in a document: where, and what was expected.</summary>
/// <param name="Path">JSONPath of the value: <c>$.instances[2].status</c>.</param>
internal sealed record DocumentFault(int Line, string Path, string Message);

/// <summary>The members of one object of a document. Whatever is not as expected is added to the faults, and a default stands in for it.</summary>
internal sealed class DocumentObject
{
    private readonly LocatedJson _value;
    private readonly string _path;
    private readonly DocumentFaults _faults;
    private readonly List<LocatedMember> _members = [];

    public DocumentObject(LocatedJson value, string path, DocumentFaults faults, IReadOnlyList<string> names)
    {
        (_value, _path, _faults) = (value, path, faults);
        if (!value.IsObject)
            faults.Add(new(value.Line, path, "Expected an object."));
        foreach (var member in value.Members)
        {
            if (!faults.WantMore)
                return;
            if (!names.Contains(member.Name))
                Refuse(member, $"Unknown name. Expected one of {string.Join(", ", names)}.");
            else if (HasMember(member.Name))
                Refuse(member, Repeated);
            else
                _members.Add(member);
        }
    }

    public DocumentObject(LocatedJson value, string path, DocumentFaults faults, DocumentShape shape)
        : this(value, path, faults, shape.Names)
    {
    }

    /// <summary>What is wrong with a member whose name another one has.</summary>
    public const string Repeated = "This name occurs twice.";

    /// <summary>A string member of any object, or null.</summary>
    public static string? TextOf(LocatedJson value, string name) => value.Find(name) is { Kind: JsonTokenType.String } text ? text.Text : null;

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

    /// <summary>A text, or null.</summary>
    public string? Text(TextMember member) => Has(member) ? Bounded(member, Text(member.Name, "")) : null;

    public string RequiredText(TextMember member) => Bounded(member, RequiredText(member.Name));

    private string Bounded(TextMember member, string text)
    {
        if (text.Length > member.MaxLength)
            Fault(member, $"Expected at most {member.MaxLength} characters.");
        return text;
    }

    /// <summary>One of the member's words, or what it is otherwise.</summary>
    public string Word(WordMember member) => OneOf(member.Name, member.Otherwise ?? "", member.Words);

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
        if (member.Kind == JsonTokenType.Number && long.TryParse(member.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max)
            return number;
        Fault(name, $"Expected a whole number from {min} to {max}.");
        return null;
    }

    /// <summary>A whole number, or null.</summary>
    public long? Number(NumberMember member) => Number(member.Name, member.Min, member.Max);

    /// <summary>A number with a fraction, or null.</summary>
    public double? Fraction(FractionMember member)
    {
        if (Find(member.Name) is not { } value)
            return null;
        if (value.Kind == JsonTokenType.Number && double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number >= member.Min && number <= member.Max)
            return number;
        Fault(member.Name, $"Expected a number from {member.Min} to {member.Max}.");
        return null;
    }

    public bool? Flag(FlagMember member)
    {
        if (Find(member.Name) is not { } value)
            return null;
        if (value.Kind is JsonTokenType.True or JsonTokenType.False)
            return value.Kind == JsonTokenType.True;
        Fault(member.Name, "Expected true or false.");
        return null;
    }

    public DateTimeOffset? Time(TimeMember member) => Time(member.Name);

    /// <summary>A time of RFC 3339, such as <c>2026-01-31T12:00:00Z</c>.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Find(name) is not { } member)
            return null;
        if (member.Kind == JsonTokenType.String && JsonTime.TryRead(member.Text, out var time))
            return time;
        Fault(name, JsonTime.Expected);
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

    /// <summary>The object of a member, or null.</summary>
    public DocumentObject? Object(ObjectMember member) => Object(member.Name, member.Shape.Names);

    public bool Has(DocumentMember member) => Has(member.Name);

    /// <summary>The items of the array under a name, read one after the other for as long as it matters what is in them.</summary>
    public IEnumerable<LocatedItem> Array(string name)
    {
        if (Find(name) is not { } member)
            yield break;
        if (!member.IsArray)
            Fault(name, "Expected an array.");
        var index = 0;
        foreach (var item in member.Items)
        {
            if (!_faults.WantMore)
                yield break;
            yield return new(item, $"{_path}.{name}[{index++}]");
        }
    }

    /// <summary>The texts of the object under a name, whatever their own names are. Where many are the same, they are one.</summary>
    public ImmutableSortedDictionary<string, string> Map(string name)
    {
        if (Find(name) is not { } member)
            return PropertyValues.None;
        if (!member.IsObject)
            Fault(name, "Expected an object.");
        var texts = PropertyValues.None.ToBuilder();
        var last = "";
        foreach (var (key, value) in member.Members)
        {
            if (!_faults.WantMore)
                break;
            if (texts.ContainsKey(key))
                _faults.Add(new(value.Line, $"{_path}.{name}.{key}", Repeated));
            else if (value.Kind == JsonTokenType.String)
                texts.Add(key, last = value.Text is var text && text == last ? last : text);
            else if (value.Kind != JsonTokenType.Null)
                _faults.Add(new(value.Line, $"{_path}.{name}.{key}", "Expected a string."));
        }

        return texts.ToImmutable();
    }

    /// <summary>The objects of the object under a name, with their own names, whatever these are. One that is null is none.</summary>
    /// <param name="names">The members that each of them may have.</param>
    public IEnumerable<(string Name, DocumentObject Value)> Objects(string name, IReadOnlyList<string> names)
    {
        if (Find(name) is not { } member)
            yield break;
        if (!member.IsObject)
            Fault(name, "Expected an object.");
        var read = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in member.Members)
        {
            if (!_faults.WantMore)
                yield break;
            if (!read.Add(key))
                _faults.Add(new(value.Line, $"{_path}.{name}.{key}", Repeated));
            else if (value.Kind != JsonTokenType.Null)
                yield return (key, new(value, $"{_path}.{name}.{key}", _faults, names));
        }
    }

    public void Fault(DocumentMember member, string message) => Fault(member.Name, message);

    public void Fault(string name, string message) => _faults.Add(new((Find(name) ?? _value).Line, $"{_path}.{name}", message));

    private void Refuse(LocatedMember member, string message) => _faults.Add(new(member.Value.Line, $"{_path}.{member.Name}", message));

    private bool HasMember(string name)
    {
        foreach (var member in _members)
        {
            if (member.Name == name)
                return true;
        }

        return false;
    }

    // null says nothing, as leaving out does.
    private LocatedJson? Find(string name)
    {
        foreach (var (known, value) in _members)
        {
            if (known == name)
                return value.Kind == JsonTokenType.Null ? null : value;
        }

        return null;
    }
}
