using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ResetPassword.CommandLine;
using ResetPassword.Hosting;
using ResetPassword.Http;
using ResetPassword.Http.Controls;
using ResetPassword.Model;
using ResetPassword.Ram;
using ResetPassword.Store;

namespace ResetPassword.Testing;

/// <summary>
/// A running emulator of the Alibaba Cloud RPC gateway, in this process and on a free port of the loopback interface. One for a whole test run is enough:
/// a <see cref="Tenant"/> for each test keeps them apart.
/// </summary>
/// <example><code>
/// await using var cloud = await AlibabaCloudEmulator.StartAsync();
/// await using var tenant = await cloud.CreateTenantAsync();
/// // Point the SDK at cloud.Host (protocol http), with tenant.AccessKeyId and tenant.AccessKeySecret; reset a password; then:
/// Assert.True((await tenant.VerifyPasswordAsync("rm-running", "test1", "New_pass1")).Matches);
/// </code></example>
public sealed class AlibabaCloudEmulator : IAsyncDisposable
{
    // How a container says the machine that it runs on: Docker's name, and that of Testcontainers.
    private static readonly string[] NamesForContainers = ["host.docker.internal", "host.testcontainers.internal"];

    private readonly WebApplication _app;
    private readonly HttpClient _http;
    private readonly ControlClient _controls;
    private readonly PasswordFiles _passwords;
    private readonly X509Certificate2? _served;

    private AlibabaCloudEmulator(WebApplication app, PasswordFiles passwords, EmulatorOptions options, X509Certificate2? served)
    {
        (_app, _passwords, _served) = (app, passwords, served);
        Certificate = served is null ? null : X509CertificateLoader.LoadCertificate(served.RawData);
        Urls = [.. app.Urls.Select(url => new Uri(url))];
        Endpoint = NearAddressOf(Urls.First(url => url.Scheme == Uri.UriSchemeHttp));
        HttpsEndpoint = Urls.FirstOrDefault(url => url.Scheme == Uri.UriSchemeHttps) is { } https ? NearAddressOf(https) : null;
        _http = new HttpClient { BaseAddress = new(Endpoint, "/_emulator/"), Timeout = Timeout.InfiniteTimeSpan };
        if (options.AdminToken is { } adminToken)
            _http.DefaultRequestHeaders.Authorization = new("Bearer", adminToken);
        _controls = new(_http, tenant: null);
        Tenant = TenantOf(AccessKeyId, AccessKeySecret, "1000000000000001");
        UnattributedCalls = new(new ControlClient(_http, "-"));
    }

    /// <summary>Where it listens, such as <c>http://127.0.0.1:40001/</c>.</summary>
    public Uri Endpoint { get; }

    /// <summary>Where it serves HTTPS, such as <c>https://127.0.0.1:40002/</c>; null without <see cref="EmulatorSettings.Tls"/>.</summary>
    public Uri? HttpsEndpoint { get; }

    /// <summary>Every address that it listens on; <c>http://0.0.0.0:40001/</c> is that of all interfaces.</summary>
    public IReadOnlyList<Uri> Urls { get; }

    /// <summary>The port of <see cref="Endpoint"/>.</summary>
    public int Port => Endpoint.Port;

    /// <summary>
    /// Host and port, such as <c>127.0.0.1:40001</c>: what the <c>Config</c> of the current SDKs takes as its endpoint, with protocol <c>http</c>.
    /// </summary>
    public string Host => Endpoint.Authority;

    /// <summary>
    /// The certificate of <see cref="HttpsEndpoint"/>, without its key, for clients to trust; null without <see cref="EmulatorSettings.Tls"/>. As PEM:
    /// <c>Certificate.ExportCertificatePem()</c>.
    /// </summary>
    public X509Certificate2? Certificate { get; }

    /// <summary>The AccessKey ID of the default account, <c>testid</c>.</summary>
    public string AccessKeyId { get; } = PublishedKeys.DefaultId;

    /// <summary>The secret of the default account's AccessKey and of every tenant's, <c>testsecret</c>.</summary>
    public string AccessKeySecret { get; } = PublishedKeys.Secret;

    /// <summary>The default account. Tests that run side by side want one each: <see cref="CreateTenantAsync(CancellationToken)"/>.</summary>
    public Tenant Tenant { get; }

    /// <summary>The calls that belong to no tenant, as nobody has their AccessKey.</summary>
    public TenantJournal UnattributedCalls { get; }

