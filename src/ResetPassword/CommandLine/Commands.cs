using System.CommandLine;

namespace ResetPassword.CommandLine;

/// <summary>The command line: serve, which is also what is done without a command, and the tools around it.</summary>
internal static class Commands
{
    public const string DefaultEndpoint = "http://127.0.0.1:8080";

    public static async Task<int> RunAsync(string[] args)
    {
        var root = ServeCommand.Create();
        root.Subcommands.Add(CallCommand.Create());
        root.Subcommands.Add(HealthcheckCommand.Create());
        root.Subcommands.Add(ValidateCommand.Create());
        root.Subcommands.Add(SchemaCommand.Create());

        // A password may begin with @, which would name a file of arguments.
        var parsed = root.Parse(args, new() { ResponseFileTokenReplacer = null });

        // That serve takes settings, which are no options of its own, holds for the parser in all commands.
        if (parsed.CommandResult.Command.TreatUnmatchedTokensAsErrors && parsed.UnmatchedTokens is [var unknown, ..])
        {
            await Console.Error.WriteLineAsync($"Unknown argument {unknown}. --help lists the options.");
            return 1;
        }

        // The web host handles signals itself, and drains what is open.
        return await parsed.InvokeAsync(new() { ProcessTerminationTimeout = null });
    }

    public static Option<Uri> EndpointOption() => new("--endpoint")
    {
        Description = "Where the emulator listens.",
        DefaultValueFactory = _ => new(DefaultEndpoint),
        CustomParser = argument =>
        {
            if (Uri.TryCreate(argument.Tokens[0].Value, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https")
                return endpoint;
            argument.AddError("--endpoint must be an address such as http://127.0.0.1:8080.");
            return null;
        },
    };
}
