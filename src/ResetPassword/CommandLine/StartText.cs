using System.Net;
using System.Text;
using ResetPassword.Hosting;
using ResetPassword.Http.Console;
using ResetPassword.Products;
using ResetPassword.Ram;
using ResetPassword.Seeds;
using ResetPassword.Store;

namespace ResetPassword.CommandLine;

/// <summary>What a start prints: where, with which credentials, that state is in memory, where the console is, and a first call to copy.</summary>
internal static class StartText
{
    private const string PreferredProduct = "Rds";
    private const string UnixSocket = "http://unix:";

    public static string Of(IReadOnlyList<string> addresses, Seed seed, EmulatorOptions options, StateFile? state, IStore store)
    {
        var text = new StringBuilder();
        var endpoint = addresses.Count == 0 ? Commands.DefaultEndpoint : IsSocket(addresses[0]) ? addresses[0] : Reachable(addresses[0]);
        text.AppendLine($"The emulator serves {seed.Instances.Count} instances on {string.Join(", ", addresses)}");
        foreach (var address in addresses.Where(address => !IsLoopback(address)))
            text.AppendLine($"  {address} can be reached from other machines: anyone there can use it.");
        if (options.Tls)
            text.AppendLine(options.TlsCertificate is { } file
                ? $"HTTPS has a certificate of this run, for localhost and the vendor's endpoints: {file}"
                : "HTTPS has a certificate of this run, for localhost and the vendor's endpoints: --tls-certificate FILE writes it, for clients to trust.");
        text.AppendLine(CredentialsOf(seed, isDefault: options.Seed is null));
        text.AppendLine(options.Store switch
        {
            StoreSetting.Sqlite when options.SqliteSynchronous == "Full" => $"State is in {store.Name}: an acknowledged change survives the death of the machine.",
            StoreSetting.Sqlite => $"State is in {store.Name}: an acknowledged change survives the death of the process.",
            StoreSetting.Postgres => $"State is in {store.Name}, shared with every emulator there.",
            _ when state is not null => $"State is in memory, and kept in {options.State} when the process is stopped. A change is written there within two seconds.",
            _ => "State is in memory: it is gone when the process ends.",
        });
        if (store.Notice is { } notice)
            text.AppendLine($"  {notice}");
        if (state is { IsInPlace: true })
            text.AppendLine("  That file cannot be replaced and is overwritten: a process that is killed while it writes leaves it broken.");
        if (!IsSocket(endpoint))
            text.AppendLine($"What is called, and why it is refused: {endpoint}{ConsoleEndpoints.Path}");
        if (!IsSocket(endpoint) && FirstCallOf(seed) is { } call)
        {
            var key = options.Seed is null ? "" : $" --access-key-id {PublishedKeys.AdHocPrefix}first";
            text.AppendLine($"A first call:\n  {OwnProgram.CommandLine} {call}{key}{(endpoint == Commands.DefaultEndpoint ? "" : $" --endpoint {endpoint}")}");
        }

        if (options.Seed is not null)
            text.AppendLine($"Seed: {options.Seed}");
        return text.ToString();
    }

    /// <summary>What does not work yet.</summary>
    public static string OfWarnings(IReadOnlyList<string> warnings) => string.Concat(warnings.Select(warning => $"Warning: {warning}{Environment.NewLine}"));

    /// <summary>What is to be said of the connections, if there can be fewer than the settings allow.</summary>
    public static string OfLimit(long? maxConnections, EmulatorOptions options) => maxConnections < options.MaxConnections
        ? $"At most {maxConnections} connections at once: the process may open few files (ulimit -n).{Environment.NewLine}"
        : "";

    /// <summary>What is to be said of a store that the command line names.</summary>
    public static string OfStoreOnCommandLine(EmulatorOptions options) => options.Store is StoreSetting.Postgres { HasPassword: true }
        ? "The password of the database is on the command line, where other users of this machine can see it: "
            + $"it belongs into {EmulatorOptions.Section}__{nameof(EmulatorOptions.Store)} in the environment, or into a password file.{Environment.NewLine}"
        : "";

    // Only the published test secret is ever printed.
    private static string CredentialsOf(Seed seed, bool isDefault)
    {
        var ids = string.Join(", ", seed.AccessKeys.Where(key => key.IsActive).Select(key => key.Caller.AccessKeyId));
        return isDefault
            ? $"AccessKey {PublishedKeys.DefaultId}, secret {PublishedKeys.Secret}; any AccessKey that starts with {PublishedKeys.AdHocPrefix}, with the same secret, has instances of its own."
            : $"AccessKeys {ids}, with the secrets of the seed; any that starts with {PublishedKeys.AdHocPrefix}, with secret {PublishedKeys.Secret}, has instances of its own.";
    }

    private static ExampleCall? FirstCallOf(Seed seed) => seed.Instances.Select(instance => instance.Product).Distinct()
        .OrderBy(name => name != PreferredProduct)
        .Select(name => Catalogue.Databases.Single(product => product.Name == name))
        .Select(product => new ExampleCalls(product, seed).Find(product.Example))
        .FirstOrDefault(call => call is not null);

    /// <summary>Whether the address is a socket in the file system.</summary>
    public static bool IsSocket(string address) => address.StartsWith(UnixSocket, StringComparison.OrdinalIgnoreCase);

    private static bool IsLoopback(string address) =>
        IsSocket(address) || new Uri(address.Replace("+", "0.0.0.0", StringComparison.Ordinal).Replace("*", "0.0.0.0", StringComparison.Ordinal)).IsLoopback;

    /// <summary>The address as a client on this machine names it.</summary>
    public static string Reachable(string address)
    {
        var uri = new UriBuilder(address.Replace("+", "127.0.0.1", StringComparison.Ordinal).Replace("*", "127.0.0.1", StringComparison.Ordinal));
        if (IPAddress.TryParse(uri.Host, out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)))
            uri.Host = "127.0.0.1";
        return uri.Uri.GetLeftPart(UriPartial.Authority);
    }
}
