using System.CommandLine;
using ResetPassword.Hosting;
using ResetPassword.Ram;

namespace ResetPassword.CommandLine;

/// <summary>The options of every command that uses the controls: where, with which admin token, and whose tenant.</summary>
internal sealed class ControlOptions
{
    private const string TokenVariable = $"{EmulatorOptions.Section}__{nameof(EmulatorOptions.AdminToken)}";

    private const string NotInAHeader = "travels in a header, which takes printable ASCII characters only.";

    private readonly Option<Uri> _endpoint = Commands.EndpointOption();
    private readonly Option<string> _adminToken = Commands.TextOption(
        "--admin-token", $"The emulator's admin token, where it has one. Better in the environment, as {TokenVariable}: others see a command line.");

    private readonly Option<string> _tenant = Commands.TextOption("--tenant", $"An AccessKeyId of the tenant. Default: {PublishedKeys.DefaultId}");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command, bool hasTenant = true)
    {
        command.Options.Add(_endpoint);
        command.Options.Add(_adminToken);
        if (hasTenant)
            command.Options.Add(_tenant);
        command.Validators.Add(given =>
        {
            if (given.GetValue(_adminToken) is { } token && !Commands.IsHeaderText(token))
                given.AddError($"--admin-token {NotInAHeader}");
            else if (Environment.GetEnvironmentVariable(TokenVariable) is { } variable && !Commands.IsHeaderText(variable))
                given.AddError($"{TokenVariable} {NotInAHeader}");
        });
    }

    public Uri EndpointOf(ParseResult parsed) => parsed.GetRequiredValue(_endpoint);

    public string TenantOf(ParseResult parsed) => parsed.GetValue(_tenant) ?? PublishedKeys.DefaultId;

    public EmulatorClient ClientOf(ParseResult parsed) =>
        new(EndpointOf(parsed), parsed.GetValue(_adminToken) ?? Environment.GetEnvironmentVariable(TokenVariable));

    /// <summary>The query that selects the tenant, with more after it.</summary>
    public string QueryOf(ParseResult parsed, params IEnumerable<(string Name, string? Value)> more) => "?" + string.Join('&',
        more.Prepend(("tenant", TenantOf(parsed))).Where(part => part.Item2 is not null)
            .Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Item2 ?? "")}"));
}
