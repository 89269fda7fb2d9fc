using ResetPassword.Gateway.Authentication;
using ResetPassword.Model;

namespace ResetPassword.Gateway;

/// <summary>A call as it arrived: decoded, neither routed nor verified. Its values may be secret; it is never logged.</summary>
internal sealed class RpcRequest
{
    private string? _bodyHash;

    public required string Method { get; init; }

    /// <summary>The path as sent; an RPC call's is <c>/</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The Host header as sent, with its port; empty when there was none.</summary>
    public required string Host { get; init; }

    public required RpcHeaders Headers { get; init; }

    /// <summary>The client's address, or null where there is none (a Unix socket).</summary>
    public string? SourceIp { get; init; }

    /// <summary>Whether it came by HTTPS.</summary>
    public bool IsSecure { get; init; }

    /// <summary>What the query string held: V3 signs these apart from the body.</summary>
    public required RpcParameters Query { get; init; }

    /// <summary>Query and form body together.</summary>
    public required RpcParameters Parameters { get; init; }

    /// <summary>The body's bytes as sent (de-chunked): V3 signs their hash.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Lower-case hexadecimal SHA-256 of the body.</summary>
    public string BodyHash => _bodyHash ??= SignatureV3.HashOf(Body.Span);

    /// <summary>Why the request could not be read whole, or null.</summary>
    public ApiError? Malformed { get; init; }
}
