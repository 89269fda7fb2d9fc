namespace ResetPassword.Ram;

/// <summary>Who signed a call: an AccessKey of an Alibaba Cloud account (the tenant).</summary>
/// <param name="OwnerId">The account's 16-digit id.</param>
/// <param name="Region">The account's region, for what names none.</param>
/// <param name="Principal">Who the key belongs to within the account.</param>
/// <param name="TenantKeyId">The AccessKeyId that the tenant goes by: the account's own.</param>
internal sealed record Caller(string AccessKeyId, string OwnerId, string Region, Principal Principal, string TenantKeyId)
{
    /// <summary>The account itself.</summary>
    public Caller(string accessKeyId, string ownerId, string region)
        : this(accessKeyId, ownerId, region, Principal.Root, accessKeyId)
    {
    }
}
