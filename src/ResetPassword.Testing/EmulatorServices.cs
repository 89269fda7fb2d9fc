using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace ResetPassword.Testing;

/// <summary>Leads an application under test to the emulator, whatever address is written into it.</summary>
/// <example><code>
/// await using var factory = new WebApplicationFactory&lt;Program&gt;().WithWebHostBuilder(host =>
///     host.ConfigureTestServices(services => services.AddAlibabaCloudEmulator(tenant, SigningGeneration.V3)));
/// </code></example>
public static class EmulatorServices
{
    /// <summary>
    /// Every client of the application's <c>IHttpClientFactory</c> sends what is meant for <c>*.aliyuncs.com</c>, or for the emulator's own address, to the
    /// emulator; what is meant for other hosts goes there. It comes after all handlers of the application's own, whichever way they are put in, and no proxy
    /// is asked. The vendor's SDKs have their own clients: give those <see cref="AlibabaCloudEmulator.Host"/> as their endpoint.
    /// </summary>
    /// <param name="services">The application's, in <c>ConfigureTestServices</c> of a <c>WebApplicationFactory</c>.</param>
    /// <param name="tenant">Whose emulator it is, and who signs where <paramref name="signature"/> is given.</param>
    /// <param name="signature">How the requests are signed as the tenant; null where the application signs by itself.</param>
    public static IServiceCollection AddAlibabaCloudEmulator(this IServiceCollection services, Tenant tenant, SigningGeneration? signature = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(tenant);
        return services.AddHttpClient().AddSingleton<IHttpMessageHandlerBuilderFilter>(new Filter(tenant, signature));
    }

    // A filter has the last word: a client's own configuration, and its primary handler, come before it.
    private sealed class Filter(Tenant tenant, SigningGeneration? signature) : IHttpMessageHandlerBuilderFilter
    {
        public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
        {
            next(builder);
            builder.AdditionalHandlers.Add(new VendorHandler(tenant.Cloud.Endpoint, tenant.Cloud.HandlerOf(tenant, signature)));
        };
    }
}
