using Microsoft.Extensions.DependencyInjection.Extensions;
using ResetPassword.Databases;
using ResetPassword.Gateway;
using ResetPassword.Gateway.Authentication;
using ResetPassword.Hosting;
using ResetPassword.Http.Controls;
using ResetPassword.Model;
using ResetPassword.Products;
using ResetPassword.Seeds;
using ResetPassword.Store;
using ResetPassword.Tenancy;

namespace ResetPassword.Http;

/// <summary>Registers the gateway and routes everything to it that is not the emulator's own.</summary>
internal static class RpcServices
{
    public static IServiceCollection AddGateway(this IServiceCollection services, EmulatorOptions options, Seed seed, OpenedStore store)
    {
        // A host of the test kit may have ids of its own.
        services.TryAddSingleton(IdSource.System);
        return services
            .AddSingleton(options)
            .AddSingleton(options.Limits)
            .AddSingleton(options.Calls)
            .AddSingleton(seed)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<KeyRing>()
            .AddSingleton(own => store.Create(
                seed, own.GetRequiredService<KeyRing>(), own.GetRequiredService<TimeProvider>(), options.Limits, own.GetRequiredService<ILoggerFactory>()))
            .AddSingleton(new Router(Catalogue.Products, options.DefaultProduct))
            .AddSingleton<Tenants>()
            .AddSingleton<Authenticator>()
            .AddMetrics()
            .AddSingleton<CallMetrics>()
            .AddSingleton<CallLog>()
            .AddSingleton<CallRecorder>()
            .AddSingleton<RpcGateway>()
            .AddSingleton<RpcEndpoint>()
            .AddSingleton<Guard>()
            .AddSingleton(options.Databases)
            .AddSingleton<BoundServers>()
            .AddSingleton<Bindings>()
            .AddSingleton<Waiters>()
            .AddSingleton<StateWarning>();
    }

    public static void MapGateway(this WebApplication app)
    {
        var endpoint = app.Services.GetRequiredService<RpcEndpoint>();
        app.Map("/{**path}", (RequestDelegate)endpoint.AnswerAsync);
    }
}
