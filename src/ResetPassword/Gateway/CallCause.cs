using System.Collections.Frozen;
using ResetPassword.Gateway.Authentication;
using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Products;
using ResetPassword.Tenancy;

namespace ResetPassword.Gateway;

/// <summary>
/// Says in words why a call was not answered as its client wished: for its journal entry and its line of the log. What a decision was about,
/// <see cref="RefusalReason"/> finds out. Pure.
/// </summary>
internal static class CallCause
{
    private const string ToSign = "Sign with an SDK, or compare with resetpassword call --show-signature";

    // What the rows of the gateway do not say themselves.
    private static readonly FrozenDictionary<string, string> Reasons = new Dictionary<ApiError, string>
    {
        [GatewayErrors.UnknownProduct] = "The host is an endpoint of the vendor's that is none of the emulated products'.",
        [GatewayErrors.UnsupportedMethod] = "A call is made by GET or POST.",
        [GatewayErrors.InvalidFormat] = "Format must be JSON or XML.",
        [GatewayErrors.InvalidAccept] = "Accept allows neither JSON nor XML.",
        [GatewayErrors.UnsupportedSignature] = "Only AccessKey signatures are emulated: V1 (HMAC-SHA1, HMAC-SHA256) and ACS3-HMAC-SHA256.",
        [GatewayErrors.InvalidSignatureMethod] = "SignatureMethod must be HMAC-SHA1 or HMAC-SHA256.",
        [GatewayErrors.InvalidSignatureVersion] = "SignatureVersion must be 1.0.",
        [GatewayErrors.TimestampFormat] = "A timestamp is UTC and written 2026-01-31T12:00:00Z.",
        [GatewayErrors.TimestampExpired] = "The timestamp differs from the time of signatures here by more than 15 minutes: a clock is wrong, or the tenant's clock is set and judges signatures.",
        [GatewayErrors.UnknownAccessKey] = "There is no such AccessKey. There are testid, those of the seed, any that begins with test-, and <AccessKeyId>.<user> for a user.",
        [GatewayErrors.InactiveAccessKey] = "The seed says that this AccessKey is not active.",
        [GatewayErrors.MalformedToken] = "No temporary key was issued with this SecurityToken here, or it was forgotten by a reset.",
        [GatewayErrors.ExpiredToken] = "The temporary key has expired, by the tenant's clock.",
        [GatewayErrors.MismatchedToken] = "The SecurityToken was issued with another AccessKey.",
        [GatewayErrors.NonceUsed] = "A call with this nonce was accepted already: each call, and each retry, needs one of its own.",
        [GatewayErrors.Throttled] = "The emulator remembers as many nonces or temporary keys as it may (MaxNonces, MaxTemporaryKeys).",
        [GatewayErrors.TenantLimit] = "The emulator holds as many tenants as it may (MaxTenants), and none of them gives way.",
    }.ToFrozenDictionary(reason => reason.Key.Code, reason => reason.Value);

    /// <summary>Null where the call was answered.</summary>
    public static Cause? Of(Call call) => call switch
    {
        { Fault: { } fault, Stage: Stage.Throttle or Stage.Fault } => OfFault(fault),
        { Error: { } error } => Find(call, error) with { Message = MessageOf(error) },
        _ => null,
    };

    /// <summary>The cause of what a fault rule does.</summary>
    public static Cause OfFault(FaultRule fault) =>
        new(CauseKind.Fault, $"The fault rule {fault.Id} is armed for this call{(fault.Moment == FaultMoment.After ? ", whose change has been made" : "")}.")
        {
            Message = fault.Error?.Message,
        };

    private static Cause Find(Call call, ApiError error) => call switch
    {
        { Decided: { } decided } => decided,
        { Trouble: { } trouble } => new(CauseKind.Gateway, $"The store cannot be used: {trouble}."),
        { DatabaseError: { } complaint } => new(CauseKind.Database, complaint),
        { Stage: Stage.Authorize, Access: { } access } => new(CauseKind.Policy, access.Explain()),
        { Stage: Stage.Read } => new(CauseKind.Parameter, error.Message),
        { Stage: Stage.Decide } when error != GatewayErrors.Throttled => new(CauseKind.Parameter, error.Message),
        _ => new(CauseKind.Gateway, OfGateway(call, error)),
    };

    // What the caller signed is told to the caller alone.
    private static string MessageOf(ApiError error) =>
        error.Code != GatewayErrors.SignatureV1.Code ? error.Message
        : error.Message.StartsWith(GatewayErrors.SignatureV1.Message, StringComparison.Ordinal) ? GatewayErrors.SignatureV1.Message
        : GatewayErrors.SignatureV3.Message;

    private static string OfGateway(Call call, ApiError error)
    {
        if (error.Code == GatewayErrors.UnknownAction.Code)
            return OfUnknownAction(call);
        if (error.Code == GatewayErrors.UnknownVersion.Code)
            return $"Expected the Version of a product: {string.Join(", ", Catalogue.Products.Select(product => $"{product.Version} ({product.Name})"))}.";
        if (call.SignatureDiagnosis is { } diagnosis)
            return $"The signature is wrong: {diagnosis}.{(diagnosis == SignatureDiagnosis.Unknown ? $" {ToSign}." : "")}";
        return Reasons.GetValueOrDefault(error.Code) ?? MessageOf(error);
    }

    private static string OfUnknownAction(Call call)
    {
        if (call.Route.IsNotEmulated)
            return "The vendor has this action, and the emulator does not.";
        if (string.IsNullOrEmpty(call.Signed.Action))
            return "The request names no Action.";
        if (call.Request.Path != "/")
            return "Calls of RPC products are made to the path /.";
        var products = call.Route.Product is { } product ? [product] : Catalogue.Products;
        var meant = ProductNames.FindMeant(products.SelectMany(known => known.Operations).Select(operation => operation.Action), call.Signed.Action);
        return $"{(call.Route.Product is { } one ? one.Name : "No product")} {(call.Route.Product is null ? "has" : "does not have")} this action."
            + (meant is null ? "" : $" Did you mean {meant}?");
    }
}
