using ResetPassword.Operations;
using ResetPassword.Tenancy;

namespace ResetPassword.Gateway.Authentication;

/// <summary>What a call says about its own signature, wherever its generation keeps that. What is not there is null.</summary>
internal sealed record SignedCall
{
    public required SignatureGeneration Generation { get; init; }

    public required string? Action { get; init; }

    public required string? Version { get; init; }

    public required string? AccessKeyId { get; init; }

    public required string? Timestamp { get; init; }

    public required string? Nonce { get; init; }

    public required string? SecurityToken { get; init; }

    public required string? Signature { get; init; }

    /// <summary>The V3 header's fields; null for V1.</summary>
    public V3Authorization? Authorization { get; init; }

    // V1 SDKs send x-acs-action headers too: what tells the generations apart is the Authorization header.
    public static SignedCall Of(RpcRequest request) =>
        request.Headers.Find("Authorization") is { } header && header.StartsWith(V3Authorization.SchemePrefix, StringComparison.Ordinal)
            ? OfV3(request, V3Authorization.Read(header))
            : OfV1(request);

    private static SignedCall OfV1(RpcRequest request)
    {
        var parameters = request.Parameters;

        // V3 SDKs without credentials name the action in headers only. Nothing signs those headers here, so a signed call's do not count.
        var isAnonymous = !parameters.Has(CommonParameters.Signature);
        return new()
        {
            Generation = SignatureGeneration.V1,
            Action = parameters.Find(CommonParameters.Action) ?? (isAnonymous ? request.Headers.Find("x-acs-action") : null),
            Version = parameters.Find(CommonParameters.Version) ?? (isAnonymous ? request.Headers.Find("x-acs-version") : null),
            AccessKeyId = parameters.Find(CommonParameters.AccessKeyId),
            Timestamp = parameters.Find(CommonParameters.Timestamp),
            Nonce = parameters.Find(CommonParameters.SignatureNonce),
            SecurityToken = parameters.Find(CommonParameters.SecurityToken),
            Signature = parameters.Find(CommonParameters.Signature),
        };
    }

    private static SignedCall OfV3(RpcRequest request, V3Authorization authorization)
    {
        var headers = request.Headers;
        return new()
        {
            Generation = SignatureGeneration.V3,
            Action = headers.FindSigned("x-acs-action") ?? request.Parameters.Find(CommonParameters.Action),
            Version = headers.FindSigned("x-acs-version") ?? request.Parameters.Find(CommonParameters.Version),
            AccessKeyId = authorization.Credential,
            Timestamp = headers.FindSigned("x-acs-date"),
            Nonce = headers.FindSigned("x-acs-signature-nonce"),
            SecurityToken = headers.FindSigned("x-acs-security-token"),
            Signature = authorization.Signature,
            Authorization = authorization,
        };
    }
}
