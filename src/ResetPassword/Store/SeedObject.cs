using System.Text.Json;

namespace ResetPassword.Store;

/// <summary>The members of one object of a seed. Whatever is not as expected is added to the faults, and a default stands in for it.</summary>
internal sealed class SeedObject
{
    private readonly LocatedJson _value;
    private readonly string _path;
    private readonly List<SeedFault> _faults;

    public SeedObject(LocatedJson value, string path, List<SeedFault> faults, IReadOnlyList<string> names)
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
        value.Members.FirstOrDefault(m => m.Name == name).Value is { Kind: JsonTokenType.String } text ? text.Text : null;

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
        if (member is { IsObject: false, IsArray: false } && allowed.Contains(member.Text))
            return member.Text;
        Fault(name, $"Expected one of {string.Join(", ", allowed.Select(word => word == "" ? "\"\"" : word))}.");
        return otherwise;
    }

    public IReadOnlyList<(LocatedJson Value, string Path)> Array(string name)
    {
        if (Find(name) is not { } member)
            return [];
        if (member.IsArray)
            return [.. member.Items.Select((item, index) => (item, $"{_path}.{name}[{index}]"))];
        Fault(name, "Expected an array.");
        return [];
    }

    public IEnumerable<KeyValuePair<string, string>> Map(string name)
    {
        if (Find(name) is not { } member)
            return [];
        var fields = new SeedObject(member, $"{_path}.{name}", _faults, [.. member.Members.Select(m => m.Name)]);
        return [.. member.Members.DistinctBy(m => m.Name).Select(m => KeyValuePair.Create(m.Name, fields.Text(m.Name, "")))];
    }

    public void Fault(string name, string message) => _faults.Add(new((Find(name) ?? _value).Line, $"{_path}.{name}", message));

    private LocatedJson? Find(string name) => _value.Members.FirstOrDefault(m => m.Name == name).Value;
}
