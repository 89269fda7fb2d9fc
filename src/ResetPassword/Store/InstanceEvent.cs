using ResetPassword.Gateway;

namespace ResetPassword.Store;

/// <summary>What a committed change was. A password is in it only inside a <see cref="Secret"/>, and only while the call lasts.</summary>
internal abstract record InstanceEvent
{
    private InstanceEvent()
    {
    }

    public sealed record PasswordReset(AccountKey Account, Secret Password) : InstanceEvent;

    /// <summary>A control call changed the instance, as no cloud could.</summary>
    public sealed record Administered : InstanceEvent;

    /// <summary>A privileged account has its full permissions again.</summary>
    public sealed record PermissionsReset(AccountKey Account) : InstanceEvent;
}
