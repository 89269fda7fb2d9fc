using System.Net;
using System.Text.Json.Nodes;

namespace ResetPassword.Tests.Http.Controls;

/// <summary>An event of a stream; <see cref="Data"/> is null for a comment.</summary>
internal sealed record ServerSentEvent(string Name, string Id, string? Data)
{
    public JsonNode Json => JsonNode.Parse(Data!)!;
}

/// <summary>A reader of server-sent events, as their standard says: an event ends with an empty line.</summary>
internal sealed class ServerSentEvents : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly CancellationTokenSource _patience = new(Patience);
    private HttpResponseMessage? _answer;
    private StreamReader? _reader;

    public HttpStatusCode Status => _answer!.StatusCode;

    public string? ContentType => _answer!.Content.Headers.ContentType?.MediaType;

    public static async Task<ServerSentEvents> OpenAsync(EmulatorUnderTest emulator, string query = "", string? lastEventId = null)
    {
        var events = new ServerSentEvents();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(emulator.Endpoint, $"/_emulator/requests/stream?{query}"));
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        events._answer = await events._http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, events._patience.Token);
        events._reader = new(await events._answer.Content.ReadAsStreamAsync(events._patience.Token));
        return events;
    }

    /// <summary>The next event; null when the stream has ended.</summary>
    public async Task<ServerSentEvent?> NextAsync()
    {
        var (name, id, data) = ("message", "", (string?)null);
        while (await _reader!.ReadLineAsync(_patience.Token) is { } line)
        {
            if (line == "" && data is not null)
                return new(name, id, data);
            if (line == "")
                id = "";
            if (line == "" || line[0] == ':')
                continue;
            var (field, value) = (line[..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..]);
            (name, id, data) = field switch
            {
                "event" => (value, id, data),
                "id" => (name, value, data),
                "data" => (name, id, value),
                _ => (name, id, data),
            };
        }

        return null;
    }

    /// <summary>So many events.</summary>
    public async Task<IReadOnlyList<ServerSentEvent>> TakeAsync(int count)
    {
        var events = new List<ServerSentEvent>();
        while (events.Count < count && await NextAsync() is { } next)
            events.Add(next);
        return events;
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        _answer?.Dispose();
        _patience.Dispose();
        return ValueTask.CompletedTask;
    }
}
