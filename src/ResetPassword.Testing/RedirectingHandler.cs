namespace ResetPassword.Testing;

/// <summary>Sends every request to one address, with the host that it was meant for.</summary>
internal sealed class RedirectingHandler(Uri endpoint)
    : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        base.SendAsync(Redirect(request), cancellationToken);

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        base.Send(Redirect(request), cancellationToken);

    private HttpRequestMessage Redirect(HttpRequestMessage request)
    {
        if (request.RequestUri is { } asked)
        {
            request.Headers.Host ??= asked.Authority;
            request.RequestUri = new(endpoint, asked.PathAndQuery);
        }

        return request;
    }
}
