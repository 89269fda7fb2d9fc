using System.Globalization;
using System.Net;

namespace ResetPassword.CommandLine;

/// <summary>
/// The addresses that the configuration asks to listen on. The web server takes a host that it does not understand, such as <c>127.0.0.1:abc</c>, for all
/// addresses of the machine: here it is a fault.
/// </summary>
internal static class ListenAddresses
{
    private const string CertificatePath = "Kestrel:Certificates:Default:Path";
    private const string HowToGive = "--Kestrel:Certificates:Default:Path=FILE gives one: PEM with …:KeyPath=FILE, or PFX with …:Password.";

    private static readonly string[] PortSettings = ["http_ports", "https_ports"];

    public const string NoPort = "start needs an address with a port.";

    /// <summary>Where HTTPS is served too, when nothing is said.</summary>
    public const string WithTls = $"{Commands.DefaultEndpoint};https://127.0.0.1:8443";

    public static bool AreGiven(IConfiguration configuration) => Of(configuration).Any();

    /// <summary>Whether all of them are sockets in the file system.</summary>
    public static bool AreSockets(IConfiguration configuration) => AreGiven(configuration) && Of(configuration).All(StartText.IsSocket);

    /// <summary>What is wrong with an address, or null; whatever else is wrong, the web server says.</summary>
    public static string? FindFault(IConfiguration configuration)
    {
        if (configuration["urls"] is { Length: > 0 } urls && Split(urls).Length == 0)
            return "There is no address in it.";
        foreach (var port in PortSettings.SelectMany(setting => Split(configuration[setting])))
        {
            if (!ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                return $"{port} is not a port.";
        }

        return Of(configuration).FirstOrDefault(address => !HasHost(address)) is { } odd ? $"{odd} is not an address that can be listened on." : null;
    }

    /// <summary>Why HTTPS cannot be served with a certificate of the emulator's own, or null.</summary>
    public static string? FindTlsFault(IConfiguration configuration)
    {
        if (configuration[CertificatePath] is { Length: > 0 } path)
            return $"--tls makes a certificate, and {CertificatePath} names another one, {path}: only one of them can be served.";
        return AreGiven(configuration) && !HasHttps(configuration) ? $"--tls needs an address to serve HTTPS on, as in --urls '{WithTls}'." : null;
    }

    /// <summary>What to do about a failure that is none of the socket: without a certificate that can be read, HTTPS cannot be served.</summary>
    public static string HintFor(IConfiguration configuration) =>
        !HasHttps(configuration) ? ""
        : configuration[CertificatePath] is { Length: > 0 } path ? $" The certificate is {path}; {HowToGive}"
        : $" To serve HTTPS, {HowToGive} --tls makes one.";

    private static bool HasHttps(IConfiguration configuration) =>
        Of(configuration).Any(address => address.StartsWith("https:", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Of(IConfiguration configuration)
    {
        var ports = PortSettings.SelectMany(setting => Split(configuration[setting]).Select(port => $"{setting.Split('_')[0]}://*:{port}"));
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"] ?? "");
        return Split(configuration["urls"]) is { Length: > 0 } urls ? [.. urls, .. endpoints] : ports.Concat(endpoints);
    }

    private static string[] Split(string? list) => (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool HasHost(string address)
    {
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        var rest = scheme < 0 ? "" : address[(scheme + 3)..];
        if (rest == "" || rest.StartsWith("unix:/", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("pipe:/", StringComparison.OrdinalIgnoreCase))
            return true;

        var authority = rest.Split('/')[0];
        var colon = authority.EndsWith(']') ? -1 : authority.LastIndexOf(':');
        var host = colon < 0 ? authority : authority[..colon];
        return (colon < 0 || ushort.TryParse(authority[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out _)) && IsHost(host);
    }

    private static bool IsHost(string host) =>
        host is "*" or "+"
        || IPAddress.TryParse(host, out _)
        || (Uri.CheckHostName(host) == UriHostNameType.Dns && !host.Split('.')[^1].All(char.IsAsciiDigit));
}
