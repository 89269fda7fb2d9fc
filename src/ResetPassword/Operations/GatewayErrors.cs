using ResetPassword.Model;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Operations;

/// <summary>
/// The gateway's own error table, which every action shares. Documented at https://www.alibabacloud.com/help/en/sdk/product-overview/common-error-codes
/// and https://developer.aliyun.com/ask/278265, or seen in recorded answers.
/// </summary>
internal static class GatewayErrors
{
    public static readonly ApiError UnknownProduct        = new(404, "InvalidProduct.NotFound",           "Cannot find product according to your specified domain.", By.Gateway);
    public static readonly ApiError UnknownAction         = new(404, "InvalidAction.NotFound",            "Specified api is not found, please check your url and method.", By.Gateway);
    public static readonly ApiError UnknownVersion        = new(400, "InvalidVersion",                    "Specified parameter Version is not valid.", By.Gateway);
    public static readonly ApiError UnsupportedMethod     = new(400, "UnsupportedHTTPMethod",             "This http method is not supported.", By.Gateway, Source: DocumentedElsewhere);
    public static readonly ApiError NeedsHttps            = new(400, "InvalidProtocol.NeedSsl",           "Your request is denied as lack of ssl protect.", By.Fault);
    public static readonly ApiError InvalidFormat         = new(400, "InvalidParameter.Format",           "Specified parameter format is not valid.", By.Gateway);
    public static readonly ApiError InvalidAccept         = new(400, "InvalidParameter.Accept",           "Specified parameter accept is not valid.", By.Gateway);
    public static readonly ApiError UnsupportedSignature  = new(400, "UnsupportedSignatureType",          "This signature type is not supported.", By.Gateway, Source: DocumentedElsewhere);
    public static readonly ApiError InvalidSignatureMethod = new(400, "InvalidSignatureMethod",           "Specified signature method is not valid.", By.Gateway);
    public static readonly ApiError InvalidSignatureVersion = new(400, "InvalidSignatureVersion",         "Specified parameter SignatureVersion is not valid.", By.Gateway, Source: Analogy);
    public static readonly ApiError TimestampFormat       = new(400, "InvalidTimeStamp.Format",           "Specified time stamp or date value is not well formatted.", By.Gateway);
    public static readonly ApiError TimestampExpired      = new(400, "InvalidTimeStamp.Expired",          "Specified time stamp or date value is expired.", By.Gateway);
    public static readonly ApiError UnknownAccessKey      = new(404, "InvalidAccessKeyId.NotFound",       "Specified access key is not found.", By.Gateway);
    public static readonly ApiError InactiveAccessKey     = new(400, "InvalidAccessKeyId.Inactive",       "Specified access key is disabled.", By.Gateway);
    public static readonly ApiError DisabledAccessKey     = new(403, "Forbidden.AccessKeyDisabled",       "The Access Key is disabled.", By.Fault);
    public static readonly ApiError MalformedToken        = new(400, "InvalidSecurityToken.Malformed",    "Specified SecurityToken is malformed.", By.Gateway);
    public static readonly ApiError ExpiredToken          = new(400, "InvalidSecurityToken.Expired",      "Specified SecurityToken is expired.", By.Gateway);
    public static readonly ApiError MismatchedToken       = new(400, "InvalidSecurityToken.MismatchWithAccessKey", "Specified SecurityToken mismatch with the AccessKey.", By.Gateway);
    public static readonly ApiError SignatureV1           = new(400, "SignatureDoesNotMatch",             "Specified signature is not matched with our calculation. server string to sign is:", By.Gateway, "The server's string to sign follows.");
    public static readonly ApiError SignatureV3           = new(400, "SignatureDoesNotMatch",             "Specified signature does not match our calculation.", By.Gateway, "The server's StringToSign and CanonicalRequest follow in brackets.");
    public static readonly ApiError NonceUsed             = new(400, "SignatureNonceUsed",                "Specified signature nonce was used already.", By.Gateway);
    public static readonly ApiError Throttled             = new(400, "Throttling",                        "Request was denied due to flow control.", By.Gateway, "More nonces are remembered than the configured limit.");
    public static readonly ApiError ThrottledUser         = new(400, "Throttling.User",                   "Request was denied due to user flow control.", By.Fault);
    public static readonly ApiError ThrottledApi          = new(400, "Throttling.Api",                    "Request was denied due to api flow control.", By.Fault);
    public static readonly ApiError InternalError         = new(500, "InternalError",                     "The request processing has failed due to some unknown error.", By.Fault);
    public static readonly ApiError Unavailable           = new(503, "ServiceUnavailable",                "The request has failed due to a temporary failure of the server.", By.Fault);

    /// <summary>What a call without a parameter gets; the contract lists the pattern once.</summary>
    public static readonly ApiError MissingPattern        = new(400, "Missing<Name>",                     "<Name> is mandatory for this action.", By.Parameter, "A mandatory parameter is absent or empty.");

    /// <summary>What a request that cannot be read gets; the message says why.</summary>
    public static readonly ApiError MalformedPattern      = new(400, "InvalidParameter",                  "<what is wrong with the request, and what is allowed>", By.Parameter, "The request cannot be read.", Analogy);

    /// <summary>The emulator's own: no more tenants can be made.</summary>
    public static readonly ApiError TenantLimit           = new(403, "QuotaExceeded.Tenants",             "The emulator holds its limit of tenants, and none of them is idle and unchanged. Drop one, or raise ResetPassword:MaxTenants.", By.Gateway, Source: Analogy);

    /// <summary>The emulator's own: a web page tries to drive it; the message says what gave it away.</summary>
    public static readonly ApiError Guarded               = new(403, "Forbidden.EmulatorGuard",           "<what a web page gave itself away by>", By.Gateway, "A foreign Host or Origin, a cross-site fetch, or a browser.", Analogy);

    public static readonly IReadOnlyList<ApiError> All =
    [
        MalformedPattern, UnknownProduct, UnknownVersion, UnknownAction, UnsupportedMethod, NeedsHttps, InvalidFormat, InvalidAccept, MissingPattern,
        UnsupportedSignature, InvalidSignatureMethod, InvalidSignatureVersion, TimestampFormat, TimestampExpired, UnknownAccessKey, InactiveAccessKey,
        DisabledAccessKey, MalformedToken, ExpiredToken, MismatchedToken, SignatureV1, SignatureV3, NonceUsed, Throttled, ThrottledUser, ThrottledApi,
        TenantLimit, Guarded, InternalError, Unavailable,
    ];

    /// <summary>The rows whose code and message are complete as they stand: what a fault rule can name.</summary>
    public static IEnumerable<ApiError> Literal => All.Except([MissingPattern, MalformedPattern, Guarded, SignatureV1, SignatureV3]);

    public static ApiError Missing(string name) => MissingPattern with { Code = $"Missing{name}", Message = $"{name} is mandatory for this action." };

    public static ApiError Malformed(string message, int status = 400) => MalformedPattern with { Status = status, Message = message };

    public static ApiError WrongSignatureV1(string stringToSign) => SignatureV1 with { Message = SignatureV1.Message + stringToSign };

    // The form of a recorded answer: https://github.com/win-acme/win-acme/issues/2783
    public static ApiError WrongSignatureV3(string stringToSign, string canonicalRequest) => SignatureV3 with
    {
        Message = $"{SignatureV3.Message} server StringToSign is [{stringToSign}], server CanonicalRequest is [{canonicalRequest}]",
    };
}
