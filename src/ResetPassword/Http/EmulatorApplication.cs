using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using ResetPassword.Hosting;
using ResetPassword.Http.Console;
using ResetPassword.Http.Controls;
using ResetPassword.Seeds;

namespace ResetPassword.Http;

/// <summary>Builds the web application: everything that serves, nothing that reads a command line.</summary>
internal static class EmulatorApplication
{
    // Only for calls that are being answered: what hangs or waits ends with the stop, and what is still being sent is given up.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(3);

    /// <param name="certificate">For HTTPS; null where the configuration names one.</param>
    public static WebApplication Build(
        WebApplicationBuilder builder, EmulatorOptions options, Seed seed, OpenedStore store, X509Certificate2? certificate = null)
    {
        builder.AddLogging(options);
        var maxConnections = ConnectionLimit.Of(options);
        builder.Services.AddSingleton<IConnectionListenerFactory>(services => new BoundedTransport(
            ActivatorUtilities.CreateInstance<SocketTransportFactory>(services), maxConnections + ConnectionLimit.Refusals));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            if (certificate is not null)
                kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate);
            kestrel.Limits.MaxConcurrentConnections = maxConnections;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = new(RequestLimits.MaxBodyBytes / RequestLimits.BodyPatience.TotalSeconds, RequestLimits.BodyPatience);
            kestrel.Limits.MaxRequestLineSize = RequestLimits.ServerMaxRequestLine;
            kestrel.Limits.MaxRequestHeaderCount = RequestLimits.ServerMaxHeaders;
            kestrel.Limits.MaxRequestHeadersTotalSize = RequestLimits.ServerMaxHeaderBytes;
        });
        builder.Services.AddGateway(options, seed, store);
        builder.Services.AddDescription();
        builder.Services.AddProblemDetails();
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.ConfigureHttpJsonOptions(json => EmulatorJson.Apply(json.SerializerOptions));
        var app = builder.Build();
        app.Use(app.Services.GetRequiredService<Guard>().InvokeAsync);
        app.UseEmulatorProblems();
        app.MapOpenApi("/openapi/v1.json");
        app.MapEmulator();
        app.MapConsole();
        app.MapGateway();
        return app;
    }
}
