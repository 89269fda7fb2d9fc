namespace ResetPassword.Gateway;

/// <summary>Who signed a call: an AccessKey of an Alibaba Cloud account (the tenant).</summary>
/// <param name="OwnerId">The account's 16-digit id.</param>
/// <param name="Region">The account's region, for what names none.</param>
internal sealed record Caller(string AccessKeyId, string OwnerId, string Region);
