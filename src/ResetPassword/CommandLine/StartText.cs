using System.Net;
using System.Text;
using ResetPassword.Emulator;
using ResetPassword.Gateway;
using ResetPassword.Products;
using ResetPassword.Store;

namespace ResetPassword.CommandLine;

/// <summary>What a start prints: where, with which credentials, that state is in memory, and a first call to copy.</summary>
internal static class StartText
{
    public static string Of(IReadOnlyList<string> addresses, Seed seed, EmulatorOptions options)
    {
        var text = new StringBuilder();
        var endpoint = addresses.Count == 0 ? Commands.DefaultEndpoint : Reachable(addresses[0]);
        text.AppendLine($"The emulator serves {seed.Instances.Count} instances on {string.Join(", ", addresses)}");
        foreach (var address in addresses.Where(address => !IsLoopback(address)))
            text.AppendLine($"  {address} can be reached from other machines: anyone there can use it.");
        text.AppendLine(CredentialsOf(seed, isDefault: options.Seed is null));
        text.AppendLine(options.State is { } file
            ? $"State is in memory, and kept in {file} when the process is stopped."
            : "State is in memory: it is gone when the process ends.");
        if (FirstCallOf(seed) is { } call)
            text.AppendLine($"A first call:\n  {OwnCommand()} {call}{(endpoint == Commands.DefaultEndpoint ? "" : $" --endpoint {endpoint}")}");
        if (options.Seed is not null)
            text.AppendLine($"Seed: {options.Seed}");
        return text.ToString();
    }

    // Only the published test secret is ever printed.
    private static string CredentialsOf(Seed seed, bool isDefault)
    {
        var ids = string.Join(", ", seed.AccessKeys.Where(key => key.IsActive).Select(key => key.Caller.AccessKeyId));
        return isDefault
            ? $"AccessKey testid, secret {Tenants.AdHocSecret}; any AccessKey that starts with {Tenants.AdHocPrefix}, with the same secret, has instances of its own."
            : $"AccessKeys {ids}, with the secrets of the seed; any that starts with {Tenants.AdHocPrefix}, with secret {Tenants.AdHocSecret}, has instances of its own.";
    }

    private static string? FirstCallOf(Seed seed)
    {
        var instance = seed.Instances.FirstOrDefault(i => i.Product == "Rds" && i.Accounts.Count > 0) ?? seed.Instances.FirstOrDefault(i => i.Accounts.Count > 0);
        if (instance is null)
            return null;

        var product = Catalogue.Databases.Single(p => p.Name == instance.Product);
        var (name, characterType) = instance.Accounts.Last().Key;
        var parameters = product.Operations[0].Parameters.Select(parameter => (parameter.Name, Value: parameter switch
        {
            { Name: "RegionId" } => instance.Region,
            { Name: "AccountName" } => name,
            { Name: "CharacterType" } => characterType,
            { IsSecret: true } => "New_pass1",
            _ => instance.Id,
        }));
        var written = string.Join(' ', parameters.Where(p => p.Value is not null).Select(p => $"--{p.Name} {p.Value}"));
        return $"call {product.Name.ToLowerInvariant()} {product.Operations[0].Action} {written}";
    }

    private static string OwnCommand()
    {
        var process = Environment.ProcessPath ?? "ResetPassword";
        return Path.GetFileNameWithoutExtension(process) == "dotnet" ? $"dotnet {Path.Combine(AppContext.BaseDirectory, "ResetPassword.dll")}" : process;
    }

    private static bool IsLoopback(string address) =>
        new Uri(address.Replace("+", "0.0.0.0", StringComparison.Ordinal).Replace("*", "0.0.0.0", StringComparison.Ordinal)).IsLoopback;

    private static string Reachable(string address)
    {
        var uri = new UriBuilder(address.Replace("+", "127.0.0.1", StringComparison.Ordinal).Replace("*", "127.0.0.1", StringComparison.Ordinal));
        if (IPAddress.TryParse(uri.Host, out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)))
            uri.Host = "127.0.0.1";
        return uri.Uri.GetLeftPart(UriPartial.Authority);
    }
}
