using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using ResetPassword.Products;
using ResetPassword.Tenancy;

namespace ResetPassword.CommandLine;

/// <summary>What <c>doctor</c> looks at, one after another; what depends on an answer is left out where there is none.</summary>
internal sealed class Examination(Uri endpoint, string accessKeyId, string secret)
{
    // How far a signature's time may be off.
    private static readonly TimeSpan SignatureWindow = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly string[] Proxies = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];
    private static readonly string[] Exceptions = ["NO_PROXY", "no_proxy"];
    private const string SetAnew = "eval \"$(resetpassword env)\" unsets it, and sets the test key.";

    private readonly string _root = endpoint.GetLeftPart(UriPartial.Authority);

    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var answers = await FindListenerAsync(cancellation);
        yield return answers;
        if (answers.Mend is null)
        {
            var faults = SslPolicyErrors.None;
            using var http = NewClient(errors => faults = errors);
            var (health, date) = await ReadHealthAsync(http, cancellation);
            yield return health;
            if (date is { } theirs)
                yield return CompareClocks(theirs);
            if (endpoint.Scheme == "https")
                yield return JudgeCertificate(faults);
            if (health.Mend is null)
            {
                yield return await CallAsync(http, SignatureGeneration.V3, cancellation);
                yield return await CallAsync(http, SignatureGeneration.V1, cancellation);
            }
        }

        _ = StartedEmulator.FindAll(out var noFolder);
        if (noFolder is not null)
            yield return new(noFolder, StartedEmulator.FolderMend);
        foreach (var finding in LookAtProxies().Concat(LookAtVariables()))
            yield return finding;
    }

    private static HttpClient NewClient(Action<SslPolicyErrors> seen) => new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        SslOptions = { RemoteCertificateValidationCallback = (_, _, _, errors) => Note(seen, errors) },
    })
    { Timeout = Patience };

    private static bool Note(Action<SslPolicyErrors> seen, SslPolicyErrors errors)
    {
        seen(errors);
        return true;
    }

    private async Task<Finding> FindListenerAsync(CancellationToken cancellation)
    {
        using var socket = new TcpClient();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ended.CancelAfter(Patience);
        try
        {
            await socket.ConnectAsync(endpoint.Host.Trim('[', ']'), endpoint.Port, ended.Token);
            return new($"Something listens on {_root}.");
        }
        catch (SocketException refused)
        {
            return new($"Nothing listens on {_root}: {Commands.ReasonOf(refused)}.", $"resetpassword start starts an emulator; --endpoint names another address.{NeighboursOf()}");
        }
        catch (OperationCanceledException)
        {
            return new($"{_root} cannot be reached.", "Look at the address and at the firewall between.");
        }
    }

    private static string NeighboursOf() =>
        string.Concat(StartedEmulator.FindAll(out _).Where(other => other.IsRunning)
            .Select(other => $" One runs at {other.Endpoint.GetLeftPart(UriPartial.Authority)}."));

    private async Task<(Finding Health, DateTimeOffset? Date)> ReadHealthAsync(HttpClient http, CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(endpoint, "/_emulator/health"), cancellation);
            var text = await answer.Content.ReadAsStringAsync(cancellation);
            return (JudgeHealth(Health.Of(answer.StatusCode, text)), answer.Headers.Date);
        }
        catch (Exception other) when (other is HttpRequestException or TaskCanceledException)
        {
            return (new($"What listens on {_root} does not answer as the emulator: {Commands.ReasonOf(other)}.", ElsewhereMend()), null);
        }
    }

    private Finding JudgeHealth(Health health) => health switch
    {
        { State: HealthState.Ready, Warning: { } warning } => new($"It is the emulator, and ready. {warning}", "Mend what it warns of."),
        { State: HealthState.Ready } => new("It is the emulator, and ready."),
        { State: HealthState.NotReady } => new($"It is the emulator, and not ready: {health.Text}", "Mend what it says, or wait: resetpassword wait."),
        { State: HealthState.Refused } => new($"The emulator does not answer to this name: {health.Text}", "Use localhost or an address, or allow the name."),
        _ => new($"What listens on {_root} is not this emulator: {health.Text}.", ElsewhereMend()),
    };

    private string ElsewhereMend() =>
        $"See who it is (lsof -i :{endpoint.Port}), and use another port: resetpassword start --urls http://127.0.0.1:PORT.{NeighboursOf()}";

    private static Finding CompareClocks(DateTimeOffset theirs)
    {
        var difference = DateTimeOffset.UtcNow - theirs;
        var seconds = difference.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        return difference.Duration() < SignatureWindow
            ? new($"The clocks agree to {seconds} s; a signature's time may be 15 minutes off.")
            : new($"The clocks are {seconds} s apart: signatures are refused from 15 minutes on.", "Set the clock of this machine, or of the one where the emulator runs.");
    }

    private static Finding JudgeCertificate(SslPolicyErrors faults) => faults == SslPolicyErrors.None
        ? new("Its certificate is trusted.")
        : new($"Its certificate is not trusted here: {faults}.",
            "Trust it (SSL_CERT_FILE, NODE_EXTRA_CA_CERTS, REQUESTS_CA_BUNDLE, the keystore of Java), or use http.");

    private async Task<Finding> CallAsync(HttpClient http, SignatureGeneration generation, CancellationToken cancellation)
    {
        var product = Catalogue.Products.First(product => product.Name == "Rds");
        var request = new SignedRequest
        {
            Endpoint = endpoint,
            Version = product.Version,
            Action = "DescribeRegions",
            Parameters = [],
            AccessKeyId = accessKeyId,
            AccessKeySecret = new(secret),
            Generation = generation,
        };
        try
        {
            using var message = request.ToMessage();
            using var answer = await http.SendAsync(message, cancellation);
            if (answer.IsSuccessStatusCode)
                return new($"A call that {accessKeyId} signs ({generation}) is answered.");
            var code = JsonText.FindText(JsonText.Find(await answer.Content.ReadAsStringAsync(cancellation)), "Code");
            var diagnosis = answer.Headers.TryGetValues("x-emulator-signature-diagnosis", out var texts) ? $" ({string.Join(", ", texts)})" : "";
            return new($"A call that {accessKeyId} signs ({generation}) is refused: {(int)answer.StatusCode} {code}{diagnosis}.",
                "Look at the key and its secret (--tenant, --access-key-secret), its policies, and the fault rules: resetpassword faults.");
        }
        catch (Exception failed) when (failed is HttpRequestException or TaskCanceledException or FormatException or ArgumentException)
        {
            return new($"A call that {accessKeyId} signs ({generation}) fails: {failed.GetBaseException().Message}",
                "Look at the log of the emulator, and at its fault rules: resetpassword faults.");
        }
    }

    private IEnumerable<Finding> LookAtProxies()
    {
        var isSound = true;
        foreach (var name in Proxies.SelectMany(name => new[] { name, name.ToLowerInvariant() }))
        {
            if (Environment.GetEnvironmentVariable(name) is not { Length: > 0 } proxy || IsHere(proxy) || IsExcepted())
                continue;
            isSound = false;
            yield return new($"{name} sends calls to a proxy, which may not know {endpoint.Host}.", $"Set NO_PROXY={endpoint.Host} (and no_proxy), or unset {name}.");
        }

        if (isSound)
            yield return new("No proxy stands between.");
    }

    private bool IsExcepted() => Exceptions.Select(Environment.GetEnvironmentVariable)
        .Any(list => (list ?? "").Split(',', StringSplitOptions.TrimEntries)
            .Any(name => name == "*" || name.Equals(endpoint.Host, StringComparison.OrdinalIgnoreCase) || name == endpoint.Authority));

    private List<Finding> LookAtVariables()
    {
        var faults = EnvironmentVariables.OtherKeyIds.Prepend(EnvironmentVariables.KeyId).Select(LookAtKey)
            .Concat(EndpointVariables().Select(LookAtEndpoint))
            .Concat(EnvironmentVariables.Tokens.Select(LookAtToken))
            .Concat(EnvironmentVariables.Profiles.Select(name => LookAtUnwanted(name, "clients take the key of that profile, or none")))
            .Concat(EnvironmentVariables.Roles.Select(name => LookAtUnwanted(name, "clients assume that role with the key, at the vendor's STS")))
            .Append(LookAtUri())
            .OfType<Finding>().ToList();
        return faults.Count > 0 ? faults : [new("No variable of the vendor's clients points elsewhere.")];
    }

    private static IEnumerable<string> EndpointVariables() =>
    [
        .. Catalogue.Products.Select(product => EnvironmentVariables.EndpointPrefix + product.Code.ToUpperInvariant()),
        .. EnvironmentVariables.OlderEndpoints,
    ];

    private static Finding? LookAtKey(string name) =>
        Environment.GetEnvironmentVariable(name) is { } id && EnvironmentVariables.IsRealKey(id)
            ? new($"{name} looks like a key of the real service.", SetAnew)
            : null;

    private Finding? LookAtEndpoint(string name)
    {
        if (Environment.GetEnvironmentVariable(name) is not { Length: > 0 } value || value == endpoint.Authority)
            return null;

        // The one client that wants the scheme in it.
        if (name == "RDS_ENDPOINT" && value.TrimEnd('/') == _root)
            return null;
        return value.Contains("://", StringComparison.Ordinal)
            ? new($"{name} has a scheme; what reads it wants host and port only.", $"Set {name}={endpoint.Authority}")
            : new($"{name} does not lead to the emulator.", $"Set {name}={endpoint.Authority}, or unset it.");
    }

    private static Finding? LookAtToken(string name) => IsTemporaryKey(Environment.GetEnvironmentVariable(EnvironmentVariables.KeyId))
        ? null
        : LookAtUnwanted(name, "clients send it with every key");

    private static Finding? LookAtUnwanted(string name, string consequence) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } ? new($"{name} is set: {consequence}.", SetAnew) : null;

    private static bool IsTemporaryKey(string? id) => id?.StartsWith("STS.", StringComparison.Ordinal) == true;

    private Finding? LookAtUri() =>
        Environment.GetEnvironmentVariable(EnvironmentVariables.CredentialsUri) is { Length: > 0 } uri && !IsHere(uri)
            ? new($"{EnvironmentVariables.CredentialsUri} points elsewhere.", $"Set it to {_root}/_emulator/credentials/ROLE, or unset it.")
            : null;

    private bool IsHere(string address) =>
        Uri.TryCreate(address.Contains("://", StringComparison.Ordinal) ? address : $"http://{address}", UriKind.Absolute, out var uri)
        && uri.Port == endpoint.Port && (uri.Host == endpoint.Host || (uri.IsLoopback && endpoint.IsLoopback));
}

/// <summary>What <c>doctor</c> has found.</summary>
/// <param name="Mend">What to do about it; null where all is well.</param>
internal sealed record Finding(string Text, string? Mend = null);
