using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using ResetPassword.Http.Controls;

namespace ResetPassword.CommandLine;

/// <summary><c>faults</c>: lists a tenant's fault rules, arms one, disarms one or all.</summary>
internal static class FaultsCommand
{
    private static readonly string[] Schedules = ["--first", "--nth", "--every"];

    public static Command Create()
    {
        var options = new ControlOptions();
        var command = new Command("faults", "Lists the tenant's fault rules, with how many calls they matched and hit.")
        {
            CreateArm(), CreateClear(), CreateDisarm(),
        };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = options.ClientOf(parsed);
            var answer = await client.SendAsync(HttpMethod.Get, $"faults{options.QueryOf(parsed)}", cancellation);
            if (answer.Refusal is { } refusal)
                return Commands.Fail(refusal);
            foreach (var rule in answer.Items)
                Console.WriteLine($"{LineOf(rule)}  matched {rule["matched"]}, hit {rule["hits"]}");
            return 0;
        });
        return command;
    }

    private static Command CreateArm()
    {
        var options = new ControlOptions();
        var product = new Argument<string>("product") { Description = "The product, by name or code." };
        var action = new Argument<string>("action") { Description = "The action." };
        var code = new Argument<string?>("code")
        {
            Description = "The code of an error of the action; without it, the rule needs a --delay or a --connection.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var first = CountOption("--first", "Hits this many calls, from the first.");
        var nth = CountOption("--nth", "Hits only the call with this number, counted from 1.");
        var every = CountOption("--every", "Hits each call whose number is a multiple of this.");
        var after = new Option<bool>("--after") { Description = "When the change is committed, instead of before anything happens." };
        var delay = CountOption("--delay", "Holds the answer back for so many milliseconds.", FaultDocument.MaxDelayMilliseconds);
        var connection = new Option<string>("--connection") { Description = "What becomes of the connection." };
        connection.AcceptOnlyFromAmong("reset", "truncate", "hang");
        var instance = Commands.TextOption("--instance", "Only calls about this instance.");
        var account = Commands.TextOption("--account", "Only calls about accounts of this name.");
        var command = new Command("arm", "Arms a fault rule: the calls it hits get the error, the delay, or the connection's fate.")
        {
            product, action, code, first, nth, every, after, delay, connection, instance, account,
        };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var schedule = new JsonObject();
            foreach (var (name, given) in Schedules.Zip([first, nth, every]))
            {
                if (parsed.GetValue(given) is { } count)
                    schedule[name[2..]] = count;
            }

            if (schedule.Count > 1)
                return Commands.Refuse($"Of {string.Join(", ", Schedules)} one can be given.");
            var match = new JsonObject { ["product"] = parsed.GetRequiredValue(product), ["action"] = parsed.GetRequiredValue(action) };
            if (parsed.GetValue(instance) is { } id)
                match["instanceId"] = id;
            if (parsed.GetValue(account) is { } accountName)
                match["accountName"] = accountName;
            var rule = new JsonObject { ["match"] = match };
            if (parsed.GetValue(code) is { } error)
                rule["error"] = new JsonObject { ["code"] = error };
            if (parsed.GetValue(after))
                rule["when"] = "after";
            if (parsed.GetValue(delay) is { } milliseconds)
                rule["delayMilliseconds"] = milliseconds;
            if (parsed.GetValue(connection) is { } fate)
                rule["connection"] = fate;
            if (schedule.Count > 0)
                rule["schedule"] = schedule;

            using var client = options.ClientOf(parsed);
            var answer = await client.SendAsync(HttpMethod.Post, $"faults{options.QueryOf(parsed)}", cancellation, rule);
            if (answer.Refusal is { } refusal)
                return Commands.Fail(refusal);
            Console.WriteLine(LineOf(answer.Body as JsonObject ?? rule));
            return 0;
        });
        return command;
    }

    private static Command CreateClear()
    {
        var options = new ControlOptions();
        var command = new Command("clear", "Disarms all fault rules of the tenant.");
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => DeleteAsync(options, parsed, "", $"{options.TenantOf(parsed)} has no fault rules.", cancellation));
        return command;
    }

    private static Command CreateDisarm()
    {
        var options = new ControlOptions();
        var id = new Argument<string>("id") { Description = "The rule's id, as the list has it." };
        var command = new Command("disarm", "Disarms one fault rule.") { id };
        options.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var rule = parsed.GetRequiredValue(id);
            return DeleteAsync(options, parsed, $"/{Uri.EscapeDataString(rule)}", $"{rule} is disarmed.", cancellation);
        });
        return command;
    }

    private static async Task<int> DeleteAsync(ControlOptions options, ParseResult parsed, string path, string done, CancellationToken cancellation)
    {
        using var client = options.ClientOf(parsed);
        var answer = await client.SendAsync(HttpMethod.Delete, $"faults{path}{options.QueryOf(parsed)}", cancellation);
        if (answer.Refusal is { } refusal)
            return Commands.Fail(refusal);
        Console.WriteLine(done);
        return 0;
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

    // The id first, so that a shell can cut it out.
    private static string LineOf(JsonObject rule)
    {
        var match = rule["match"];
        var words = new List<string> { $"{rule["id"]}", $"{match?["product"]}", $"{match?["action"]}" };
        if (rule["error"]?["code"] is { } code)
            words.Add($"{code}");
        words.Add($"{rule["when"]}");
        if (rule["connection"] is { } connection && $"{connection}" != "none")
            words.Add($"{connection}");
        if (rule["delayMilliseconds"] is { } delay && $"{delay}" != "0")
            words.Add($"delayed {delay} ms");
        if (rule["schedule"] is JsonObject schedule)
            words.AddRange(schedule.Where(part => part.Value is not null).Select(part => $"{part.Key} {part.Value}"));
        if (match?["instanceId"] is { } instance)
            words.Add($"of {instance}");
        if (match?["accountName"] is { } account)
            words.Add($"account {account}");
        return string.Join(' ', words);
    }
}
