namespace ResetPassword.Tenancy;

/// <summary>How much is kept.</summary>
/// <param name="MaxTenants">How many tenants can exist at once.</param>
/// <param name="JournalSize">How many calls a journal holds; 0 keeps none.</param>
/// <param name="MaxNonces">How many nonces are remembered at once.</param>
/// <param name="MaxTemporaryKeys">How many temporary keys can be live at once.</param>
internal sealed record TenantLimits(int MaxTenants, int JournalSize, int MaxNonces, int MaxTemporaryKeys);
