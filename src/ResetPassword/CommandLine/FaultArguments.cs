using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using ResetPassword.Http.Controls;

namespace ResetPassword.CommandLine;

/// <summary>What <c>faults arm</c> takes, and the rule that it says.</summary>
internal sealed class FaultArguments
{
    private readonly Argument<string> _product = new("product") { Description = "The product, by name or code." };
    private readonly Argument<string> _action = new("action") { Description = "The action." };

    private readonly Argument<string?> _code = new("code")
    {
        Description = "The code of an error of the action; without it, the rule needs a --delay or a --connection.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<int?>[] _schedules =
    [
        CountOption("--first", "Hits this many calls, from the first."),
        CountOption("--nth", "Hits only the call with this number, counted from 1."),
        CountOption("--every", "Hits each call whose number is a multiple of this."),
    ];

    private readonly Option<bool> _after = new("--after") { Description = "When the change is committed, instead of before anything happens." };

    private readonly Option<int?> _delay =
        CountOption("--delay", "Holds the answer back for so many milliseconds.", FaultDocument.MaxDelayMilliseconds);

    private readonly Option<string> _connection = new("--connection") { Description = "What becomes of the connection." };
    private readonly Option<string> _instance = Commands.TextOption("--instance", "Only calls about this instance.");
    private readonly Option<string> _account = Commands.TextOption("--account", "Only calls about accounts of this name.");

    public FaultArguments() => _connection.AcceptOnlyFromAmong("reset", "truncate", "hang");

    public void AddTo(Command command)
    {
        foreach (var argument in new Argument[] { _product, _action, _code })
            command.Arguments.Add(argument);
        foreach (var option in _schedules.Concat<Option>([_after, _delay, _connection, _instance, _account]))
            command.Options.Add(option);
    }

    /// <summary>The rule's document, or what is wrong with what was given.</summary>
    public JsonObject? RuleOf(ParseResult parsed, out string fault)
    {
        var schedule = Of(_schedules.Select(option => (option.Name[2..], (JsonNode?)parsed.GetValue(option))));
        fault = schedule?.Count > 1 ? $"Of {string.Join(", ", _schedules.Select(option => option.Name))} one can be given." : "";
        return fault != "" ? null : Of(
        [
            ("match", Of(
            [
                ("product", parsed.GetRequiredValue(_product)), ("action", parsed.GetRequiredValue(_action)),
                ("instanceId", parsed.GetValue(_instance)), ("accountName", parsed.GetValue(_account)),
            ])),
            ("error", Of([("code", parsed.GetValue(_code))])),
            ("when", parsed.GetValue(_after) ? "after" : null),
            ("delayMilliseconds", parsed.GetValue(_delay)),
            ("connection", parsed.GetValue(_connection)),
            ("schedule", schedule),
        ]);
    }

    // Without what was not given; null where nothing was.
    private static JsonObject? Of(IEnumerable<(string Name, JsonNode? Value)> members)
    {
        var given = members.Where(member => member.Value is not null).Select(member => KeyValuePair.Create(member.Name, member.Value)).ToArray();
        return given.Length == 0 ? null : new(given);
    }

    private static Option<int?> CountOption(string name, string description, int most = int.MaxValue) => new(name)
    {
        Description = description,
        CustomParser = argument =>
        {
            if (int.TryParse(argument.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1 && count <= most)
                return count;
            argument.AddError($"{name} must be a whole number from 1 to {most}.");
            return null;
        },
    };
}
