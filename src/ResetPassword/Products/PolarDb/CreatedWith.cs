using System.Security.Cryptography;
using System.Text;
using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.PolarDb;

/// <summary>What an account remembers of the request that created it: its token and the rest, both as hashes.</summary>
internal sealed record CreatedWith(string Token, string Request)
{
    public static CreatedWith Of(RpcParameters parameters, Operation operation, string clusterId, string token)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{clusterId}\n{token}")), 0, 16);
        return new(hash, RequestFingerprint.Of(parameters, operation, hash));
    }

    /// <summary>Whether the account was created with the same token.</summary>
    public bool HasTokenOf(DatabaseAccount account) => account[PolarDbInstances.CreatedWith].StartsWith($"{Token}:", StringComparison.Ordinal);

    /// <summary>Whether the account was created with the same request.</summary>
    public bool Made(DatabaseAccount account) => account[PolarDbInstances.CreatedWith] == ToString();

    public override string ToString() => $"{Token}:{Request}";
}
