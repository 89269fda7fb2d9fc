using System.Buffers;
using System.Text;
using System.Text.Unicode;
using ResetPassword.Gateway;
using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Http;

/// <summary>Reads <c>name=value&amp;…</c> with form rules: <c>+</c> is a blank, <c>%xx</c> a byte of UTF-8 in either case. Strict about both. Pure.</summary>
internal static class FormUrlEncoded
{
    private static readonly SearchValues<byte> Encoded = SearchValues.Create("%+"u8);
    private static readonly SearchValues<char> Printable = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    /// <summary>
    /// Adds the parameters of <paramref name="text"/>; gives what is wrong with it first, or null. What can be read is there all the same, since the
    /// <c>Format</c> of the refusal may be behind the fault.
    /// </summary>
    /// <param name="place">What to call the text in the message.</param>
    public static ApiError? Read(ReadOnlySpan<byte> text, string place, RpcParameters into)
    {
        ApiError? error = null;
        foreach (var range in text.Split((byte)'&'))
        {
            var pair = text[range];
            if (pair.IsEmpty)
                continue;
            var equals = pair.IndexOf((byte)'=');
            var name = Decode(equals < 0 ? pair : pair[..equals]);
            var value = equals < 0 ? "" : Decode(pair[(equals + 1)..]);
            if (name is null || value is null)
                error ??= GatewayErrors.Malformed($"The {place} has a broken percent-encoding: % must be followed by two hexadecimal digits, and the bytes must be UTF-8.");
            else if (!into.TryAdd(name, value))
                error ??= GatewayErrors.Malformed($"The parameter {Shown(name)} is given twice with different values.");
            if (into.Count > RpcParameters.MaxCount)
                return GatewayErrors.Malformed($"The request has more than {RpcParameters.MaxCount} parameters.");
        }

        return error;
    }

    private static string Shown(string name)
    {
        var shown = UnreadParameters.Shown(name, operation: null);
        return shown.AsSpan().TrimEnd('…').ContainsAnyExcept(Printable) ? "(unprintable name)" : shown;
    }

    private static string? Decode(ReadOnlySpan<byte> text)
    {
        if (text.IndexOfAny(Encoded) < 0)
            return Utf8.IsValid(text) ? Encoding.UTF8.GetString(text) : null;

        var rented = ArrayPool<byte>.Shared.Rent(text.Length);
        var length = Decode(text, rented);
        var decoded = length >= 0 && Utf8.IsValid(rented.AsSpan(0, length)) ? Encoding.UTF8.GetString(rented, 0, length) : null;
        ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        return decoded;
    }

    private static int Decode(ReadOnlySpan<byte> text, Span<byte> decoded)
    {
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var value = text[i];
            if (value == '+')
            {
                value = (byte)' ';
            }
            else if (value == '%')
            {
                if (i + 2 >= text.Length || Convert.FromHexString(text.Slice(i + 1, 2), decoded[length..], out _, out _) != OperationStatus.Done)
                    return -1;
                value = decoded[length];
                i += 2;
            }

            decoded[length++] = value;
        }

        return length;
    }
}
