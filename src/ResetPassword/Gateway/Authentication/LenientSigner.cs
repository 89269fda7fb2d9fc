using System.Text;

namespace ResetPassword.Gateway.Authentication;

/// <summary>
/// Joins and encodes parameters in every way that hand-written signers do it wrong. Slow and plain: it only runs on a signature that is wrong already.
/// </summary>
internal sealed record LenientSigner
{
    public static readonly LenientSigner Correct = new();

    /// <summary>What a blank becomes.</summary>
    public string Blank { get; init; } = "%20";

    /// <summary>Characters that stay as they are, besides letters, digits and <c>-_.</c></summary>
    public string Unencoded { get; init; } = "~";

    public bool LowerCaseHex { get; init; }

    public bool Sorted { get; init; } = true;

    public bool EncodesParameters { get; init; } = true;

    public bool KeepsEmptyValues { get; init; } = true;

    public string Encode(string text)
    {
        var encoded = new StringBuilder();
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            var character = (char)value;
            if (char.IsAsciiLetterOrDigit(character) || "-_.".Contains(character) || Unencoded.Contains(character))
                encoded.Append(character);
            else if (character == ' ')
                encoded.Append(Blank);
            else
                encoded.Append('%').Append(value.ToString(LowerCaseHex ? "x2" : "X2", provider: null));
        }

        return encoded.ToString();
    }

    public string Query(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var kept = parameters.Where(p => KeepsEmptyValues || p.Value != "");
        var ordered = Sorted ? kept.OrderBy(p => p.Key, StringComparer.Ordinal) : kept;
        return string.Join('&', ordered.Select(p => EncodesParameters ? $"{Encode(p.Key)}={Encode(p.Value)}" : $"{p.Key}={p.Value}"));
    }
}
