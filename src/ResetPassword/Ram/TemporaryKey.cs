using System.Security.Cryptography;
using System.Text;
using ResetPassword.Model;

namespace ResetPassword.Ram;

/// <summary>The credentials that AssumeRole gives: a key that works with its token until it expires, by the tenant's clock.</summary>
internal sealed record TemporaryKey(AccessKey Key, Secret Secret, string Token, DateTimeOffset Expiration)
{
    public const string IdPrefix = "STS.";

    private const string TokenPrefix = "CAIS";

    /// <summary>How many characters the session's policy has; 0 without one.</summary>
    public int PolicyLength => Key.Caller.Principal is Principal.RoleSession { SessionPolicy: { } policy } ? policy.Length : 0;

    /// <summary>What a store that lasts keeps of a token: enough to know it again.</summary>
    public static string HashOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    public static TemporaryKey Of(Principal.RoleSession session, Caller creator, DateTimeOffset expiration, IdSource ids)
    {
        var secret = new Secret(ids.NextSecret() + ids.NextSecret()[..12]);
        var caller = creator with { AccessKeyId = IdPrefix + ids.NextHex()[..24], Principal = session };
        return new(new(caller, secret), secret, TokenPrefix + Convert.ToBase64String([.. ids.NextSalt(), .. ids.NextSalt(), .. ids.NextSalt()]), expiration);
    }
}
