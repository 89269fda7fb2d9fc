using System.Collections.Frozen;

namespace ResetPassword.Gateway;

/// <summary>Finds the parameters of a call that neither the gateway nor the action reads: most often a misspelt name.</summary>
internal static class UnreadParameters
{
    /// <summary>How many the answer's header names.</summary>
    public const int MaxShown = 20;

    /// <summary>How much of a name is shown.</summary>
    private const int MaxNameLength = 64;

    // What the gateway reads, what SDK cores and Terraform add to every call, and the owner parameters of every action.
    private static readonly FrozenSet<string> Common = FrozenSet.Create(
        CommonParameters.Action, CommonParameters.Version, CommonParameters.Format, CommonParameters.AccessKeyId, CommonParameters.Signature,
        CommonParameters.SignatureMethod, CommonParameters.SignatureVersion, CommonParameters.SignatureNonce, CommonParameters.SignatureType,
        CommonParameters.Timestamp, CommonParameters.SecurityToken, CommonParameters.BearerToken, "RegionId", "SourceIp", "SecureTransport", "ClientToken",
        "OwnerId", "OwnerAccount", "ResourceOwnerId", "ResourceOwnerAccount", "AcceptLanguage");

    public static IReadOnlyList<string> Of(RpcParameters parameters, Operation operation)
    {
        List<string>? unread = null;
        for (var i = 0; i < parameters.Count; i++)
        {
            var name = parameters[i].Key;
            if (operation.Find(name) is null && !Common.Contains(name))
                (unread ??= []).Add(name);
        }

        return unread ?? (IReadOnlyList<string>)[];
    }

    /// <summary>The names for a header or a message: percent-encoded, comma-separated, the first 20.</summary>
    public static string Show(IReadOnlyList<string> names) =>
        string.Join(',', names.Take(MaxShown).Select(name => Uri.EscapeDataString(name.Length > MaxNameLength ? name[..MaxNameLength] : name)));
}
