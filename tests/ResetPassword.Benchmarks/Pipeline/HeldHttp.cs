using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace ResetPassword.Benchmarks.Pipeline;

/// <summary>
/// An HttpContext that is used for call after call, as the web server does, so that what is measured is the pipeline and not the set-up of a context.
/// </summary>
internal sealed class HeldHttp : IHttpResponseBodyFeature, IRequestBodyPipeFeature, IHttpRequestBodyDetectionFeature
{
    private readonly HttpRequestFeature _request = new() { Protocol = HttpProtocol.Http11, Scheme = "http", Path = "/" };
    private readonly HttpResponseFeature _response = new();
    private readonly HeldBody _body = new();
    private readonly DefaultHttpContext _context;

    public HeldHttp()
    {
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(_request);
        features.Set<IHttpResponseFeature>(_response);
        features.Set<IHttpResponseBodyFeature>(this);
        features.Set<IRequestBodyPipeFeature>(this);
        features.Set<IHttpRequestBodyDetectionFeature>(this);
        _context = new(features);
    }

    public PipeWriter Writer { get; } = new DroppingWriter();

    public PipeReader Reader => _body;

    public bool CanHaveBody { get; private set; }

    public Stream Stream => throw new NotSupportedException();

    /// <summary>The context, with a call's request in it and nothing answered yet.</summary>
    public HttpContext With(RecordedCall call)
    {
        _request.Method = call.Method;
        _request.QueryString = call.Query;
        _request.Headers = call.Headers;
        _response.Headers.Clear();
        _response.StatusCode = StatusCodes.Status200OK;
        CanHaveBody = !call.Body.IsEmpty;
        _body.Content = call.Body;
        return _context;
    }

    public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task CompleteAsync() => Task.CompletedTask;

    public void DisableBuffering()
    {
    }

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    private sealed class HeldBody : PipeReader
    {
        public ReadOnlySequence<byte> Content { get; set; }

        public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) => new(new ReadResult(Content, false, true));

        public override bool TryRead(out ReadResult result) => throw new NotSupportedException();

        public override void AdvanceTo(SequencePosition consumed) => Content = Content.Slice(consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => AdvanceTo(consumed);

        public override void CancelPendingRead()
        {
        }

        public override void Complete(Exception? exception = null)
        {
        }
    }

    private sealed class DroppingWriter : PipeWriter
    {
        private readonly byte[] _room = new byte[16 * 1024];

        public override void Advance(int bytes)
        {
        }

        public override Memory<byte> GetMemory(int sizeHint = 0) => _room;

        public override Span<byte> GetSpan(int sizeHint = 0) => _room;

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => default;

        public override void CancelPendingFlush()
        {
        }

        public override void Complete(Exception? exception = null)
        {
        }
    }
}

/// <summary>A signed call as the web server hands it over.</summary>
internal sealed record RecordedCall(string Method, string Query, HeaderDictionary Headers, ReadOnlySequence<byte> Body)
{
    public static RecordedCall Of(HttpRequestMessage message)
    {
        var headers = new HeaderDictionary { ["Host"] = message.RequestUri!.Authority };
        var body = Array.Empty<byte>();
        foreach (var (name, values) in message.Headers.NonValidated)
            headers[name] = new StringValues([.. values]);
        if (message.Content is { } content)
        {
            using var stream = new MemoryStream();
            content.CopyTo(stream, null, default);
            body = stream.ToArray();
            headers["Content-Type"] = content.Headers.ContentType?.ToString();
            headers.ContentLength = body.Length;
        }

        return new(message.Method.Method, message.RequestUri.Query, headers, new(body));
    }
}
