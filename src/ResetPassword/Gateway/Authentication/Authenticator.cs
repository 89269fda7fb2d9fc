using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Ram;
using ResetPassword.Store;
using ResetPassword.Tenancy;

namespace ResetPassword.Gateway.Authentication;

/// <summary>Finds out who signed a call, or which row says why that cannot be told. The checks stand in the order the gateway answers.</summary>
internal sealed class Authenticator(KeyRing keys, IStore store, TimeProvider realTime)
{
    // With and without a fraction: a request with milliseconds is on record as accepted.
    private static readonly string[] TimestampFormats =
        [VendorTime.Seconds, .. Enumerable.Range(1, 7).Select(digits => $"yyyy-MM-dd'T'HH:mm:ss.{new string('f', digits)}'Z'")];

    // What a store keeps at hand of a tenant may have been changed elsewhere: then all is judged again.
    public async ValueTask<Authentication> AuthenticateAsync(Call incoming)
    {
        while (true)
        {
            var (request, call) = (incoming.Request, incoming.Signed);
            if (FindUnsigned(request, call) is { } unsigned)
                return unsigned;
            if (await JudgeAsync(incoming, call.AccessKeyId ?? "", call.Timestamp ?? "") is { } judged)
                return judged;
            incoming.Finds(await keys.FindAsync(call.AccessKeyId ?? "", store));
        }
    }

    // Null when the tenant has changed meanwhile.
    private async ValueTask<Authentication?> JudgeAsync(Call incoming, string accessKeyId, string timestampText)
    {
        var (call, known) = (incoming.Signed, incoming.Key);
        var realNow = realTime.GetUtcNow();
        var now = known?.Tenant?.Clock.SignatureNow ?? realNow;
        if (!TryReadTimestamp(timestampText, out var timestamp))
            return GatewayErrors.TimestampFormat;
        if ((now - timestamp).Duration() > NonceExpiry.Lifetime)
            return await RefuseAsync(known, GatewayErrors.TimestampExpired);
        if (await FindBadKeyAsync(call, accessKeyId, known?.Key, known?.Tenant?.Clock.Now ?? realNow) is { } badKey)
            return await RefuseAsync(known, badKey);
        if (known is not { Key: var key })
            return GatewayErrors.UnknownAccessKey;
        if (FindWrongSignature(incoming.Request, call, key) is { } wrong)
        {
            incoming.SignatureDiagnosis = SignatureDiagnosis.Of(incoming.Request, call, key, known.Value.Tenant?.EarlierSignatures.All ?? []);
            Remember(call, known.Value.Tenant);
            return wrong;
        }

        // V3 documents its nonce as recommended: a call without one cannot be told from its replay.
        var nonce = string.IsNullOrEmpty(call.Nonce) ? null : call.Nonce;
        var entrance = await store.EnterAsync(key, new(known.Value.Tenant, nonce, timestamp, now, realNow, incoming.InstanceToLoad));
        if (entrance.Tenant is { } tenant)
        {
            incoming.Entered(key, tenant);
            Remember(call, tenant);
        }

        return entrance switch
        {
            { Verdict: EntranceVerdict.Changed } => (Authentication?)null,
            { Verdict: EntranceVerdict.NonceUsed } => GatewayErrors.NonceUsed,
            { Verdict: EntranceVerdict.NoncesFull } => GatewayErrors.Throttled,
            { Tenant: { } entered } => new Authentication(entered, key.Caller),
            _ => GatewayErrors.TenantLimit,
        };
    }

    // What a tenant says may have been said before a control changed it.
    private async ValueTask<Authentication?> RefuseAsync(KnownKey? known, ApiError error) =>
        await store.IsCurrentAsync(known?.Tenant) ? error : (Authentication?)null;

    private static void Remember(SignedCall call, Tenant? tenant)
    {
        if (call.Generation == SignatureGeneration.V1)
            tenant?.EarlierSignatures.Add(call.Signature, call.Nonce, call.Timestamp);
    }

    private static ApiError? FindUnsigned(RpcRequest request, SignedCall call)
    {
        if (FindUnsupported(request, call) is { } unsupported)
            return unsupported;
        if (string.IsNullOrEmpty(call.AccessKeyId))
            return GatewayErrors.Missing(CommonParameters.AccessKeyId);
        if (string.IsNullOrEmpty(call.Timestamp))
            return GatewayErrors.Missing(CommonParameters.Timestamp);
        return call.Authorization is null ? FindMissingV1(request.Parameters, call) : FindMissingV3(request, call, call.Authorization);
    }

    private static ApiError? FindUnsupported(RpcRequest request, SignedCall call)
    {
        if (call.Generation == SignatureGeneration.V3)
            return call.Authorization?.Algorithm == SignatureV3.Algorithm ? null : GatewayErrors.UnsupportedSignature;

        var isOtherType = !string.IsNullOrEmpty(request.Parameters.Find(CommonParameters.SignatureType));
        var isBearer = request.Parameters.Has(CommonParameters.BearerToken) || request.Headers.Find("x-acs-bearer-token") is not null;
        return isOtherType || isBearer ? GatewayErrors.UnsupportedSignature : null;
    }

