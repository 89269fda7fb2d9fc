using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ResetPassword.CommandLine;

/// <summary>
/// The command line: serve, which is also what is done without a command, and the tools around it. What goes wrong is one line of standard error.
/// </summary>
internal static class Commands
{
    public const string DefaultEndpoint = "http://127.0.0.1:8080";

    /// <summary>The exit code of a command that was refused or failed.</summary>
    public const int Failed = 1;

    /// <summary>The exit code of a command line that says nothing that can be done.</summary>
    public const int WrongUse = 2;

    [SuppressMessage("Design", "CA1031", Justification = "The one place where a bug of a command becomes a line and an exit code.")]
    public static async Task<int> RunAsync(string[] args)
    {
        var root = ServeCommand.Create();
        root.Subcommands.Add(ServeCommand.CreateNamed(root));
        root.Subcommands.Add(StartCommand.Create(root));
        root.Subcommands.Add(StopCommand.Create());
        root.Subcommands.Add(StatusCommand.Create());
        root.Subcommands.Add(WaitCommand.Create());
        root.Subcommands.Add(LogsCommand.Create());
        root.Subcommands.Add(EnvCommand.Create());
        root.Subcommands.Add(DoctorCommand.Create());
        root.Subcommands.Add(CallCommand.Create());
        root.Subcommands.Add(ResetCommand.Create());
        root.Subcommands.Add(FaultsCommand.Create());
        root.Subcommands.Add(TenantsCommand.Create());
        root.Subcommands.Add(HealthcheckCommand.Create());
        root.Subcommands.Add(ValidateCommand.Create());
        root.Subcommands.Add(SchemaCommand.Create());
        CallHelp.AddTo(root);

        // A password may begin with @, which would name a file of arguments.
        var parsed = root.Parse(args, new() { ResponseFileTokenReplacer = null });

        // That serve takes settings, which are no options of its own, holds for the parser in all commands.
        if (parsed.CommandResult.Command.TreatUnmatchedTokensAsErrors && parsed.UnmatchedTokens is [var unknown, ..])
            return Refuse($"Unknown argument {unknown}. --help lists the options.");
        var ofServing = parsed.RootCommandResult.Children.OfType<OptionResult>().FirstOrDefault(option => !option.Implicit);
        if (parsed.CommandResult.Command != root && ofServing is { } misplaced)
            return Refuse($"{misplaced.Option.Name} is an option of serving, and means nothing before a command. --help lists the options.");
        if (parsed.Action is ParseErrorAction)
            return Refuse($"{parsed.Errors[0].Message} --help lists the options.");

        try
        {
            // The web host handles signals itself, and drains what is open.
            return await parsed.InvokeAsync(new()
            {
                Output = OutputLines.Standard,
                ProcessTerminationTimeout = null,
                EnableDefaultExceptionHandler = false,
            });
        }
        catch (StandardOutputException failure)
        {
            return Fail($"Standard output cannot be written: {failure.Message}.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Fail($"Something cannot be read or written: {ReasonOf(failure)}.");
        }
        catch (Exception bug)
        {
            return Fail($"This is a bug in the emulator. {bug}");
        }
    }

    /// <summary>Says why the command line is none.</summary>
    public static int Refuse(string message)
    {
        ErrorLines.Standard.WriteLine(message);
        return WrongUse;
    }

    /// <summary>Says why a command cannot be done.</summary>
    public static int Fail(string message)
    {
        ErrorLines.Standard.WriteLine(message);
        return Failed;
    }

    /// <summary>What a failure says, to go on after: without its full stop.</summary>
    public static string ReasonOf(Exception failure) => failure.GetBaseException().Message.TrimEnd('.');

    /// <summary>Whether a header can have the text as its value.</summary>
    public static bool IsHeaderText(string text) => text.All(character => character is >= ' ' and <= '~');

    public static string NoAnswer(Uri endpoint, HttpRequestException failure) => $"{endpoint} does not answer: {ReasonOf(failure)}.";

    public static string NoAnswer(Uri endpoint, TimeSpan patience) =>
        $"{endpoint} does not answer: nothing came within {Math.Ceiling(patience.TotalSeconds)} seconds.";

    public static Option<Uri> EndpointOption() => new("--endpoint")
    {
        Description = "Where the emulator listens.",
        DefaultValueFactory = _ => new(DefaultEndpoint),
        CustomParser = argument =>
        {
            if (Uri.TryCreate(argument.Tokens[0].Value, UriKind.Absolute, out var endpoint)
                && endpoint is { Scheme: "http" or "https", UserInfo: "", PathAndQuery: "/", Fragment: "" })
                return endpoint;
            argument.AddError("--endpoint must be an address without a path, such as http://127.0.0.1:8080.");
            return null;
        },
    };

    /// <summary>An option that takes a whole number of seconds.</summary>
    public static Option<int> SecondsOption(string name, string description, int otherwise, int least, int most) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => otherwise,
        CustomParser = argument =>
        {
            if (int.TryParse(argument.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds >= least && seconds <= most)
                return seconds;
            argument.AddError($"{name} must be a whole number of seconds from {least} to {most}.");
            return otherwise;
        },
    };

    /// <summary>A text that may not be empty: most often a variable that was never set.</summary>
    public static Option<string> TextOption(string name, string description)
    {
        var option = new Option<string>(name) { Description = description };
        option.Validators.Add(given =>
        {
            if (given.Tokens is [{ Value: "" }])
                given.AddError($"{name} is empty.");
        });
        return option;
    }
}
