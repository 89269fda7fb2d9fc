namespace ResetPassword.Gateway;

/// <summary>The header fields of a request as they came: a name may occur several times, in any case.</summary>
internal sealed class RpcHeaders(IReadOnlyList<KeyValuePair<string, string>> fields)
{
    public int Count => fields.Count;

    public KeyValuePair<string, string> this[int index] => fields[index];

    /// <summary>The name of a header that came in exactly this case, or null.</summary>
    public string? FindName(ReadOnlySpan<char> name)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (name.SequenceEqual(fields[i].Key))
                return fields[i].Key;
        }

        return null;
    }

    /// <summary>The first value of a header, or null.</summary>
    public string? Find(string name)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (fields[i].Key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return fields[i].Value;
        }

        return null;
    }
}
