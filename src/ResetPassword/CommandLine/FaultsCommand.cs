using System.CommandLine;
using System.Text.Json.Nodes;
using ResetPassword.Model;

namespace ResetPassword.CommandLine;

/// <summary><c>faults</c>: lists a tenant's fault rules, arms one, disarms one or all.</summary>
internal static class FaultsCommand
{
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
                OutputLines.Standard.WriteLine($"{LineOf(rule)}  matched {rule["matched"]}, hit {rule["hits"]}");
            return 0;
        });
        return command;
    }

    private static Command CreateArm()
    {
        var options = new ControlOptions();
        var arguments = new FaultArguments();
        var command = new Command("arm", "Arms a fault rule: the calls it hits get the error, the delay, or the connection's fate.");
        arguments.AddTo(command);
        options.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            if (arguments.RuleOf(parsed, out var fault) is not { } rule)
                return Commands.Refuse(fault);
            using var client = options.ClientOf(parsed);
            var answer = await client.SendAsync(HttpMethod.Post, $"faults{options.QueryOf(parsed)}", cancellation, rule);
            if (answer.Refusal is { } refusal)
                return Commands.Fail(refusal);
            OutputLines.Standard.WriteLine(LineOf(answer.Body as JsonObject ?? rule));
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
        OutputLines.Standard.WriteLine(done);
        return 0;
    }

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
        return OneLine.Of(string.Join(' ', words));
    }
}
