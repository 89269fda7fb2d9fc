using System.Security.Cryptography;
using System.Text;
using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products;

/// <summary>Tells a repeated request from another one with the same ClientToken. Pure.</summary>
internal static class RequestFingerprint
{
    private const string Token = "ClientToken";

    /// <summary>A hash of what an operation reads of a call, but for the token; salted, since a password may be in it.</summary>
    /// <param name="salt">The id of what the call creates.</param>
    public static string Of(RpcParameters parameters, Operation operation, string salt)
    {
        var text = new StringBuilder(salt);
        foreach (var (name, value) in parameters.All.Where(p => p.Key != Token).OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            if (operation.Find(name) is { } parameter)
                text.Append('\n').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(parameter.Spell(value)));
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
