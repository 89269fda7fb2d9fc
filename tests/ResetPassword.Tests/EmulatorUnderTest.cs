using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using ResetPassword.CommandLine;
using ResetPassword.Http;
using ResetPassword.Http.Controls;
using ResetPassword.Products;
using Serilog.Core;
using Serilog.Formatting.Display;

namespace ResetPassword.Tests;

/// <summary>
/// A fresh emulator on a free port of the loopback interface: the real program behind its real web server, in this process or, where
/// <see cref="Executable"/> names one, as a process of its own.
/// </summary>
internal sealed class EmulatorUnderTest : IAsyncDisposable
{
    // A client of its own, which does not end with the emulator. Its connections are few and soon closed, as there are many emulators.
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        MaxConnectionsPerServer = 100,
        Expect100ContinueTimeout = TimeSpan.FromMinutes(1),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(1),
        PooledConnectionLifetime = StoreUnderTest.IsShared ? TimeSpan.Zero : Timeout.InfiniteTimeSpan,
    });

    private readonly StoreUnderTest _store;
    private readonly TimeProvider? _clock;
    private readonly IReadOnlyList<HostInProcess> _hosts;
    private readonly IReadOnlyList<ExecutableUnderTest> _executables;
    private readonly RoundRobinProxy? _proxy;

    private EmulatorUnderTest(
        StoreUnderTest store, TimeProvider? clock, IReadOnlyList<HostInProcess> hosts, IReadOnlyList<ExecutableUnderTest> executables)
    {
        (_store, _clock, _hosts, _executables) = (store, clock, hosts, executables);
        Uri[] endpoints = [.. hosts.Select(host => host.ClientOptions.BaseAddress), .. executables.Select(executable => executable.Endpoint)];
        _proxy = endpoints.Length > 1 ? new(endpoints) : null;
        Endpoint = _proxy?.Endpoint ?? endpoints[0];
    }

    /// <summary>The file that the tests of HTTP are run against, instead of a host in this process; empty where none is.</summary>
    public static string Executable => Environment.GetEnvironmentVariable("RESETPASSWORD_EXECUTABLE") ?? "";

    public Uri Endpoint { get; }

    /// <summary>The services of the host in this process: a test that looks at them is skipped where an executable is tested.</summary>
    public IServiceProvider Services
    {
        get
        {
            RequireHost();
            return _hosts[0].Services;
        }
    }

    /// <param name="clock">Held time, or null for the real one.</param>
    /// <param name="settings">Of the section <c>ResetPassword</c>.</param>
    public static EmulatorUnderTest Start(TimeProvider? clock = null, params (string Name, string Value)[] settings)
    {
        if (Executable == "")
            return StartHosts(clock, settings);
        Assert.SkipWhen(clock is not null, "An executable's time cannot be held.");
        return StartExecutables([("LogLevel", "Fatal"), .. settings], null);
    }

    /// <summary>With a collector of what is logged as an error.</summary>
    public static EmulatorUnderTest Start(ErrorLog log)
    {
        (string, string) level = ("LogLevel", $"{log.Least}");
        return Executable == "" ? StartWith(services => services.AddSingleton<ILogEventSink>(log), level) : StartExecutables([level], log);
    }

    /// <summary>With calls that wait already.</summary>
    public static EmulatorUnderTest Start(Waiters waiters) => StartWith(services => services.AddSingleton(waiters));

    /// <summary>With services of the test's own.</summary>
    public static EmulatorUnderTest StartWith(Action<IServiceCollection> services, params (string Name, string Value)[] settings)
    {
        RequireHost();
        return StartHosts(null, settings, services);
    }

    private static EmulatorUnderTest StartHosts(TimeProvider? clock, (string, string)[] settings, Action<IServiceCollection>? services = null)
    {
        var store = StoreUnderTest.New();
        return new(store, clock,
            [.. Enumerable.Range(0, store.Emulators).Select(_ => HostInProcess.Start(clock, [.. store.Settings, .. settings], services))], []);
    }

    private static EmulatorUnderTest StartExecutables((string, string)[] settings, ErrorLog? log)
    {
        var store = StoreUnderTest.New();
        return new(store, null, [],
            [.. Enumerable.Range(0, store.Emulators).Select(_ => ExecutableUnderTest.Start(Executable, [.. store.Settings, .. settings], log))]);
    }

    /// <summary>Skips a test that looks into the host.</summary>
    public static void RequireHost() => Assert.SkipWhen(Executable != "", "An executable's services are its own.");

    /// <summary>A call of one of the products, signed with V3 and POST unless <paramref name="change"/> says otherwise.</summary>
    public async Task<Answer> CallAsync(string product, Func<SignedRequest, SignedRequest>? change, params (string Name, string Value)[] parameters)
    {
        var target = Catalogue.Products.Single(p => p.Name == product);
        var request = new SignedRequest
        {
            Endpoint = Endpoint,
            Version = target.Version,
            Action = target.Example.Action,
            Parameters = [.. parameters.Select(p => KeyValuePair.Create(p.Name, p.Value))],
            Timestamp = (_clock ?? TimeProvider.System).GetUtcNow(),
        };
        return await SendAsync((change?.Invoke(request) ?? request).ToMessage());
    }

    public Task<Answer> CallAsync(string product, params (string Name, string Value)[] parameters) => CallAsync(product, null, parameters);

    public async Task<Answer> SendAsync(HttpRequestMessage message)
    {
        using var answer = await _http.SendAsync(message);
        return await Answer.ReadAsync(answer);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
            await host.DisposeAsync();
        foreach (var executable in _executables)
            await executable.DisposeAsync();
        if (_proxy is not null)
            await _proxy.DisposeAsync();
        _store.Dispose();
    }

    /// <summary>The program in this process.</summary>
    private sealed class HostInProcess(TimeProvider? clock, IEnumerable<(string Name, string Value)> settings, Action<IServiceCollection>? services)
        : WebApplicationFactory<Program>
    {
        public static HostInProcess Start(
            TimeProvider? clock, IEnumerable<(string Name, string Value)> settings, Action<IServiceCollection>? services = null)
        {
            var host = new HostInProcess(clock, settings, services);
            host.UseKestrel();
            host.StartServer();
            return host;
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            // Not UseKestrel(0): the factory sets that port while the program, which has been started already, may be binding its own.
            builder.UseSetting("urls", "http://127.0.0.1:0");
            builder.UseSetting("ResetPassword:LogLevel", "Fatal");
            foreach (var (name, value) in settings)
                builder.UseSetting($"ResetPassword:{name}", value);

            // The test host speaks over the standard output of this process.
            builder.ConfigureTestServices(own => own.AddSingleton(_ => new StandardOutputSink(new MessageTemplateTextFormatter(""), Stream.Null)));
            if (services is not null)
                builder.ConfigureTestServices(services);
            if (clock is not null)
                builder.ConfigureTestServices(own => own.AddSingleton(clock));
        }
    }
}

/// <summary>An answer as it came: status, headers, text.</summary>
internal sealed record Answer(int Status, string ContentType, IReadOnlyDictionary<string, string> Headers, string Text)
{
    public JsonNode Json => JsonNode.Parse(Text) ?? throw new JsonException("null");

    /// <summary>What a refusal is asserted by: status, code and message together.</summary>
    public (int Status, string? Code, string? Message) Error => (Status, (string?)Json["Code"], (string?)Json["Message"]);

    public static async Task<Answer> ReadAsync(HttpResponseMessage message)
    {
        var headers = message.Headers.Concat(message.Content.Headers)
            .Concat(message.Headers.NonValidated.Select(h => KeyValuePair.Create(h.Key, h.Value.AsEnumerable())))
            .DistinctBy(h => h.Key, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        return new((int)message.StatusCode, headers.GetValueOrDefault("Content-Type", ""), headers, await message.Content.ReadAsStringAsync());
    }
}
