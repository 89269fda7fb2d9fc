using System.Text;
using System.Text.Json.Nodes;
using ResetPassword.Http.Controls;

namespace ResetPassword.CommandLine;

/// <summary>Uses the controls of a running emulator, past any proxy. The admin token is sent and never shown.</summary>
internal sealed class EmulatorClient(Uri endpoint, string? adminToken) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>What a control answers, or why it does not.</summary>
    /// <param name="path">Below <c>/_emulator</c>, with its query.</param>
    public async Task<ControlAnswer> SendAsync(HttpMethod method, string path, CancellationToken cancellation, JsonObject? body = null)
    {
        if (!ControlPath.IsOfNames(path))
            return new(null, ControlPath.Fault);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ended.CancelAfter(Patience);
        try
        {
            using var message = NewMessage(method, path);
            if (body is not null)
                message.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
            using var answer = await _http.SendAsync(message, ended.Token);
            var text = await answer.Content.ReadAsStringAsync(ended.Token);
            var json = JsonText.Find(text);
            return answer.IsSuccessStatusCode && (json is not null || text == "")
                ? new(json, null)
                : new(null, RefusalOf(endpoint, (int)answer.StatusCode, text));
        }
        catch (HttpRequestException unreachable)
        {
            return new(null, Commands.NoAnswer(endpoint, unreachable));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(null, Commands.NoAnswer(endpoint, Patience));
        }
    }

    /// <summary>Opens an answer that has no end, which whoever gets it reads and disposes of; or says why there is none.</summary>
    public async Task<(HttpResponseMessage? Answer, string Refusal)> OpenAsync(string path, string? lastEventId, CancellationToken cancellation)
    {
        using var message = NewMessage(HttpMethod.Get, path);
        message.Headers.Accept.Add(new(RequestStream.ContentType));
        if (lastEventId is not null)
            message.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        try
        {
            var answer = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (answer.IsSuccessStatusCode && answer.Content.Headers.ContentType?.MediaType == RequestStream.ContentType)
                return (answer, "");
            using (answer)
                return (null, RefusalOf(endpoint, (int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellation)));
        }
        catch (HttpRequestException unreachable)
        {
            return (null, Commands.NoAnswer(endpoint, unreachable));
        }
    }

    /// <summary>Why an answer is none: the reason of a problem document; of anything else, that it is not the emulator's.</summary>
    public static string RefusalOf(Uri endpoint, int status, string text) =>
        JsonText.FindText(JsonText.Find(text), "detail") ?? $"{endpoint} answered {status}, and not as the emulator does.";

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage NewMessage(HttpMethod method, string path)
    {
        var message = new HttpRequestMessage(method, new Uri(endpoint, $"{EmulatorEndpoints.Prefix}/{path}"));
        if (adminToken is not null)
            message.Headers.TryAddWithoutValidation("Authorization", $"Bearer {adminToken}");
        return message;
    }
}

/// <summary>What a control answered, and why it is a refusal; null where it is none.</summary>
internal sealed record ControlAnswer(JsonNode? Body, string? Refusal)
{
    /// <summary>The objects of a list.</summary>
    public IEnumerable<JsonObject> Items => Body is JsonArray list ? list.OfType<JsonObject>() : [];
}
