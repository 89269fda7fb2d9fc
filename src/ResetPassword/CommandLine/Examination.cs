using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
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
    private static readonly string[] KeyVariables = [EnvironmentVariables.KeyId, "ALICLOUD_ACCESS_KEY", "ALIBABACLOUD_ACCESS_KEY_ID"];

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
            return new($"Nothing listens on {_root}: {refused.Message}.", $"resetpassword start starts an emulator; --endpoint names another address.{NeighboursOf()}");
        }
        catch (OperationCanceledException)
        {
            return new($"{_root} cannot be reached.", "Look at the address and at the firewall between.");
        }
    }

    private static string NeighboursOf() =>
        string.Concat(StartedEmulator.FindAll().Where(other => other.IsRunning).Select(other => $" One runs at {other.Endpoint.GetLeftPart(UriPartial.Authority)}."));

    private async Task<(Finding Health, DateTimeOffset? Date)> ReadHealthAsync(HttpClient http, CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(endpoint, "/_emulator/health"), cancellation);
            var text = await answer.Content.ReadAsStringAsync(cancellation);
            return (JudgeHealth(answer.StatusCode, text), answer.Headers.Date);
        }
        catch (Exception other) when (other is HttpRequestException or TaskCanceledException)
        {
            return (new($"What listens on {_root} does not answer as the emulator: {other.GetBaseException().Message.TrimEnd('.')}.", ElsewhereMend()), null);
        }
    }

    private Finding JudgeHealth(HttpStatusCode status, string text)
    {
        var report = ObjectOf(text);
        if (status == HttpStatusCode.OK && (string?)report?["status"] == "ready")
        {
            return (string?)report["warning"] is { } warning
                ? new($"It is the emulator, and ready. {warning}", "Mend what it warns of.")
                : new("It is the emulator, and ready.");
        }

        if (status == HttpStatusCode.ServiceUnavailable && report?["detail"] is { } detail)
            return new($"It is the emulator, and not ready: {detail}", "Mend what it says, or wait: resetpassword wait.");
        return status == HttpStatusCode.Forbidden && report?["detail"] is { } refused
            ? new($"The emulator does not answer to this name: {refused}", "Use localhost or an address, or allow the name.")
            : new($"What listens on {_root} is not this emulator: it answered {(int)status}.", ElsewhereMend());
    }

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
            var code = ObjectOf(await answer.Content.ReadAsStringAsync(cancellation))?["Code"];
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
        var faults = KeyVariables.Select(LookAtKey).Concat(EndpointVariables().Select(LookAtEndpoint)).Append(LookAtToken()).Append(LookAtUri())
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
            ? new($"{name} looks like a key of the real service.", "eval \"$(resetpassword env)\" sets the test key.")
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

    private static Finding? LookAtToken() =>
        Environment.GetEnvironmentVariable(EnvironmentVariables.Token) is { Length: > 0 }
        && !IsTemporaryKey(Environment.GetEnvironmentVariable(EnvironmentVariables.KeyId))
            ? new($"{EnvironmentVariables.Token} is set: clients send it with every key.", $"Unset it, unless {EnvironmentVariables.KeyId} is a temporary key of the emulator.")
            : null;

    private static bool IsTemporaryKey(string? id) => id?.StartsWith("STS.", StringComparison.Ordinal) == true;

    private Finding? LookAtUri() =>
        Environment.GetEnvironmentVariable(EnvironmentVariables.CredentialsUri) is { Length: > 0 } uri && !IsHere(uri)
            ? new($"{EnvironmentVariables.CredentialsUri} points elsewhere.", $"Set it to {_root}/_emulator/credentials/ROLE, or unset it.")
            : null;

    private bool IsHere(string address) =>
        Uri.TryCreate(address.Contains("://", StringComparison.Ordinal) ? address : $"http://{address}", UriKind.Absolute, out var uri)
        && uri.Port == endpoint.Port && (uri.Host == endpoint.Host || (uri.IsLoopback && endpoint.IsLoopback));

    private static JsonObject? ObjectOf(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What <c>doctor</c> has found.</summary>
/// <param name="Mend">What to do about it; null where all is well.</param>
internal sealed record Finding(string Text, string? Mend = null);
