using ResetPassword.Model;

namespace ResetPassword.Testing;

/// <summary>Gives what is meant for the vendor, or for the emulator, to a handler of its own, and lets everything else go where it is meant to go.</summary>
internal sealed class VendorHandler(Uri endpoint, HttpMessageHandler emulator) : DelegatingHandler
{
    private readonly HttpMessageInvoker _emulator = new(emulator);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        IsMeant(request.RequestUri) ? _emulator.SendAsync(request, cancellationToken) : base.SendAsync(request, cancellationToken);

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        IsMeant(request.RequestUri) ? _emulator.Send(request, cancellationToken) : base.Send(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _emulator.Dispose();
        base.Dispose(disposing);
    }

    private bool IsMeant(Uri? asked) =>
        asked is { IsAbsoluteUri: true } && (HostName.IsVendors(HostName.Of(asked.Host)) || asked.Authority == endpoint.Authority);
}
