using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ResetPassword.CommandLine;
using ResetPassword.Hosting;
using ResetPassword.Http;
using ResetPassword.Http.Controls;
using ResetPassword.Ram;
using ResetPassword.Store;

namespace ResetPassword.Testing;

/// <summary>
/// A running emulator of the Alibaba Cloud RPC gateway, in this process and on a free port of the loopback interface. One for a whole test run is enough:
/// a <see cref="Tenant"/> for each test keeps them apart.
/// </summary>
/// <example><code>
/// await using var cloud = await AlibabaCloudEmulator.StartAsync();
/// var tenant = await cloud.CreateTenantAsync();
/// // Point the SDK at cloud.Host (protocol http), with tenant.AccessKeyId and tenant.AccessKeySecret; reset a password; then:
/// Assert.True((await tenant.VerifyPasswordAsync("rm-running", "test1", "New_pass1")).Matches);
/// </code></example>
public sealed class AlibabaCloudEmulator : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http;
    private readonly PasswordFiles _passwords;

    private AlibabaCloudEmulator(WebApplication app, PasswordFiles passwords, string? adminToken)
    {
        (_app, _passwords) = (app, passwords);
        Endpoint = new(app.Urls.First());
        _http = new HttpClient { BaseAddress = new(Endpoint, "/_emulator/") };
        if (adminToken is not null)
            _http.DefaultRequestHeaders.Authorization = new("Bearer", adminToken);
        Tenant = new(new ControlClient(_http, AccessKeyId), _passwords, AccessKeyId, AccessKeySecret, "1000000000000001");
    }

    /// <summary>Where it listens, such as <c>http://127.0.0.1:40001/</c>.</summary>
    public Uri Endpoint { get; }

    /// <summary>
    /// Host and port, such as <c>127.0.0.1:40001</c>: what the <c>Config</c> of the current SDKs takes as its endpoint, with protocol <c>http</c>.
    /// </summary>
    public string Host => Endpoint.Authority;

    /// <summary>The AccessKey ID of the default account, <c>testid</c>.</summary>
    public string AccessKeyId { get; } = PublishedKeys.DefaultId;

    /// <summary>The secret of the default account's AccessKey and of every tenant's, <c>testsecret</c>.</summary>
    public string AccessKeySecret { get; } = PublishedKeys.Secret;

    /// <summary>The default account. Tests that run side by side want one each: <see cref="CreateTenantAsync"/>.</summary>
    public Tenant Tenant { get; }

    /// <summary>Starts an emulator; it serves when the task ends.</summary>
    /// <param name="settings">Null for the default instances and settings.</param>
    /// <exception cref="ArgumentException">A setting or the seed file is wrong: the message has each fault in a line.</exception>
    public static async Task<AlibabaCloudEmulator> StartAsync(EmulatorSettings? settings = null, CancellationToken cancellationToken = default)
    {
        settings ??= new();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var ownDirectory = Path.Combine(Path.GetTempPath(), $"resetpassword-{Guid.NewGuid():N}");
        builder.Configuration.AddInMemoryCollection(SectionOf(settings, ownDirectory));

        using var errors = new StringWriter();
        if (EmulatorOptions.Read(builder.Configuration, errors) is not { } options)
            throw new ArgumentException(errors.ToString().TrimEnd(), nameof(settings));
        if (options.State is not null)
            throw new ArgumentException($"{EmulatorOptions.Section}:{nameof(EmulatorOptions.State)} is for the program: an emulator in a test's process keeps no state.", nameof(settings));

        try
        {
            var store = OpenedStore.Open(options);
            if (SeedFile.Load(options.Seed, errors, store.SeededAt, store.Salts) is not { } seed)
                throw new ArgumentException(errors.ToString().TrimEnd(), nameof(settings));
            var app = EmulatorApplication.Build(builder, options, seed, store);
            var (faults, _) = await app.Services.GetRequiredService<Bindings>().IntroduceAsync(seed).ConfigureAwait(false);
            if (faults.Count > 0)
            {
                await app.DisposeAsync().ConfigureAwait(false);
                throw new ArgumentException(string.Join(Environment.NewLine, faults), nameof(settings));
            }

            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            return new(app, new(options.DatabasePasswordDirectory, isOwn: options.DatabasePasswordDirectory == ownDirectory), options.AdminToken);
        }
        catch (StoreRefusedException refused)
        {
            throw new ArgumentException(refused.Message, nameof(settings), refused);
        }
    }

    /// <summary>Makes an Alibaba Cloud account of its own, with a fresh copy of the seed's instances: no other tenant sees its calls, faults or time.</summary>
    /// <exception cref="EmulatorControlException">There are as many tenants as the setting <c>MaxTenants</c> allows.</exception>
    public async Task<Tenant> CreateTenantAsync(CancellationToken cancellationToken = default)
    {
        var made = await new ControlClient(_http, AccessKeyId).SendAsync<NewTenant>(HttpMethod.Post, "tenants", null, cancellationToken).ConfigureAwait(false);
        return new(new ControlClient(_http, made.AccessKeyId), _passwords, made.AccessKeyId, made.AccessKeySecret, made.OwnerId);
    }

    /// <summary>
    /// A handler for an <see cref="HttpClient"/> that sends every request here, whatever its scheme and host: code with <c>https://rds.aliyuncs.com</c>
    /// written into it can be tested as it is. The host stays the one that was asked for, as it is signed and routed by.
    /// </summary>
    public HttpMessageHandler CreateHandler() => new RedirectingHandler(Endpoint);

    /// <summary>Stops the emulator; what is open ends within three seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
        _passwords.Dispose();
    }

    private static Dictionary<string, string?> SectionOf(EmulatorSettings settings, string passwordDirectory)
    {
        var section = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            [$"{EmulatorOptions.Section}:{nameof(EmulatorOptions.LogLevel)}"] = "Fatal",
            [$"{EmulatorOptions.Section}:{nameof(EmulatorOptions.DatabasePasswordDirectory)}"] = passwordDirectory,
        };
        foreach (var (name, value) in settings.Configuration)
            section[$"{EmulatorOptions.Section}:{name}"] = value;
        if (settings.Seed is not null)
            section[$"{EmulatorOptions.Section}:{nameof(EmulatorOptions.Seed)}"] = settings.Seed;
        return section;
    }

    private sealed record NewTenant(string AccessKeyId, string AccessKeySecret, string OwnerId);
}
