using System.Net;
using System.Text;
using ResetPassword.Hosting;
using ResetPassword.Http.Console;
using ResetPassword.Model;
using ResetPassword.Operations;
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
    private const int MaxTries = 1000;

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

    // One that succeeds: the operation itself is asked.
    private static string? FirstCallOf(Seed seed)
    {
        var context = new CallContext(seed.AccessKeys[0].Caller, TimeProvider.System.GetUtcNow(), requestId: "", IdSource.System);
        return seed.Instances.OrderBy(instance => instance.Product != PreferredProduct)
            .SelectMany(instance => instance.Accounts.Reverse(), (instance, account) => CallOf(instance, account, context))
            .Take(MaxTries)
            .FirstOrDefault(call => call is not null);
    }

    private static string? CallOf(Instance instance, DatabaseAccount account, CallContext context)
    {
        var product = Catalogue.Databases.Single(p => p.Name == instance.Product);
        var operation = product.Example;
        var parameters = new RpcParameters(operation.Parameters.Count);
        foreach (var parameter in operation.Parameters)
        {
            var value = parameter switch
            {
                { Name: "RegionId" } => instance.Region,
                { Name: "AccountName" } => account.Name,
                { Name: "CharacterType" } => account.CharacterType,
                { IsSecret: true } => "New_pass1",
                _ => instance.Id,
            };
            if (value is not null)
                parameters.TryAdd(parameter.Name, value);
        }

        return operation.Decide(parameters, new(operation.TargetOf(parameters, context), instance, []), context) is Decision.Change
            ? $"call {product.Name.ToLowerInvariant()} {operation.Action} {string.Join(' ', parameters.All.Select(p => $"--{p.Key} {OwnProgram.ShellWord(p.Value)}"))}"
            : null;
    }

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
