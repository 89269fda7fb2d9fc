using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ResetPassword.Testing;

/// <summary>The emulator's controls for one tenant, over HTTP as any language has them.</summary>
internal sealed class ControlClient(HttpClient http, string tenant)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public async Task<T> SendAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellation)
    {
        using var answer = await SendAsync(method, path, body, query: "", cancellation).ConfigureAwait(false);
        return await answer.Content.ReadFromJsonAsync<T>(Json, cancellation).ConfigureAwait(false) ?? throw new JsonException("null");
    }

    public async Task<T> GetAsync<T>(string path, string query, CancellationToken cancellation)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, body: null, query, cancellation).ConfigureAwait(false);
        return await answer.Content.ReadFromJsonAsync<T>(Json, cancellation).ConfigureAwait(false) ?? throw new JsonException("null");
    }

    public async Task SendAsync(HttpMethod method, string path, object? body, CancellationToken cancellation)
    {
        using var answer = await SendAsync(method, path, body, query: "", cancellation).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body, string query, CancellationToken cancellation)
    {
        // Tenants are made and dropped by nobody's account.
        var selected = path.StartsWith("tenants", StringComparison.Ordinal)
            ? path
            : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}tenant={Uri.EscapeDataString(tenant)}{query}";
        using var request = new HttpRequestMessage(method, new Uri(selected, UriKind.Relative));
        request.Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: Json);
        var answer = await http.SendAsync(request, cancellation).ConfigureAwait(false);
        if (answer.IsSuccessStatusCode)
            return answer;
        using (answer)
            throw new EmulatorControlException((int)answer.StatusCode, MessageOf(await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false)));
    }

    // A problem document: what is wrong, and where.
    private static string MessageOf(string text)
    {
        var problem = text.StartsWith('{') ? JsonNode.Parse(text) : null;
        var faults = problem?["faults"]?.AsArray().Select(fault => $"{fault?["path"]}: {fault?["message"]}") ?? [];
        return string.Join('\n', faults) is { Length: > 0 } message ? message : (string?)problem?["detail"] ?? text;
    }
}
