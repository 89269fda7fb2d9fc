namespace ResetPassword.Model;

/// <summary>What a committed change was. A password is in it only inside a <see cref="Secret"/>, and only while the call lasts.</summary>
internal abstract record InstanceEvent
{
    private InstanceEvent()
    {
    }

    public sealed record PasswordReset(AccountKey Account, Secret Password) : InstanceEvent;

    public sealed record InstanceCreated : InstanceEvent;

    public sealed record InstanceDeleted : InstanceEvent;

    public sealed record AccountCreated(AccountKey Account, Secret Password) : InstanceEvent;

    public sealed record AccountDeleted(AccountKey Account) : InstanceEvent;

    /// <summary>An account has another description, lock or validity; its password is the same.</summary>
    public sealed record AccountModified(AccountKey Account) : InstanceEvent;

    /// <summary>An account has other privileges on databases.</summary>
    public sealed record PrivilegesChanged(AccountKey Account) : InstanceEvent;

    /// <summary>The instance has another description, whitelist, address, tag or setting; its accounts and databases are the same.</summary>
    public sealed record InstanceModified : InstanceEvent;

    public sealed record InstanceRestarted : InstanceEvent;

    /// <summary>A database has another description.</summary>
    public sealed record DatabaseModified(string Database) : InstanceEvent;

    public sealed record DatabaseCreated(string Database) : InstanceEvent;

    /// <summary>A database goes, and what accounts may do on it.</summary>
    public sealed record DatabaseDeleted(string Database) : InstanceEvent;

    /// <summary>A control call changed the instance, as no cloud could.</summary>
    public sealed record Administered : InstanceEvent;

    /// <summary>A privileged account has its full permissions again.</summary>
    public sealed record PermissionsReset(AccountKey Account) : InstanceEvent;
}