    /// <summary>Starts an emulator; it serves when the task ends.</summary>
    /// <param name="settings">Null for the default instances and settings.</param>
    /// <exception cref="ArgumentException">A setting or the seed file is wrong: the message has each fault in a line.</exception>
    public static async Task<AlibabaCloudEmulator> StartAsync(EmulatorSettings? settings = null, CancellationToken cancellationToken = default)
    {
        settings ??= new();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddRoutingCore();
        var ownDirectory = Path.Combine(Path.GetTempPath(), $"resetpassword-{Guid.NewGuid():N}");
        builder.Configuration.AddInMemoryCollection(SectionOf(settings, ownDirectory));

        using var errors = new StringWriter();
        if (EmulatorOptions.Read(builder.Configuration, errors) is not { } options)
            throw new ArgumentException(errors.ToString().TrimEnd(), nameof(settings));
        if (FindFault(options) is { } fault)
            throw new ArgumentException($"{EmulatorOptions.Section}:{fault}", nameof(settings));

        var address = settings.ListenOnAllInterfaces ? "0.0.0.0" : "127.0.0.1";
        builder.WebHost.UseKestrelCore().UseUrls(options.Tls ? [$"http://{address}:0", $"https://{address}:0"] : [$"http://{address}:0"]);
        if (settings.IdSeed is { } idSeed)
            builder.Services.AddSingleton(IdSource.WithIdsOf(idSeed));
        if (settings.Log is { } log)
            builder.Services.AddLog(log);
        var certificate = options.Tls ? OwnCertificate.Make(TimeProvider.System.GetUtcNow(), settings.ListenOnAllInterfaces ? NamesForContainers : []) : null;
        try
        {
            var store = OpenedStore.Open(options);
            if (SeedFile.Load(options.Seed, errors, store.SeededAt, store.Salts) is not { } seed)
                throw new ArgumentException(errors.ToString().TrimEnd(), nameof(settings));
            var app = EmulatorApplication.Build(builder, options, seed, store, certificate);
            var (faults, _) = await app.Services.GetRequiredService<Bindings>().IntroduceAsync(seed).ConfigureAwait(false);
            if (faults.Count > 0)
            {
                await app.DisposeAsync().ConfigureAwait(false);
                throw new ArgumentException(string.Join(Environment.NewLine, faults), nameof(settings));
            }

            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            var passwords = new PasswordFiles(options.DatabasePasswordDirectory, isOwn: options.DatabasePasswordDirectory == ownDirectory);
            return new(app, passwords, options, certificate);
        }
        catch (StoreRefusedException refused)
        {
            throw new ArgumentException(refused.Message, nameof(settings), refused);
        }
    }

    /// <summary>Makes an Alibaba Cloud account of its own, with a fresh copy of the seed's instances: no other tenant sees its calls, faults or time.</summary>
    /// <exception cref="EmulatorControlException">There are as many tenants as the setting <c>MaxTenants</c> allows.</exception>
    public Task<Tenant> CreateTenantAsync(CancellationToken cancellationToken = default) => MakeTenantAsync(null, cancellationToken);

