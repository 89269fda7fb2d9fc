namespace ResetPassword.Tenancy;

/// <summary>How much is kept.</summary>
/// <param name="MaxTenants">How many tenants can exist at once.</param>
/// <param name="JournalSize">How many calls a journal holds; 0 keeps none.</param>
/// <param name="MaxNonces">How many nonces are remembered at once.</param>
/// <param name="MaxTemporaryKeys">How many temporary keys can be live at once.</param>
internal sealed record TenantLimits(int MaxTenants, int JournalSize, int MaxNonces, int MaxTemporaryKeys)
{
    /// <summary>How many characters the policies of all live temporary keys may have; read, they take up to ten times as many bytes.</summary>
    public const long MaxPolicyCharacters = 8 * 1024 * 1024;

    /// <summary>How long a tenant that is as it was made is kept without a call, where another one needs its place.</summary>
    public static readonly TimeSpan IdleTime = TimeSpan.FromHours(1);
}
