namespace ResetPassword.Tenancy;

/// <summary>The calls that belong to no tenant: what found no action, or names a key that does not exist.</summary>
internal sealed class UnattributedJournal(TenantLimits limits)
{
    public Journal Journal { get; } = new(limits.JournalSize);
}
