using System.Security.Cryptography;
using System.Text;
using ResetPassword.Model;
using ResetPassword.Ram;

namespace ResetPassword.Operations;

/// <summary>What an operation may know besides its request and what was loaded. The same context always gives the same answers.</summary>
internal sealed class CallContext(Caller caller, DateTimeOffset now, string requestId, IdSource ids)
{
    private const int NewIdBytes = 9;

    private PasswordHash? _hash;
    private TemporaryKey? _key;
    private RamAccount? _account;

    public Caller Caller { get; } = caller;

    public DateTimeOffset Now { get; } = now;

    public string RequestId { get; } = requestId;

    /// <summary>Gives the RAM users and roles of the caller's account, for those calls that ask.</summary>
    public Func<RamAccount> Ram { get; init; } = () => RamAccount.Empty;

    /// <summary>The RAM users and roles of the caller's account, as of the first time that they are asked for.</summary>
    public RamAccount Account => _account ??= Ram();

    /// <summary>Host and port that the client addressed: where this service is for it.</summary>
    public string Endpoint { get; init; } = "";

    /// <summary>Where the call came from, or null where that is not known.</summary>
    public string? SourceIp { get; init; }

    /// <summary>Whether it came by HTTPS.</summary>
    public bool IsSecure { get; init; }

    /// <summary>How long what this call begins takes by the tenant's clock: zero when it is done at once.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The status of what this call begins: <paramref name="next"/> at once, or <paramref name="meanwhile"/> for as long as that takes.</summary>
    public (string Status, StatusChange? Pending) StatusOver(string meanwhile, string next) =>
        Duration == TimeSpan.Zero ? (next, null) : (meanwhile, new(next, Now + Duration));

    /// <summary>The id of what this call creates: with the same token it is the same one, so that of two calls the second finds what the first made.</summary>
    /// <param name="prefix">What the product's ids begin with.</param>
    /// <param name="token">The call's ClientToken, or null.</param>
    public string NewId(string prefix, string action, string? token)
    {
        var seed = string.Join('\n', Caller.OwnerId, action, string.IsNullOrEmpty(token) ? RequestId : token);
        return prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(seed)), 0, NewIdBytes);
    }

    /// <summary>What conditions can ask of any call: its time, where it came from and how.</summary>
    public Dictionary<string, string> CommonConditionKeys()
    {
        var keys = new Dictionary<string, string>(ConditionKeys.Comparer)
        {
            ["acs:CurrentTime"] = VendorTime.Write(Now),
            ["acs:SecureTransport"] = IsSecure ? "true" : "false",

            // Nobody signs in with a second factor by AccessKey.
            ["acs:MFAPresent"] = "false",
        };
        if (SourceIp is { } address)
            keys["acs:SourceIp"] = address;
        return keys;
    }

    /// <summary>A fresh temporary key of a role: made once, as the hash is.</summary>
    public TemporaryKey NewTemporaryKey(Principal.RoleSession session, TimeSpan duration) =>
        _key ??= TemporaryKey.Of(session, Caller, Now + duration, ids);

    /// <summary>
    /// The salted hash of the call's password: computed once, however often the operation decides after a lost race.
    /// </summary>
    public PasswordHash Hash(Secret password) => _hash ??= PasswordHash.Of(password, ids.NextSalt());
}
