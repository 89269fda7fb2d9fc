using System.Collections.Frozen;
using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Products;

namespace ResetPassword.Gateway;

/// <summary>Finds the parameters of a call that neither the gateway nor the action reads: most often a misspelt name.</summary>
internal static class UnreadParameters
{
    /// <summary>How many the answer's header names.</summary>
    public const int MaxShown = 20;

    /// <summary>How many are looked for.</summary>
    public const int MaxFound = 100;

    private const int ShownLength = 3;
    private const int MaxEdits = 2;
    private const int MaxItemLength = 16;
    private const char Cut = '…';
    private const string EncodedCut = "%E2%80%A6";

    // What the gateway reads, what SDK cores and Terraform add to every call, and the owner parameters of every action.
    private static readonly FrozenSet<string> Common = FrozenSet.Create(
        CommonParameters.Action, CommonParameters.Version, CommonParameters.Format, CommonParameters.AccessKeyId, CommonParameters.Signature,
        CommonParameters.SignatureMethod, CommonParameters.SignatureVersion, CommonParameters.SignatureNonce, CommonParameters.SignatureType,
        CommonParameters.Timestamp, CommonParameters.SecurityToken, CommonParameters.BearerToken, "RegionId", "SourceIp", "SecureTransport", "ClientToken",
        "OwnerId", "OwnerAccount", "ResourceOwnerId", "ResourceOwnerAccount", "AcceptLanguage");

    // What any action declares, for the calls that found none.
    private static readonly Lazy<FrozenSet<string>> DeclaredAnywhere = new(() =>
        Catalogue.Products.SelectMany(product => product.Operations).SelectMany(operation => operation.Parameters).Select(p => p.Name).ToFrozenSet());

    /// <summary>Their names as they may be shown, at most <see cref="MaxFound"/>.</summary>
    public static IReadOnlyList<string> Of(RpcParameters parameters, Operation operation)
    {
        List<string>? unread = null;
        for (var i = 0; i < parameters.Count && unread is not { Count: MaxFound }; i++)
        {
            var name = parameters[i].Key;
            if (!IsRead(name, operation))
                (unread ??= []).Add(Shown(name, operation));
        }

        return unread ?? (IReadOnlyList<string>)[];
    }

    /// <summary>
    /// A parameter's name as it may be shown: what nobody declares may be the tail of a password whose <c>&amp;</c> was not encoded. A misspelling of a name
    /// that is read is shown whole; of anything else, the first three characters.
    /// </summary>
    /// <param name="operation">Null where the call found none.</param>
    public static string Shown(string name, Operation? operation)
    {
        if (IsRead(name, operation) || IsMisspelt(name, operation))
            return name;
        return string.Concat(name.EnumerateRunes().Take(ShownLength)) + Cut;
    }

    /// <summary>Whether a name that <see cref="Shown"/> gave is not the whole one.</summary>
    public static bool IsCut(string shown) => shown.EndsWith(Cut);

    /// <summary>The names for a header: percent-encoded, comma-separated, the first 20.</summary>
    public static string Show(IReadOnlyList<string> names) => string.Join(',', names.Take(MaxShown).Select(Uri.EscapeDataString));

    /// <summary>The same for a message.</summary>
    public static string Say(IReadOnlyList<string> names) => ToMessage(Show(names));

    /// <summary>A header's text, with the mark of a cut as it is.</summary>
    public static string ToMessage(string header) => header.Replace(EncodedCut, $"{Cut}", StringComparison.Ordinal);

    private static bool IsRead(string name, Operation? operation) =>
        operation is null ? DeclaredAnywhere.Value.Contains(name) || Common.Contains(name) : operation.Find(name) is not null || Common.Contains(name);

    // A name with the mark of a cut in it would look like another's that was cut.
    private static bool IsMisspelt(string name, Operation? operation)
    {
        if (name.Contains(Cut))
            return false;
        foreach (var common in Common)
        {
            if (IsLike(name, common))
                return true;
        }

        return operation?.Parameters.Any(p => p.Type == ParameterType.List ? IsLikeItem(name, p.Name) : IsLike(name, p.Name)) == true;
    }

    // Tags.1.Key for Tag.1.Key.
    private static bool IsLikeItem(string name, string list)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? IsLike(name, list) : IsLike(name.AsSpan(0, dot), list) && IsItem(name.AsSpan(dot + 1));
    }

    private static bool IsItem(ReadOnlySpan<char> item)
    {
        var number = item.IndexOf('.') is > 0 and var dot ? item[..dot] : item;
        return item.Length <= MaxItemLength && int.TryParse(number, out _) && !item[number.Length..].TrimStart('.').ContainsAnyExceptInRange('A', 'z');
    }

    private static bool IsLike(ReadOnlySpan<char> name, string declared) =>
        Math.Abs(name.Length - declared.Length) <= MaxEdits
        && (name.Equals(declared, StringComparison.OrdinalIgnoreCase) || IsWithin(name, declared, MaxEdits));

    // Whether so many letters left out, added or exchanged make one of the other. What begins alike needs none, so there are few ways to go.
    private static bool IsWithin(ReadOnlySpan<char> one, ReadOnlySpan<char> other, int edits)
    {
        var alike = one.CommonPrefixLength(other);
        one = one[alike..];
        other = other[alike..];
        if (one.IsEmpty || other.IsEmpty)
            return one.Length + other.Length <= edits;
        return edits > 0 && (IsWithin(one[1..], other, edits - 1) || IsWithin(one, other[1..], edits - 1) || IsWithin(one[1..], other[1..], edits - 1));
    }
}
