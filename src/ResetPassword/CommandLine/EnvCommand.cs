using System.CommandLine;
using System.Text.Json.Nodes;
using ResetPassword.Ram;

namespace ResetPassword.CommandLine;

/// <summary><c>env</c>: what makes the vendor's clients use the emulator, for a shell to evaluate.</summary>
internal static class EnvCommand
{
    private const string PowerShellQuotes = "'\u2018\u2019\u201a\u201b";

    public static Command Create()
    {
        var endpoint = Commands.EndpointOption();
        var tenant = Commands.TextOption("--tenant", $"The AccessKeyId. Default: {PublishedKeys.DefaultId}");
        var secret = new Option<string>("--access-key-secret") { Description = "Its secret.", DefaultValueFactory = _ => PublishedKeys.Secret };
        var shell = new Option<string>("--shell") { Description = "Whose language; by default that of $SHELL.", DefaultValueFactory = _ => OwnShell() };
        shell.AcceptOnlyFromAmong("sh", "fish", "powershell");
        var format = new Option<string>("--format")
        {
            Description = "export for the shell to evaluate, dotenv for a file of NAME=value, json.",
            DefaultValueFactory = _ => "export",
        };
        format.AcceptOnlyFromAmong("export", "dotenv", "json");
        var command = new Command("env", "Prints the environment variables that make the vendor's clients use the emulator: eval \"$(resetpassword env)\"")
        {
            endpoint, tenant, secret, shell, format,
        };
        command.SetAction(parsed =>
        {
            var (id, own) = (parsed.GetValue(tenant) ?? PublishedKeys.DefaultId, parsed.GetRequiredValue(secret));
            if ((id + own).Any(char.IsControl))
                return Commands.Refuse("An AccessKeyId and a secret have no control characters.");
            var variables = EnvironmentVariables.Of(parsed.GetRequiredValue(endpoint), id, own);
            OutputLines.Standard.Write(parsed.GetRequiredValue(format) switch
            {
                "json" => JsonOf(variables),
                "dotenv" => string.Concat(variables.Select(variable => $"{variable.Key}={variable.Value}\n")),
                _ => ScriptOf(parsed.GetRequiredValue(shell), variables),
            });
            return 0;
        });
        return command;
    }

    private static string JsonOf(IEnumerable<KeyValuePair<string, string>> variables) =>
        PrettyText.OfJson(new JsonObject(variables.Select(variable => KeyValuePair.Create(variable.Key, (JsonNode?)variable.Value)))) + "\n";

    private static string ScriptOf(string shell, IEnumerable<KeyValuePair<string, string>> variables)
    {
        var unset = EnvironmentVariables.Unset.Select(name => shell switch
        {
            "fish" => $"set -e {name}",
            "powershell" => $"Remove-Item Env:{name} -ErrorAction SilentlyContinue",
            _ => $"unset {name}",
        });
        var set = variables.Select(variable => shell switch
        {
            "fish" => $"set -gx {variable.Key} '{InFish(variable.Value)}'",
            "powershell" => $"$env:{variable.Key} = '{InPowerShell(variable.Value)}'",
            _ => $"export {variable.Key}={ShellText.Quoted(variable.Value)}",
        });
        return string.Concat(unset.Concat(set).Select(line => line + "\n"));
    }

    private static string InFish(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);

    // Typographic quotes end a text there as well.
    private static string InPowerShell(string value) =>
        string.Concat(value.Select(character => PowerShellQuotes.Contains(character) ? $"{character}{character}" : $"{character}"));

    private static string OwnShell() =>
        Path.GetFileName(Environment.GetEnvironmentVariable("SHELL") ?? "") switch
        {
            "fish" => "fish",
            "pwsh" => "powershell",
            "" when OperatingSystem.IsWindows() => "powershell",
            _ => "sh",
        };
}
