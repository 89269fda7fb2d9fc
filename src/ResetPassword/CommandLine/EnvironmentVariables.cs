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

    /// <summary>The variables that must not be set: a token that is sent with the key, a profile that wins over it, a role that is assumed with it.</summary>
    public static readonly IReadOnlyList<string> Unset = [Token, "ALIBABA_CLOUD_PROFILE", "ALIBABA_CLOUD_ROLE_ARN"];

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

    /// <summary>Whether a key is one that the emulator may know; the vendor's real ones look otherwise.</summary>
    public static bool IsRealKey(string accessKeyId) => accessKeyId.StartsWith("LTAI", StringComparison.Ordinal);
}
