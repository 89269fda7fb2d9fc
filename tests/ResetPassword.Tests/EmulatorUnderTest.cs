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

/// <summary>A fresh emulator on a free port of the loopback interface: the real program behind its real web server.</summary>
internal sealed class EmulatorUnderTest : WebApplicationFactory<Program>
{
    // Not the factory's: a client of its own does not end with the emulator. Its connections are few and soon closed, as there are many emulators.
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        MaxConnectionsPerServer = 100,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(1),
    });

    private readonly TimeProvider? _clock;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly Action<IServiceCollection>? _services;

    private EmulatorUnderTest(TimeProvider? clock, IReadOnlyDictionary<string, string> settings, Action<IServiceCollection>? services = null) =>
        (_clock, _settings, _services) = (clock, settings, services);

    public Uri Endpoint => ClientOptions.BaseAddress;

    /// <param name="clock">Held time, or null for the real one.</param>
    /// <param name="settings">Of the section <c>ResetPassword</c>.</param>
    public static EmulatorUnderTest Start(TimeProvider? clock = null, params (string Name, string Value)[] settings) =>
        Start(new EmulatorUnderTest(clock, settings.ToDictionary(s => s.Name, s => s.Value)));

    /// <summary>With a collector of what is logged as an error.</summary>
    public static EmulatorUnderTest Start(ErrorLog log) =>
        Start(new EmulatorUnderTest(clock: null, new Dictionary<string, string> { ["LogLevel"] = $"{log.Least}" },
            services => services.AddSingleton<ILogEventSink>(log)));

    /// <summary>With calls that wait already.</summary>
    public static EmulatorUnderTest Start(Waiters waiters) => Start(services => services.AddSingleton(waiters));

    /// <summary>With services of the test's own.</summary>
    public static EmulatorUnderTest Start(Action<IServiceCollection> services) =>
        Start(new EmulatorUnderTest(clock: null, new Dictionary<string, string>(), services));

    private static EmulatorUnderTest Start(EmulatorUnderTest emulator)
    {
        emulator.UseKestrel();
        emulator.StartServer();
        return emulator;
    }

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

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        // Not UseKestrel(0): the factory sets that port while the program, which has been started already, may be binding its own.
        builder.UseSetting("urls", "http://127.0.0.1:0");
        builder.UseSetting("ResetPassword:LogLevel", "Fatal");
        foreach (var (name, value) in _settings)
            builder.UseSetting($"ResetPassword:{name}", value);

        // The test host speaks over the standard output of this process.
        builder.ConfigureTestServices(services => services.AddSingleton(_ => new StandardOutputSink(new MessageTemplateTextFormatter(""), Stream.Null)));
        if (_services is not null)
            builder.ConfigureTestServices(_services);
        if (_clock is not null)
            builder.ConfigureTestServices(services => services.AddSingleton(_clock));
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
