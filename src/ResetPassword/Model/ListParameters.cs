using System.Globalization;
using System.Text.Json;

namespace ResetPassword.Model;

/// <summary>What the items of a list parameter are.</summary>
internal enum ListShape
{
    /// <summary>Objects: <c>Tag.1.Key</c> and <c>Tag.1.Value</c> are one.</summary>
    Objects,

    /// <summary>Texts: <c>Status.1</c>, or under the list's own name with commas between them.</summary>
    Texts,

    /// <summary>None: the parameter is one object, <c>Config.Max</c>.</summary>
    Object,
}

/// <summary>
/// The items of a list in each form that clients send: under numbered names, or as one JSON text under the list's name or under that with <c>Shrink</c> behind
/// it, which is what the SDKs call such a text. JSON null is nothing, wherever it stands. Pure.
/// </summary>
internal static class ListParameters
{
    private const string Shrink = "Shrink";

    /// <summary>Whether a parameter of this name is the list or an item of it, or a member that an item can have.</summary>
    public static bool IsOf(Parameter list, string name) =>
        name.StartsWith(list.Name, StringComparison.Ordinal) && (IsWhole(list.Name, name) || (name[list.Name.Length] == '.' && IsMember(list, name)));

    /// <summary>Whether what a call has of a list can be read as one.</summary>
    public static bool IsReadable(RpcParameters parameters, Parameter list) => Read(parameters, list) is not null;

    /// <summary>Whether a call has a list with anything in it, readable or not.</summary>
    public static bool HasAny(RpcParameters parameters, Parameter list) => Read(parameters, list) is not { } read || read.Any(item => item.Value != "");

    /// <summary>The items of a list of objects, each by the names of its members, in order. The gateway has checked that they can be read.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> FindItems(this RpcParameters parameters, Parameter list)
    {
        var items = new SortedDictionary<(int Source, int Number), Dictionary<string, string>>();
        foreach (var (source, number, member, value) in Read(parameters, list) ?? [])
        {
            if (!items.TryGetValue((source, number), out var item))
                items.Add((source, number), item = new(StringComparer.Ordinal));
            if (member != "")
                item[member] = value;
        }

        return [.. items.Values];
    }

    /// <summary>The values of a list of texts, or of a parameter that has commas between its values.</summary>
    public static IReadOnlyList<string> FindValues(this RpcParameters parameters, Parameter list) => list.Type == ParameterType.List
        ? [.. (Read(parameters, list) ?? []).Where(item => item.Value != "").OrderBy(item => (item.Source, item.Number)).Select(item => item.Value)]
        : Separate(parameters.Find(list) ?? "");

    private static bool IsMember(Parameter list, string name)
    {
        if (list.Members.Count == 0)
            return true;
        var dot = name.IndexOf('.', list.Name.Length + 1);
        return dot < 0 || list.Members.Contains(name[(dot + 1)..]);
    }

    private static bool IsWhole(string list, string name) => name.AsSpan(list.Length) is "" or Shrink;

    private static string[] Separate(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // Every text of the list with its place; null when it is no list of its shape. The numbered names are one source, each JSON text is another.
    private static List<Item>? Read(RpcParameters parameters, Parameter list)
    {
        var read = new List<Item>();
        var source = 0;
        for (var i = 0; i < parameters.Count; i++)
        {
            var (name, value) = parameters[i];
            if (!list.Is(name))
                continue;
            var isRead = IsWhole(list.Name, name)
                ? ReadText(value, list.Shape, ++source, read)
                : ReadNumbered(name[(list.Name.Length + 1)..], value, list.Shape, read);
            if (!isRead)
                return null;
        }

        return read;
    }

    private static bool ReadNumbered(string path, string value, ListShape shape, List<Item> read)
    {
        if (shape == ListShape.Object)
        {
            read.Add(new(0, 0, path, value));
            return true;
        }

        var dot = path.IndexOf('.', StringComparison.Ordinal);
        var isNumbered = int.TryParse(dot < 0 ? path : path[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        if (!isNumbered || (dot >= 0) != (shape == ListShape.Objects))
            return false;
        read.Add(new(0, number, dot < 0 ? "" : path[(dot + 1)..], value));
        return true;
    }

    private static bool ReadText(string text, ListShape shape, int source, List<Item> read)
    {
        if (text == "")
            return true;
        if (shape == ListShape.Texts && text != "null" && text[0] != '[')
        {
            read.AddRange(Separate(text).Select((value, index) => new Item(source, index, "", value)));
            return true;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return Read(document.RootElement, shape, source, read);
        }
        catch (Exception noList) when (noList is JsonException or InvalidOperationException)
        {
            // No JSON; or half a surrogate pair, which is no text.
            return false;
        }
    }

    private static bool Read(JsonElement json, ListShape shape, int source, List<Item> read)
    {
        if (json.ValueKind == JsonValueKind.Null)
            return true;
        if (shape == ListShape.Object)
            return json.ValueKind == JsonValueKind.Object && ReadMembers(json, source, 0, read);
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() > RpcParameters.MaxCount)
            return false;
        var number = 0;
        return json.EnumerateArray().All(item => ReadItem(item, shape, source, ++number, read));
    }

    private static bool ReadItem(JsonElement item, ListShape shape, int source, int number, List<Item> read) => item.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.Object => shape == ListShape.Objects && ReadMembers(item, source, number, read),
        JsonValueKind.Array => false,
        _ => shape == ListShape.Texts && Add(item, source, number, "", read),
    };

    // An object without members, or with null for each, is no item: under numbered names it could not be sent either.
    private static bool ReadMembers(JsonElement json, int source, int number, List<Item> read) =>
        json.EnumerateObject().All(member => ReadMember(member.Value, source, number, member.Name, read));

    private static bool ReadMember(JsonElement value, int source, int number, string path, List<Item> read)
    {
        var index = 0;
        return value.ValueKind switch
        {
            JsonValueKind.Null => true,
            JsonValueKind.Object => value.EnumerateObject().All(member => ReadMember(member.Value, source, number, $"{path}.{member.Name}", read)),
            JsonValueKind.Array => value.EnumerateArray().All(item => ReadMember(item, source, number, $"{path}.{++index}", read)),
            _ => Add(value, source, number, path, read),
        };
    }

    private static bool Add(JsonElement value, int source, int number, string path, List<Item> read)
    {
        read.Add(new(source, number, path, value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : value.GetRawText()));
        return true;
    }

    /// <param name="Source">0 for the numbered names, else which JSON text.</param>
    /// <param name="Member">The member's name within an object, with dots where it has members itself; empty for a text.</param>
    private readonly record struct Item(int Source, int Number, string Member, string Value);
}
