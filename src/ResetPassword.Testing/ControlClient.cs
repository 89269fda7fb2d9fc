using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ResetPassword.Http.Controls;

namespace ResetPassword.Testing;

/// <summary>The emulator's controls, over HTTP as any language has them.</summary>
/// <param name="tenant">The AccessKeyId of whom they are about; null where they are about the emulator.</param>
internal sealed class ControlClient(HttpClient http, string? tenant)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public async Task<T> SendAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellation)
    {
        using var answer = await SendAsync(method, path, body, query: "", HttpCompletionOption.ResponseContentRead, cancellation).ConfigureAwait(false);
        return await ReadAsync<T>(answer, cancellation).ConfigureAwait(false);
    }

    public async Task<T> GetAsync<T>(string path, string query, CancellationToken cancellation)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, body: null, query, HttpCompletionOption.ResponseContentRead, cancellation)
            .ConfigureAwait(false);
        return await ReadAsync<T>(answer, cancellation).ConfigureAwait(false);
    }

    public async Task SendAsync(HttpMethod method, string path, object? body, CancellationToken cancellation)
    {
        using var answer = await SendAsync(method, path, body, query: "", HttpCompletionOption.ResponseContentRead, cancellation).ConfigureAwait(false);
    }

    /// <summary>An answer whose body is read while it comes.</summary>
    public Task<HttpResponseMessage> OpenAsync(string path, string query, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Get, path, body: null, query, HttpCompletionOption.ResponseHeadersRead, cancellation);

    /// <summary>The address of a control.</summary>
    public Uri AddressOf(string path) => new(http.BaseAddress!, Selected(path, query: ""));

    private string Selected(string path, string query) =>
        tenant is null ? path : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}tenant={Uri.EscapeDataString(tenant)}{query}";

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, object? body, string query, HttpCompletionOption completion, CancellationToken cancellation)
    {
        if (!ControlPath.IsOfNames(path))
            throw new ArgumentException($"/_emulator/{path}: {ControlPath.Fault}", nameof(path));
        using var request = new HttpRequestMessage(method, new Uri(Selected(path, query), UriKind.Relative));
        request.Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: Json);
        var answer = await http.SendAsync(request, completion, cancellation).ConfigureAwait(false);
        if (answer.IsSuccessStatusCode)
            return answer;
        using (answer)
            throw new EmulatorControlException((int)answer.StatusCode, MessageOf(await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false)));
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer, CancellationToken cancellation) =>
        await answer.Content.ReadFromJsonAsync<T>(Json, cancellation).ConfigureAwait(false) ?? throw new JsonException("null");

    // A problem document: what is wrong, and where.
    private static string MessageOf(string text)
    {
        var problem = text.StartsWith('{') ? JsonNode.Parse(text) : null;
        var faults = problem?["faults"]?.AsArray().Select(fault => $"{fault?["path"]}: {fault?["message"]}") ?? [];
        return string.Join('\n', faults) is { Length: > 0 } message ? message : (string?)problem?["detail"] ?? text;
    }
}
