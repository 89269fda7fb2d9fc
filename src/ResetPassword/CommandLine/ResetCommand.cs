using System.CommandLine;

namespace ResetPassword.CommandLine;

/// <summary><c>reset</c>: puts a tenant back to how it was made.</summary>
internal static class ResetCommand
{
    public static Command Create()
    {
        var options = new ControlOptions();
        var command = new Command("reset", "Puts a tenant back to how it was made: its instances, users, faults, journal and clock.");
        options.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = options.ClientOf(parsed);
            var answer = await client.SendAsync(HttpMethod.Post, $"reset{options.QueryOf(parsed)}", cancellation);
            if (answer.Refusal is { } refusal)
                return Commands.Fail(refusal);
            OutputLines.Standard.WriteLine($"{options.TenantOf(parsed)} is as it was made.");
            return 0;
        });
        return command;
    }
}
