using System.CommandLine;
using System.CommandLine.Help;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using ResetPassword.Hosting;
using ResetPassword.Http;
using ResetPassword.Http.Controls;
using ResetPassword.Products;
using ResetPassword.Store;
using ResetPassword.Store.Memory;

namespace ResetPassword.CommandLine;

/// <summary>Serves. Besides its own options it takes any ASP.NET Core setting, such as <c>--ResetPassword:MaxTenants=100</c>.</summary>
internal static class ServeCommand
{
    // Settings without a colon: the host's own, and the section's bare name, which the host's test factory passes along.
    private static readonly string[] HostSettings = ["--urls", "--environment", "--contentRoot", "--applicationName", $"--{EmulatorOptions.Section}"];

    public static RootCommand Create()
    {
        var urls = Commands.TextOption("--urls", $"Where to listen, separated by semicolons. Default: {Commands.DefaultEndpoint}");
        var seed = Commands.TextOption("--seed", "A seed file with AccessKeys and instances, instead of the default ones.");
        var store = Commands.TextOption("--store", $"Where everything is kept: {StoreSetting.Expected}. Default: memory");
        var state = Commands.TextOption("--state", "A file that keeps what differs from the seed: read at start, written after changes and on stop.");
        var tls = new Option<bool>("--tls") { Description = $"Serve HTTPS with a certificate made at the start. Default addresses: {ListenAddresses.WithTls}" };
        var tlsCertificate = Commands.TextOption("--tls-certificate", "A file that gets the certificate of --tls, for clients to trust.");
        var command = new RootCommand("An emulator of the Alibaba Cloud RPC gateway in front of SelectDB, RDS, MongoDB, AnalyticDB for PostgreSQL and PolarDB.")
        {
            urls, seed, store, state, tls, tlsCertificate,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellation) => ServeAsync(SettingsOf(parsed, tls, urls,
            [
                (nameof(EmulatorOptions.Seed), seed), (nameof(EmulatorOptions.Store), store), (nameof(EmulatorOptions.State), state),
                (nameof(EmulatorOptions.TlsCertificate), tlsCertificate),
            ]), cancellation));
        return command;
    }

    /// <summary>What is done without a command, by its name.</summary>
    public static Command CreateNamed(RootCommand root)
    {
        var command = new Command("serve", "Serves until it is stopped; without a command, the same is done.") { TreatUnmatchedTokensAsErrors = false, Action = root.Action };
        foreach (var option in root.Options.Where(option => option is not (HelpOption or VersionOption)))
            command.Options.Add(option);
        return command;
    }

    private static bool IsSetting(string token) =>
        token.IndexOf('=') is > 2 and var equals
        && token.StartsWith("--", StringComparison.Ordinal)
        && (token.AsSpan(0, equals).Contains(':') || HostSettings.Contains(token[..equals]));

    private static bool IsGiven(string name, string[] settings) =>
        settings.Any(setting => setting.StartsWith($"--{EmulatorOptions.Section}:{name}=", StringComparison.OrdinalIgnoreCase));

    private static bool HasTls(ConfigurationManager configuration) =>
        "true".Equals(configuration[$"{EmulatorOptions.Section}:{nameof(EmulatorOptions.Tls)}"], StringComparison.OrdinalIgnoreCase);

    private static string[] SettingsOf(ParseResult parsed, Option<bool> tls, Option<string> urls, IEnumerable<(string Setting, Option<string> Option)> own)
    {
        // No setting is looked at again after the start, so no file is watched.
        List<string> settings = [.. parsed.UnmatchedTokens, "--hostBuilder:reloadConfigOnChange=false"];
        if (parsed.GetValue(urls) is { } addresses)
            settings.Add($"--urls={addresses}");
        if (parsed.GetValue(tls))
            settings.Add($"--{EmulatorOptions.Section}:{nameof(EmulatorOptions.Tls)}=true");
        foreach (var (setting, option) in own)
        {
            if (parsed.GetValue(option) is { } value)
                settings.Add($"--{EmulatorOptions.Section}:{setting}={value}");
        }

        return [.. settings];
    }

    private static async Task<int> ServeAsync(string[] settings, CancellationToken cancellation)
    {
        using var background = BackgroundServer.EnterIfAsked(out var noBackground);
        if (noBackground is not null)
            return Commands.Fail(noBackground);
        if (settings.FirstOrDefault(setting => !IsSetting(setting)) is { } unknown)
            return Commands.Refuse($"Unknown argument {unknown}. A setting is written --Section:Name=value; --help lists the commands and options.");
        if (OpenSsl.FindFault() is { } missing)
            return Commands.Fail(missing);

        // The products' tables are made while the host is: whoever needs them first waits for the rest.
        _ = Task.Run(() => Catalogue.Products, cancellation);
        if (Try(() => WebApplication.CreateSlimBuilder(settings)) is not { } builder)
            return Commands.Failed;
        if (IsGiven(nameof(EmulatorOptions.TlsCertificate), settings) && !HasTls(builder.Configuration))
            return Commands.Refuse("--tls-certificate gets the certificate that --tls makes: it needs --tls.");
        if (EmulatorOptions.Read(builder.Configuration, ErrorLines.Standard) is not { } options || !TryOpenState(options, out var file))
            return Commands.Failed;

        // Where the seed names no time it is that of the first start: what never changed is as old after another one.
        using var locked = file;
        if (Try(() => file is null ? OpenedStore.Open(options) : OpenedStore.InMemory(file.Read(StateReader.FindSeededAt))) is not { } store)
            return Commands.Failed;
        var seededAt = store.SeededAt;
        if (SeedFile.Load(options.Seed, ErrorLines.Standard, seededAt, store.Salts) is not { } seed)
            return Commands.Failed;
        if (ListenAddresses.FindFault(builder.Configuration) is { } fault)
            return CannotListen(builder, fault);
        if (ConnectionLimit.FindFault() is { } tooFew)
            return CannotListen(builder, tooFew);
        if (options.Tls && ListenAddresses.FindTlsFault(builder.Configuration) is { } noTls)
            return Commands.Refuse(noTls);
        if (background is not null && ListenAddresses.AreSockets(builder.Configuration))
            return Commands.Refuse(ListenAddresses.NoPort);
        if (!ListenAddresses.AreGiven(builder.Configuration))
            builder.WebHost.UseUrls(options.Tls ? ListenAddresses.WithTls : Commands.DefaultEndpoint);
        using var certificate = options.Tls ? OwnCertificate.Make(TimeProvider.System.GetUtcNow()) : null;
        if (Try(() => EmulatorApplication.Build(builder, options, seed, store, certificate)) is not { } built)
            return Commands.Failed;
        await using var app = built;

        // Until the addresses are this one's, the file may be another's who serves there. Whoever is answered finds the certificate in it.
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (options.TlsCertificate is not null)
        {
            app.Use(async (_, next) =>
            {
                await written.Task;
                await next();
            });
        }

        var opened = app.Services.GetRequiredService<IStore>();
        var state = file is null ? null : ActivatorUtilities.CreateInstance<StateKeeper>(app.Services, file, seededAt, (MemoryStore)opened);
        if (state is not null && !await TryLoadAsync(state, options, cancellation))
            return Commands.Failed;

        if (await TryAsync(() => app.Services.GetRequiredService<Bindings>().IntroduceAsync(seed)) is not var (faults, warnings))
            return Commands.Failed;
        if (faults.Count > 0)
            return Commands.Fail(string.Join(Environment.NewLine, faults));

        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            app.Lifetime.StopApplication();
        });
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            return CannotListen(builder, $"{taken.Message.TrimEnd('.')}. --urls http://127.0.0.1:PORT listens on another port.");
        }
        catch (Exception cannotListen) when (cannotListen is IOException or UnauthorizedAccessException or SocketException or CryptographicException
            or FormatException or InvalidOperationException or ArgumentException or NotSupportedException)
        {
            // An address that is none, HTTPS without a certificate.
            return CannotListen(builder, cannotListen.Message + (cannotListen is SocketException ? "" : ListenAddresses.HintFor(builder.Configuration)));
        }

        if (certificate is not null && !TryWrite(certificate, options))
            return Commands.Failed;
        written.SetResult();
        if (background?.Announce(AddressesOf(app)) is { } conflict)
            return Commands.Fail(conflict);
        var saving = state?.SaveChangesAsync(app.Lifetime.ApplicationStopping) ?? Task.CompletedTask;
        var text = StartText.Of(AddressesOf(app), seed, options, file, opened)
            + StartText.OfWarnings(warnings)
            + StartText.OfLimit(MaxConnectionsOf(app), options)
            + (IsGiven(nameof(EmulatorOptions.Store), settings) ? StartText.OfStoreOnCommandLine(options) : "");
        app.Services.GetRequiredService<StandardOutputSink>().Write(text);
        await WaitForShutdownAsync(app, cancellation);
        await saving;
        return state is null || await TrySaveAsync(state, options) ? 0 : Commands.Failed;
    }

    private static async Task WaitForShutdownAsync(WebApplication app, CancellationToken cancellation)
    {
        try
        {
            await app.WaitForShutdownAsync(cancellation);
        }
        catch (ObjectDisposedException)
        {
            // Whoever runs this in a process of theirs, as a test's host factory does, has stopped it and disposed of it already.
        }
    }

    private static bool TryWrite(X509Certificate2 certificate, EmulatorOptions options)
    {
        try
        {
            if (options.TlsCertificate is { } path)
                CertificateFile.Write(path, certificate);
            return true;
        }
        catch (Exception noFile) when (noFile is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            ErrorLines.Standard.WriteLine($"The certificate cannot be written to {options.TlsCertificate}: {noFile.Message}");
            return false;
        }
    }

    private static bool TryOpenState(EmulatorOptions options, out StateFile? file)
    {
        file = null;
        try
        {
            file = options.State is { } path ? StateFile.Open(path) : null;
            return true;
        }
        catch (Exception noFile) when (noFile is IOException or UnauthorizedAccessException or ArgumentException)
        {
            ErrorLines.Standard.WriteLine($"State cannot be kept in {options.State}: {noFile.Message}");
            return false;
        }
    }

    private static async Task<bool> TryLoadAsync(StateKeeper state, EmulatorOptions options, CancellationToken cancellation)
    {
        try
        {
            if (await state.LoadAsync() is { Count: > 0 } faults)
            {
                SeedFile.Report(faults, options.State, ErrorLines.Standard);
                return false;
            }

            // What could not be written in the end is to be known at the start.
            await state.SaveAsync(mayOverwrite: true, cancellation);
            return true;
        }
        catch (Exception noFile) when (noFile is not OperationCanceledException)
        {
            ErrorLines.Standard.WriteLine($"State cannot be kept in {options.State}: {noFile.Message}");
            return false;
        }
    }

    private static async Task<bool> TrySaveAsync(StateKeeper state, EmulatorOptions options)
    {
        try
        {
            await state.SaveAsync(mayOverwrite: true, CancellationToken.None);
            return true;
        }
        catch (Exception notWritten)
        {
            // Whatever it is, nobody could do more about it than read it.
            ErrorLines.Standard.WriteLine($"State could not be kept in {options.State}, and what changed since it was last written is lost: {notWritten.Message}");
            return false;
        }
    }

    // A content root that is not there, an appsettings.json in it that is none.
    private static T? Try<T>(Func<T> start)
        where T : class
    {
        try
        {
            return start();
        }
        catch (Exception refused) when (refused is StoreRefusedException or StoreUnavailableException)
        {
            ErrorLines.Standard.WriteLine(refused.Message);
            return null;
        }
        catch (Exception unusable) when (unusable
            is IOException or UnauthorizedAccessException or InvalidDataException or FormatException or InvalidOperationException)
        {
            ErrorLines.Standard.WriteLine($"Cannot start with these settings: {unusable.GetBaseException().Message}");
            return null;
        }
    }

    private static async ValueTask<T?> TryAsync<T>(Func<ValueTask<T>> start)
        where T : struct
    {
        try
        {
            return await start();
        }
        catch (StoreUnavailableException unavailable)
        {
            ErrorLines.Standard.WriteLine(unavailable.Message);
            return null;
        }
    }

    private static int CannotListen(WebApplicationBuilder builder, string reason)
    {
        return Commands.Fail($"Cannot listen on {builder.Configuration["urls"] ?? "the configured endpoints"}: {reason}");
    }

    private static long? MaxConnectionsOf(WebApplication app) =>
        app.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits.MaxConcurrentConnections;

    private static IReadOnlyList<string> AddressesOf(WebApplication app) =>
        [.. app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? []];
}
