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

    public required Reply Reply { get; init; }

    /// <summary>The vendor has this action and the emulator does not.</summary>
    public required bool IsNotEmulated { get; init; }

    public int Status => Error?.Status ?? 200;

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
        IsNotEmulated = false,
    };
}