    private static ApiError? FindMissingV1(RpcParameters parameters, SignedCall call)
    {
        if (string.IsNullOrEmpty(call.Nonce))
            return GatewayErrors.Missing(CommonParameters.SignatureNonce);
        if (parameters.Find(CommonParameters.SignatureMethod) is not { Length: > 0 } signatureMethod)
            return GatewayErrors.Missing(CommonParameters.SignatureMethod);
        if (string.IsNullOrEmpty(parameters.Find(CommonParameters.SignatureVersion)))
            return GatewayErrors.Missing(CommonParameters.SignatureVersion);
        if (string.IsNullOrEmpty(call.Signature))
            return GatewayErrors.Missing(CommonParameters.Signature);
        if (!SignatureV1.IsSupported(signatureMethod))
            return GatewayErrors.InvalidSignatureMethod;
        return parameters.Find(CommonParameters.SignatureVersion) == "1.0" ? null : GatewayErrors.InvalidSignatureVersion;
    }

    // An empty V3 signature is a wrong one, not a missing one: https://github.com/aliyun/alibabacloud-csharp-sdk/issues/40
    private static ApiError? FindMissingV3(RpcRequest request, SignedCall call, V3Authorization authorization)
    {
        if (call.Signature is null)
            return GatewayErrors.Missing(CommonParameters.Signature);
        if (string.IsNullOrEmpty(authorization.SignedHeaders))
            return GatewayErrors.Missing("SignedHeaders");
        return string.IsNullOrEmpty(request.Headers.FindSigned("x-acs-content-sha256")) ? GatewayErrors.Missing("x-acs-content-sha256") : null;
    }

    private static bool TryReadTimestamp(string? text, out DateTimeOffset timestamp) =>
        DateTimeOffset.TryParseExact(
            text, TimestampFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out timestamp);

    private async ValueTask<ApiError?> FindBadKeyAsync(SignedCall call, string accessKeyId, AccessKey? key, DateTimeOffset now)
    {
        var isTemporary = accessKeyId.StartsWith(TemporaryKey.IdPrefix, StringComparison.Ordinal);
        if (string.IsNullOrEmpty(call.SecurityToken))
        {
            if (isTemporary)
                return GatewayErrors.Missing(CommonParameters.SecurityToken);
            return key is { IsActive: false } ? GatewayErrors.InactiveAccessKey : null;
        }

        if (key is { IsActive: false })
            return GatewayErrors.InactiveAccessKey;
        if (!isTemporary && key is null)
            return null;
        if (await store.FindTokenAsync(call.SecurityToken) is not { } issued)
            return GatewayErrors.MalformedToken;
        if (issued.Key.Caller.AccessKeyId != accessKeyId)
            return GatewayErrors.MismatchedToken;
        return issued.Expiration <= now ? GatewayErrors.ExpiredToken : null;
    }

    private static ApiError? FindWrongSignature(RpcRequest request, SignedCall call, AccessKey key) =>
        call.Authorization is null ? FindWrongSignatureV1(request, call, key) : FindWrongSignatureV3(request, call.Authorization, key);

    private static ApiError? FindWrongSignatureV1(RpcRequest request, SignedCall call, AccessKey key)
    {
        var signatureMethod = request.Parameters.Find(CommonParameters.SignatureMethod) ?? "";
        return SignatureV1.Verify(key.V1Key, signatureMethod, request.Method, request.Parameters, call.Signature ?? "")
            ? null
            : GatewayErrors.WrongSignatureV1(SignatureV1.StringToSign(request.Method, request.Parameters));
    }

    private static ApiError? FindWrongSignatureV3(RpcRequest request, V3Authorization authorization, AccessKey key)
    {
        var headers = authorization.HeadersToSign(request.Headers, out var areListed);
        var isBodyHash = request.Headers.FindSigned("x-acs-content-sha256") == request.BodyHash;
        if (SignatureV3.Verify(key.V3Key, request, headers, authorization.Signature ?? "") && areListed && isBodyHash)
            return null;
        var canonicalRequest = SignatureV3.CanonicalRequest(request, headers);
        return GatewayErrors.WrongSignatureV3(SignatureV3.StringToSign(canonicalRequest), canonicalRequest);
    }
}

/// <summary>Who signed a call, or the error that says why that cannot be told.</summary>
internal readonly record struct Authentication
{
    public Authentication(Tenant tenant, Caller caller) => (Tenant, Caller) = (tenant, caller);

    private Authentication(ApiError error) => Error = error;

    public Tenant? Tenant { get; }

    public Caller? Caller { get; }

    public ApiError? Error { get; }

    [MemberNotNullWhen(true, nameof(Error))]
    [MemberNotNullWhen(false, nameof(Tenant), nameof(Caller))]
    public bool IsRefused => Error is not null;

    public static implicit operator Authentication(ApiError error) => new(error);
}
