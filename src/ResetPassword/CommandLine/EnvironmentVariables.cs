using ResetPassword.Products;
using ResetPassword.Ram;
using ResetPassword.Seeds;

namespace ResetPassword.CommandLine;

/// <summary>The environment variables that the vendor's clients read, and the values that lead to an emulator; docs/commands.md has who reads which.</summary>
internal static class EnvironmentVariables
{
    public const string KeyId = "ALIBABA_CLOUD_ACCESS_KEY_ID";
    public const string Secret = "ALIBABA_CLOUD_ACCESS_KEY_SECRET";
    public const string Token = "ALIBABA_CLOUD_SECURITY_TOKEN";
    public const string CredentialsUri = "ALIBABA_CLOUD_CREDENTIALS_URI";
    public const string EndpointPrefix = "ALIBABA_CLOUD_ENDPOINT_";

    /// <summary>A token that some client sends with the key.</summary>
    public static readonly IReadOnlyList<string> Tokens = [Token, "ALIBABACLOUD_SECURITY_TOKEN", "ALICLOUD_SECURITY_TOKEN", "SECURITY_TOKEN"];

    /// <summary>A profile that some client takes instead of the key.</summary>
    public static readonly IReadOnlyList<string> Profiles = ["ALIBABA_CLOUD_PROFILE", "ALIBABACLOUD_PROFILE", "ALICLOUD_PROFILE"];

    /// <summary>A role that some client assumes with the key.</summary>
    public static readonly IReadOnlyList<string> Roles = ["ALIBABA_CLOUD_ROLE_ARN", "ALIBABACLOUD_ROLE_ARN", "ALICLOUD_ASSUME_ROLE_ARN"];

    /// <summary>Other names of the key that some client, or an older version of it, prefers.</summary>
    public static readonly IReadOnlyList<string> OtherKeyIds = ["ALICLOUD_ACCESS_KEY", "ALICLOUD_ACCESS_KEY_ID", "ALIBABACLOUD_ACCESS_KEY_ID"];

    /// <summary>What would win over the variables that are set, or be sent with them.</summary>
    public static readonly IReadOnlyList<string> Unset =
    [
        .. Tokens, .. Profiles, .. Roles, .. OtherKeyIds,
        "ALICLOUD_SECRET_KEY", "ALICLOUD_ACCESS_KEY_SECRET", "ALIBABACLOUD_ACCESS_KEY_SECRET",
        "ALICLOUD_REGION", "ALICLOUD_REGION_ID", "ALIBABACLOUD_REGION_ID",
    ];

    /// <summary>The names by which Terraform's provider reads an endpoint when there is none of the newer.</summary>
    public static readonly IReadOnlyList<string> OlderEndpoints = [.. Catalogue.Products.Select(product => $"{product.Code.ToUpperInvariant()}_ENDPOINT")];

    /// <summary>The variables that are set, and their values.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(Uri endpoint, string accessKeyId, string secret) =>
    [
        new(KeyId, accessKeyId),
        new(Secret, secret),
        new("ALIBABA_CLOUD_REGION_ID", SeedReader.DefaultRegion),
        new("ALIBABA_CLOUD_REGION", SeedReader.DefaultRegion),
        new("ALIBABA_CLOUD_IGNORE_PROFILE", "TRUE"),
        .. Catalogue.Products.Select(product => KeyValuePair.Create(EndpointPrefix + product.Code.ToUpperInvariant(), endpoint.Authority)),
    ];

    /// <summary>Whether a key looks like one of the vendor's, which no emulator knows.</summary>
    public static bool IsRealKey(string accessKeyId) => accessKeyId.StartsWith("LTAI", StringComparison.Ordinal);
}
