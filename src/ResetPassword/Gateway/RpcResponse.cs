using ResetPassword.Model;
using ResetPassword.Tenancy;

namespace ResetPassword.Gateway;

/// <summary>What a call is answered with, before it is written as JSON or XML: an error, or a reply when there is none.</summary>
internal sealed record RpcResponse
{
    public required string RequestId { get; init; }

    public required AnswerFormat Format { get; init; }

    /// <summary>The host that the client addressed, in lower case, without port.</summary>
    public required string HostId { get; init; }

    /// <summary>The product's code, or empty when the call found none.</summary>
    public required string ProductCode { get; init; }

    /// <summary>The routed action, or empty when the call found none.</summary>
    public required string Action { get; init; }

    public required ApiError? Error { get; init; }

    /// <summary>The error's <c>AccessDeniedDetail</c>, or null.</summary>
    public Reply? AccessDenied { get; init; }

    public required Reply Reply { get; init; }

    /// <summary>What the emulator says of the call in headers of its own.</summary>
    public Remarks Remarks { get; init; } = Remarks.None;

    /// <summary>What a fault does to the connection.</summary>
    public ConnectionFate Connection { get; init; }

    public int Status => Error?.Status ?? 200;

    /// <summary>The answer to a call.</summary>
    public static RpcResponse Of(Call call, AnswerFormat format, string hostId) => new()
    {
        RequestId = call.RequestId,
        Format = format,
        HostId = hostId,
        ProductCode = call.Route.Product?.Code ?? "",
        Action = call.Route.Operation?.Action ?? "",
        Error = call.Error,
        AccessDenied = call.Denial?.ToReply(call.RequestId),
        Reply = call.Reply,
        Remarks = Remarks.Of(call),
        Connection = call.Fault?.Connection ?? ConnectionFate.None,
    };

    /// <summary>A refusal of a request that never was a call: it is JSON, whatever was asked for.</summary>
    public static RpcResponse Of(ApiError error, string requestId, string hostId) => new()
    {
        RequestId = requestId,
        Format = AnswerFormat.Json,
        HostId = hostId,
        ProductCode = "",
        Action = "",
        Error = error,
        Reply = Reply.Empty,
    };
}

/// <summary>What only an emulator says: each is a header, and none changes what an SDK makes of the answer.</summary>
/// <param name="RetryAfter">For a throttled call: when to come again (the gateway's own header).</param>
internal sealed record Remarks(
    bool IsNotEmulated, IReadOnlyList<string> UnreadParameters, string? SignatureDiagnosis, string? DatabaseError, TimeSpan? RetryAfter)
{
    public static readonly Remarks None = new(false, [], null, null, null);

    private static readonly TimeSpan ThrottlingRetryAfter = TimeSpan.FromSeconds(1);

    public static Remarks Of(Call call)
    {
        var isThrottled = call.Error?.Code.StartsWith("Throttling", StringComparison.Ordinal) == true;
        return call.Route.IsNotEmulated || call.UnreadParameters.Count > 0 || call.SignatureDiagnosis is not null
            || call.DatabaseError is not null || isThrottled
            ? new(call.Route.IsNotEmulated, call.UnreadParameters, call.SignatureDiagnosis, call.DatabaseError, isThrottled ? ThrottlingRetryAfter : null)
            : None;
    }
}
