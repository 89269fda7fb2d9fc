using System.Text;
using ResetPassword.Model;

namespace ResetPassword.Ram;

/// <summary>An AccessKey of an Alibaba Cloud account, with its secret in the two forms that signing needs.</summary>
internal sealed class AccessKey
{
    private readonly byte[] _secret;

    public AccessKey(string id, Secret secret, string ownerId, string region, bool isActive = true)
        : this(new(id, ownerId, region), secret, isActive)
    {
    }

    /// <summary>A key of a user, or of a role that was assumed.</summary>
    public AccessKey(Caller caller, Secret secret, bool isActive = true)
    {
        Caller = caller;
        IsActive = isActive;
        _secret = Encoding.UTF8.GetBytes(secret.Reveal() + '&');
    }

    public Caller Caller { get; }

    public bool IsActive { get; }

    /// <summary>V1 signs with the secret and an ampersand.</summary>
    public ReadOnlySpan<byte> V1Key => _secret;

    public ReadOnlySpan<byte> V3Key => _secret.AsSpan(0, _secret.Length - 1);
}
