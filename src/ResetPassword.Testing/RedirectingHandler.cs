namespace ResetPassword.Testing;

/// <summary>Sends every request to one address, with the host that it was meant for.</summary>
internal sealed class RedirectingHandler(Uri endpoint) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is { } asked)
        {
            request.Headers.Host ??= asked.Authority;
            request.RequestUri = new(endpoint, asked.PathAndQuery);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
