namespace ResetPassword.Gateway.Authentication;

/// <summary>The fields of an <c>Authorization: ACS3-…</c> header, in whatever order the client wrote them. A field that is not there is null.</summary>
internal sealed record V3Authorization(string Algorithm, string? Credential, string? SignedHeaders, string? Signature)
{
    public const string SchemePrefix = "ACS";

    public static V3Authorization Read(string header)
    {
        var rest = header.AsSpan();
        var blank = rest.IndexOf(' ');
        var algorithm = blank < 0 ? header : header[..blank];
        string? credential = null, signedHeaders = null, signature = null;
        rest = blank < 0 ? default : rest[(blank + 1)..];
        foreach (var range in rest.Split(','))
        {
            var field = rest[range].Trim();
            var equals = field.IndexOf('=');
            if (equals < 0)
                continue;
            var value = field[(equals + 1)..].ToString();
            switch (field[..equals])
            {
                case "Credential":
                    credential = value;
                    break;
                case "SignedHeaders":
                    signedHeaders = value;
                    break;
                case "Signature":
                    signature = value;
                    break;
            }
        }

        return new(algorithm, credential, signedHeaders, signature);
    }

    /// <summary>The names that the client lists, as it wrote them.</summary>
    public IReadOnlyList<string> ListedHeaders => SignedHeaders?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>
    /// The headers that must be signed: those the client lists and every <c>x-acs-*</c> header there is, lower-case and sorted. A client that left one
    /// out of its list is refused, whatever it signed, and sees it in the canonical request of the refusal.
    /// </summary>
    /// <param name="areListed">Whether the client lists them all.</param>
    public IReadOnlyList<string> HeadersToSign(RpcHeaders headers, out bool areListed)
    {
        var names = new List<string>(16);
        if (SignedHeaders is not null)
        {
            var list = SignedHeaders.ToLowerInvariant().AsSpan();
            foreach (var range in list.Split(';'))
            {
                var name = list[range].Trim();
                if (!name.IsEmpty)
                    names.Add(headers.FindName(name) ?? name.ToString());
            }
        }

        SortOnce(names);
        var listed = names.Count;
        for (var i = 0; i < headers.Count; i++)
        {
            if (!headers[i].Key.StartsWith("x-acs-", StringComparison.OrdinalIgnoreCase))
                continue;
            var name = headers[i].Key.ToLowerInvariant();
            if (names.BinarySearch(0, listed, name, StringComparer.Ordinal) < 0)
                names.Add(name);
        }

        areListed = names.Count == listed;
        if (!areListed)
            SortOnce(names);
        return names;
    }

    // The list may be as long as a header can be: what is equal stands together once it is sorted.
    private static void SortOnce(List<string> sorted)
    {
        sorted.Sort(string.CompareOrdinal);
        var kept = 0;
        for (var i = 0; i < sorted.Count; i++)
        {
            if (kept == 0 || sorted[i] != sorted[kept - 1])
                sorted[kept++] = sorted[i];
        }

        sorted.RemoveRange(kept, sorted.Count - kept);
    }
}
