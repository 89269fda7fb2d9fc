namespace ResetPassword.Tenancy;

/// <summary>How much is kept of tenants.</summary>
/// <param name="MaxTenants">How many can exist at once.</param>
/// <param name="JournalSize">How many calls a journal holds; 0 keeps none.</param>
internal sealed record TenantLimits(int MaxTenants, int JournalSize);