    /// <summary>Makes an Alibaba Cloud account of its own, with these instances and no others.</summary>
    /// <exception cref="EmulatorControlException">
    /// 400: an instance is not valid; 403: there are as many tenants as the setting <c>MaxTenants</c> allows.
    /// </exception>
    /// <example><code>
    /// var tenant = await cloud.CreateTenantAsync([new(Products.Rds, "rm-orders") { Accounts = [new("orders") { Password = "First_pass1" }] }]);
    /// </code></example>
    public Task<Tenant> CreateTenantAsync(IReadOnlyList<Instance> instances, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instances);
        return MakeTenantAsync(new StateDocument(instances), cancellationToken);
    }

    /// <summary>The tenants that there are: those of the seed, and those that were made.</summary>
    public Task<IReadOnlyList<ListedTenant>> ListTenantsAsync(CancellationToken cancellationToken = default) =>
        _controls.GetAsync<IReadOnlyList<ListedTenant>>("tenants", "", cancellationToken);

    /// <summary>Drops a tenant and everything in it, as <see cref="Tenant.DisposeAsync"/> does.</summary>
    /// <exception cref="EmulatorControlException">404: there is none with this AccessKeyId; 409: it is one of the seed.</exception>
    public Task DropTenantAsync(string accessKeyId, CancellationToken cancellationToken = default) =>
        _controls.SendAsync(HttpMethod.Delete, $"tenants/{Uri.EscapeDataString(accessKeyId)}", null, cancellationToken);

    /// <summary>Whether it can serve.</summary>
    /// <exception cref="EmulatorControlException">503: its store cannot be used; the message says why.</exception>
    public Task<EmulatorHealth> GetHealthAsync(CancellationToken cancellationToken = default) =>
        _controls.GetAsync<EmulatorHealth>("health", "", cancellationToken);

    /// <summary>
    /// What is emulated, as <c>GET /_emulator/contract</c> has it: products, actions, parameters, permissions, every error row with its source.
    /// </summary>
    /// <example><code>var names = (await cloud.GetContractAsync())["products"]!.AsArray().Select(product => (string?)product!["name"]);</code></example>
    public Task<JsonObject> GetContractAsync(CancellationToken cancellationToken = default) =>
        _controls.GetAsync<JsonObject>("contract", "", cancellationToken);

    /// <summary>
    /// A handler for an <see cref="HttpClient"/> that sends every request here, whatever its scheme and host: code with <c>https://rds.aliyuncs.com</c>
    /// written into it can be tested as it is. The host stays the one that was asked for, as it is signed and routed by.
    /// </summary>
    public HttpMessageHandler CreateHandler() => new RedirectingHandler(Endpoint);

    /// <summary>A client that signs as a tenant and sends every request here, whatever its scheme and host.</summary>
    /// <param name="tenant">Who signs; null for the default account.</param>
    /// <param name="signature">How it signs.</param>
    /// <example><code>
    /// using var http = cloud.CreateClient(tenant);
    /// using var answer = await http.GetAsync("https://rds.aliyuncs.com/?Action=DescribeRegions&amp;Version=2014-08-15");
    /// </code></example>
    public HttpClient CreateClient(Tenant? tenant = null, SigningGeneration signature = SigningGeneration.V3) =>
        new(HandlerOf(tenant ?? Tenant, signature)) { BaseAddress = Endpoint };

    /// <summary>Stops the emulator; what is open ends within three seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
        _passwords.Dispose();
        Certificate?.Dispose();
        _served?.Dispose();
    }

    internal HttpMessageHandler HandlerOf(Tenant tenant, SigningGeneration? signature) => signature is { } generation
        ? new SigningHandler(tenant.AccessKeyId, tenant.AccessKeySecret, CreateHandler()) { Signature = generation }
        : CreateHandler();

    private async Task<Tenant> MakeTenantAsync(StateDocument? state, CancellationToken cancellation)
    {
        var made = await _controls.SendAsync<NewTenant>(HttpMethod.Post, "tenants", state, cancellation).ConfigureAwait(false);
        return TenantOf(made.AccessKeyId, made.AccessKeySecret, made.OwnerId);
    }

    private Tenant TenantOf(string accessKeyId, string accessKeySecret, string ownerId) =>
        new(this, new(_http, accessKeyId), _passwords, accessKeyId, accessKeySecret, ownerId);

    // An address of all interfaces is reached from this machine by the loopback one.
    private static Uri NearAddressOf(Uri url) => new(string.Create(CultureInfo.InvariantCulture, $"{url.Scheme}://127.0.0.1:{url.Port}/"));

    // A setting of the program's that is nothing here.
    private static string? FindFault(EmulatorOptions options) =>
        options.State is not null ? $"{nameof(EmulatorOptions.State)} is for the program: an emulator in a test's process keeps no state."
        : options.TlsCertificate is not null ? $"{nameof(EmulatorOptions.TlsCertificate)} is for the program: a test has {nameof(Certificate)}."
        : null;

    private static Dictionary<string, string?> SectionOf(EmulatorSettings settings, string passwordDirectory)
    {
        var section = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            [NameOf(nameof(EmulatorOptions.LogLevel))] = settings.Log is null ? "Fatal" : "Information",
            [NameOf(nameof(EmulatorOptions.DatabasePasswordDirectory))] = passwordDirectory,
        };

        // What every machine of the network can reach has no controls for everybody.
        if (settings.ListenOnAllInterfaces)
            section[NameOf(nameof(EmulatorOptions.AdminToken))] = RandomNumberGenerator.GetHexString(32);
        foreach (var (name, value) in settings.Configuration)
            section[NameOf(name)] = value;
        if (settings.Seed is not null)
            section[NameOf(nameof(EmulatorOptions.Seed))] = settings.Seed;
        if (settings.Tls)
            section[NameOf(nameof(EmulatorOptions.Tls))] = "true";
        return section;
    }

    private static string NameOf(string setting) => $"{EmulatorOptions.Section}:{setting}";

    private sealed record NewTenant(string AccessKeyId, string AccessKeySecret, string OwnerId);
}

/// <summary>A tenant that there is.</summary>
/// <param name="AccessKeyIds">Its AccessKeys: its own first, then those of its users.</param>
/// <param name="OwnerId">The account's id, 16 digits.</param>
/// <param name="LastUsedAt">When its last call was; null for tenants of the seed.</param>
/// <example><code>Assert.Contains(await cloud.ListTenantsAsync(), listed => listed.OwnerId == tenant.OwnerId);</code></example>
public sealed record ListedTenant(IReadOnlyList<string> AccessKeyIds, string OwnerId, DateTimeOffset? LastUsedAt);

/// <summary>The state of the emulator.</summary>
/// <param name="Status"><c>ready</c>.</param>
/// <param name="Store">Where everything is kept, without secrets; null where that is the memory of the process.</param>
/// <param name="Warning">What does not work although calls are answered; null where everything does.</param>
/// <example><code>Assert.Equal("ready", (await cloud.GetHealthAsync()).Status);</code></example>
public sealed record EmulatorHealth(string Status, string? Store, string? Warning);
