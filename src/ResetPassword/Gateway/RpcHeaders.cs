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

    /// <summary>
    /// A header as a client signs it: its values trimmed, sorted and joined by commas; null when there is none. Whoever reads what was signed reads this:
    /// another order, or a blank that trimming takes away, must not mean something else under the same signature.
    /// </summary>
    public string? FindSigned(string name)
    {
        string? single = null;
        List<string>? several = null;
        for (var i = 0; i < fields.Count; i++)
        {
            if (!fields[i].Key.Equals(name, StringComparison.OrdinalIgnoreCase))
                continue;
            var value = fields[i].Value.Trim();
            if (single is null)
                single = value;
            else
                (several ??= [single]).Add(value);
        }

        if (several is null)
            return single;
        several.Sort(string.CompareOrdinal);
        return string.Join(',', several);
    }
}
