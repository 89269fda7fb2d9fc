using System.Buffers;
using ResetPassword.Model;

namespace ResetPassword.Gateway.Authentication;

/// <summary>The canonical query of both signature generations: parameters sorted by their unencoded names, encoded, joined.</summary>
internal static class CanonicalQuery
{
    public static void Write(ByteBuffer to, RpcParameters parameters, string? except = null)
    {
        var sorted = ArrayPool<KeyValuePair<string, string>>.Shared.Rent(parameters.Count);
        var count = 0;
        for (var i = 0; i < parameters.Count; i++)
        {
            if (parameters[i].Key != except)
                sorted[count++] = parameters[i];
        }

        sorted.AsSpan(0, count).Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
                to.Append((byte)'&');
            PercentEncoding.Append(to, sorted[i].Key);
            to.Append((byte)'=');
            PercentEncoding.Append(to, sorted[i].Value);
        }

        ArrayPool<KeyValuePair<string, string>>.Shared.Return(sorted, clearArray: true);
    }
}
