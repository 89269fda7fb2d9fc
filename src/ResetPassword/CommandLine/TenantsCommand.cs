using System.CommandLine;
using System.Text.Json.Nodes;

namespace ResetPassword.CommandLine;

/// <summary><c>tenants</c>: lists them, makes one, drops one.</summary>
internal static class TenantsCommand
{
    public static Command Create()
    {
        var options = new ControlOptions();
        var command = new Command("tenants", "Lists the tenants: their AccessKeys, account, and last call.") { CreateMake(), CreateDrop() };
        options.AddTo(command, hasTenant: false);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = options.ClientOf(parsed);
            var answer = await client.SendAsync(HttpMethod.Get, "tenants", cancellation);
            if (answer.Refusal is { } refusal)
                return Commands.Fail(refusal);
            foreach (var tenant in answer.Items)
            {
                var keys = string.Join(", ", tenant["accessKeyIds"] as JsonArray ?? []);
                OutputLines.Standard.WriteLine($"{tenant["ownerId"]}  {(string?)tenant["lastUsedAt"] ?? "of the seed"}  {keys}");
            }

            return 0;
        });
        return command;
    }

    private static Command CreateMake()
    {
        var options = new ControlOptions();
        var command = new Command("make", "Makes a fresh tenant and prints its AccessKeyId, secret and account.");
        options.AddTo(command, hasTenant: false);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = options.ClientOf(parsed);
            var answer = await client.SendAsync(HttpMethod.Post, "tenants", cancellation);
            if (answer.Refusal is { } refusal)
                return Commands.Fail(refusal);
            OutputLines.Standard.WriteLine($"{answer.Body?["accessKeyId"]} {answer.Body?["accessKeySecret"]} {answer.Body?["ownerId"]}");
            return 0;
        });
        return command;
    }

    private static Command CreateDrop()
    {
        var options = new ControlOptions();
        var key = new Argument<string>("key") { Description = "The test-… AccessKeyId that made the tenant." };
        var command = new Command("drop", "Drops a tenant and everything in it.") { key };
        options.AddTo(command, hasTenant: false);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = options.ClientOf(parsed);
            var dropped = parsed.GetRequiredValue(key);
            var answer = await client.SendAsync(HttpMethod.Delete, $"tenants/{Uri.EscapeDataString(dropped)}", cancellation);
            if (answer.Refusal is { } refusal)
                return Commands.Fail(refusal);
            OutputLines.Standard.WriteLine($"{dropped} is dropped.");
            return 0;
        });
        return command;
    }
}
