using System.Text;
using ResetPassword.CommandLine;
using ResetPassword.Gateway;
using ResetPassword.Http;
using ResetPassword.Model;

namespace ResetPassword.Tests.Http;

/// <summary>A request to the byte: what a client signed, and what somebody changed of it afterwards. A character is a byte.</summary>
internal sealed record RawRequest
{
    public string Method { get; init; } = "GET";

    /// <summary>Path and query, encoded.</summary>
    public string Target { get; init; } = "/";

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public string Body { get; init; } = "";

    public bool IsChunked { get; init; }

    /// <summary>What the query and the form body hold, as encoded pairs.</summary>
    public IEnumerable<string> Pairs => (QueryText + '&' + Body).Split('&', StringSplitOptions.RemoveEmptyEntries);

    private string QueryText => Target.Contains('?', StringComparison.Ordinal) ? Target[(Target.IndexOf('?', StringComparison.Ordinal) + 1)..] : "";

    public static RawRequest Of(SignedRequest signed)
    {
        using var message = signed.ToMessage();
        using var body = new StreamReader(message.Content?.ReadAsStream() ?? Stream.Null, Encoding.Latin1);
        var headers = message.Headers.NonValidated.Concat(message.Content?.Headers.NonValidated ?? default(System.Net.Http.Headers.HttpHeadersNonValidated));
        return new RawRequest
        {
            Method = message.Method.Method,
            Target = message.RequestUri!.PathAndQuery,
            Headers = [new("Host", signed.Endpoint.Authority), .. headers.Where(h => h.Key != "Content-Length")
                .Select(h => KeyValuePair.Create(h.Key, h.Value.ToString()))],
            Body = body.ReadToEnd(),
        };
    }

    /// <summary>Sets a parameter where it is, or in the query; null removes it.</summary>
    public RawRequest With(string name, string? value)
    {
        var pair = value is null ? null : $"{name}={Uri.EscapeDataString(value)}";
        var isInBody = Body.Split('&').Any(p => p.StartsWith($"{name}=", StringComparison.Ordinal));
        return isInBody ? this with { Body = Replace(Body, name, pair) } : this with { Target = $"/?{Replace(QueryText, name, pair)}" };
    }

    /// <summary>Sets a header; null removes it.</summary>
    public RawRequest WithHeader(string name, string? value)
    {
        var others = Headers.Where(h => !h.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
        return this with { Headers = value is null ? [.. others] : [.. others, new(name, value)] };
    }

    public RawRequest AddHeader(string name, string value) => this with { Headers = [.. Headers, new(name, value)] };

    public string Header(string name) => Headers.First(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public string ToText()
    {
        var head = string.Concat(Headers.Select(h => $"{h.Key}: {h.Value}\r\n"));
        var length = IsChunked ? "Transfer-Encoding: chunked\r\n" : Body.Length > 0 || Method == "POST" ? $"Content-Length: {Body.Length}\r\n" : "";
        return $"{Method} {Target} HTTP/1.1\r\n{head}{length}\r\n{(IsChunked ? Chunked() : Body)}";
    }

    /// <summary>As the service reads it.</summary>
    public RpcRequest ToRpcRequest()
    {
        var query = new RpcParameters(16);
        Assert.Null(FormUrlEncoded.Read(Encoding.Latin1.GetBytes(QueryText), "query string", query));
        var parameters = new RpcParameters(query, 16);
        Assert.Null(FormUrlEncoded.Read(Encoding.Latin1.GetBytes(Body), "form body", parameters));
        return new()
        {
            Method = Method,
            Path = "/",
            Host = Header("Host"),
            Headers = new(Headers),
            Query = query,
            Parameters = parameters,
            Body = Encoding.Latin1.GetBytes(Body),
        };
    }

    private static string Replace(string text, string name, string? pair)
    {
        var pairs = text.Split('&', StringSplitOptions.RemoveEmptyEntries).ToList();
        var index = pairs.FindIndex(p => p.StartsWith($"{name}=", StringComparison.Ordinal));
        if (index < 0)
            return string.Join('&', pair is null ? pairs : [.. pairs, pair]);
        pairs.RemoveAt(index);
        if (pair is not null)
            pairs.Insert(index, pair);
        return string.Join('&', pairs);
    }

    // In two chunks, so that the service has to put them together.
    private string Chunked() => Chunk(Body[..(Body.Length / 2)]) + Chunk(Body[(Body.Length / 2)..]) + "0\r\n\r\n";

    private static string Chunk(string text) => $"{text.Length:x}\r\n{text}\r\n";
}
