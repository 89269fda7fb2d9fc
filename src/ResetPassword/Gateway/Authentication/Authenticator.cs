using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Products;
using ResetPassword.Ram;
using ResetPassword.Store;
using ResetPassword.Tenancy;

namespace ResetPassword.Gateway.Authentication;

/// <summary>Finds out who signed a call, or which row says why that cannot be told. The checks stand in the order the gateway answers.</summary>
internal sealed class Authenticator(Tenants tenants, TemporaryKeys temporaryKeys, Nonces nonces, TimeProvider realTime)
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    // With and without a fraction: a request with milliseconds is on record as accepted.
    private static readonly string[] TimestampFormats =
        [VendorTime.Seconds, .. Enumerable.Range(1, 7).Select(digits => $"yyyy-MM-dd'T'HH:mm:ss.{new string('f', digits)}'Z'")];

    public bool TryAuthenticate(
        Call incoming, [NotNullWhen(true)] out Tenant? tenant, [NotNullWhen(true)] out Caller? caller, [NotNullWhen(false)] out ApiError? error)
    {
        (tenant, caller) = (null, null);
        var (request, call) = (incoming.Request, incoming.Signed);
        error = FindUnsupported(request, call) ?? FindMissing(request, call);
        if (error is not null)
            return false;

        var realNow = realTime.GetUtcNow();
        var known = tenants.FindTenant(call.AccessKeyId!);
        var clock = known?.Clock;
        var now = clock?.SignatureNow ?? realNow;
        if (!TryReadTimestamp(call.Timestamp, out var timestamp))
            return Refuse(GatewayErrors.TimestampFormat, out error);
        if ((now - timestamp).Duration() > Window)
            return Refuse(GatewayErrors.TimestampExpired, out error);

        var key = tenants.FindKey(call.AccessKeyId!);
        error = FindBadKey(call, key, clock?.Now ?? realNow);
        if (error is not null || key is null)
            return Refuse(error ?? GatewayErrors.UnknownAccessKey, out error);

        error = call.Generation == SignatureGeneration.V3 ? FindWrongSignatureV3(request, call, key) : FindWrongSignatureV1(request, call, key);
        if (error is not null)
        {
            incoming.SignatureDiagnosis = SignatureDiagnosis.Of(request, call, key, known?.EarlierSignatures.All ?? []);
            Remember(call, known);
            return false;
        }

        tenant = tenants.Enter(key);
        if (tenant is null)
            return Refuse(GatewayErrors.TenantLimit, out error);
        Remember(call, tenant);

        // V3 documents its nonce as recommended: a call without one cannot be told from its replay.
        var verdict = string.IsNullOrEmpty(call.Nonce) ? NonceVerdict.Fresh : nonces.Use(key.Caller.AccessKeyId, call.Nonce, timestamp, now, realNow);
        if (verdict != NonceVerdict.Fresh)
            return Refuse(verdict == NonceVerdict.Used ? GatewayErrors.NonceUsed : GatewayErrors.Throttled, out error);

        caller = key.Caller;
        return true;
    }

    private static void Remember(SignedCall call, Tenant? tenant)
    {
        if (call.Generation == SignatureGeneration.V1)
            tenant?.EarlierSignatures.Add(call.Signature, call.Nonce, call.Timestamp);
    }

    private static bool Refuse(ApiError reason, out ApiError error)
    {
        error = reason;
        return false;
    }

    private static ApiError? FindUnsupported(RpcRequest request, SignedCall call)
    {
        if (call.Generation == SignatureGeneration.V3)
            return call.Authorization?.Algorithm == SignatureV3.Algorithm ? null : GatewayErrors.UnsupportedSignature;

        var isOtherType = !string.IsNullOrEmpty(request.Parameters.Find(CommonParameters.SignatureType));
        var isBearer = request.Parameters.Has(CommonParameters.BearerToken) || request.Headers.Find("x-acs-bearer-token") is not null;
        return isOtherType || isBearer ? GatewayErrors.UnsupportedSignature : null;
    }

    private static ApiError? FindMissing(RpcRequest request, SignedCall call)
    {
        if (string.IsNullOrEmpty(call.AccessKeyId))
            return GatewayErrors.Missing(CommonParameters.AccessKeyId);
        if (string.IsNullOrEmpty(call.Timestamp))
            return GatewayErrors.Missing(CommonParameters.Timestamp);
        return call.Generation == SignatureGeneration.V3 ? FindMissingV3(request, call) : FindMissingV1(request.Parameters, call);
    }

    private static ApiError? FindMissingV1(RpcParameters parameters, SignedCall call)
    {
        if (string.IsNullOrEmpty(call.Nonce))
            return GatewayErrors.Missing(CommonParameters.SignatureNonce);
        if (string.IsNullOrEmpty(parameters.Find(CommonParameters.SignatureMethod)))
            return GatewayErrors.Missing(CommonParameters.SignatureMethod);
        if (string.IsNullOrEmpty(parameters.Find(CommonParameters.SignatureVersion)))
            return GatewayErrors.Missing(CommonParameters.SignatureVersion);
        if (string.IsNullOrEmpty(call.Signature))
            return GatewayErrors.Missing(CommonParameters.Signature);
        if (!SignatureV1.IsSupported(parameters.Find(CommonParameters.SignatureMethod)!))
            return GatewayErrors.InvalidSignatureMethod;
        return parameters.Find(CommonParameters.SignatureVersion) == "1.0" ? null : GatewayErrors.InvalidSignatureVersion;
    }

    // An empty V3 signature is a wrong one, not a missing one: https://github.com/aliyun/alibabacloud-csharp-sdk/issues/40
    private static ApiError? FindMissingV3(RpcRequest request, SignedCall call)
    {
        if (call.Signature is null)
            return GatewayErrors.Missing(CommonParameters.Signature);
        if (string.IsNullOrEmpty(call.Authorization?.SignedHeaders))
            return GatewayErrors.Missing("SignedHeaders");
        return string.IsNullOrEmpty(request.Headers.FindSigned("x-acs-content-sha256")) ? GatewayErrors.Missing("x-acs-content-sha256") : null;
    }

    private static bool TryReadTimestamp(string? text, out DateTimeOffset timestamp) =>
        DateTimeOffset.TryParseExact(
            text, TimestampFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out timestamp);

    private ApiError? FindBadKey(SignedCall call, AccessKey? key, DateTimeOffset now)
    {
        var isTemporary = call.AccessKeyId!.StartsWith(TemporaryKey.IdPrefix, StringComparison.Ordinal);
        var hasToken = !string.IsNullOrEmpty(call.SecurityToken);
        if (isTemporary && !hasToken)
            return GatewayErrors.Missing(CommonParameters.SecurityToken);
        if (key is { IsActive: false })
            return GatewayErrors.InactiveAccessKey;
        if (hasToken && (isTemporary || key is not null) && FindBadToken(call, now) is { } badToken)
            return badToken;
        return key is null ? GatewayErrors.UnknownAccessKey : null;
    }

    private ApiError? FindBadToken(SignedCall call, DateTimeOffset now)
    {
        if (temporaryKeys.FindByToken(call.SecurityToken!) is not { } issued)
            return GatewayErrors.MalformedToken;
        if (issued.Key.Caller.AccessKeyId != call.AccessKeyId)
            return GatewayErrors.MismatchedToken;
        return issued.Expiration <= now ? GatewayErrors.ExpiredToken : null;
    }

    private static ApiError? FindWrongSignatureV1(RpcRequest request, SignedCall call, AccessKey key)
    {
        var signatureMethod = request.Parameters.Find(CommonParameters.SignatureMethod)!;
        return SignatureV1.Verify(key.V1Key, signatureMethod, request.Method, request.Parameters, call.Signature!)
            ? null
            : GatewayErrors.WrongSignatureV1(SignatureV1.StringToSign(request.Method, request.Parameters));
    }

    private static ApiError? FindWrongSignatureV3(RpcRequest request, SignedCall call, AccessKey key)
    {
        var headers = call.Authorization!.HeadersToSign(request.Headers, out var areListed);
        var isBodyHash = request.Headers.FindSigned("x-acs-content-sha256") == request.BodyHash;
        if (SignatureV3.Verify(key.V3Key, request, headers, call.Signature!) && areListed && isBodyHash)
            return null;
        var canonicalRequest = SignatureV3.CanonicalRequest(request, headers);
        return GatewayErrors.WrongSignatureV3(SignatureV3.StringToSign(canonicalRequest), canonicalRequest);
    }
}
