using System.CommandLine;
using ResetPassword.Model;
using ResetPassword.Ram;

namespace ResetPassword.CommandLine;

/// <summary><c>doctor</c>: looks at what keeps clients from the emulator, and says the mend of each. Exit 0 when all is well.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var endpoint = Commands.EndpointOption();
        var tenant = Commands.TextOption("--tenant", $"The AccessKeyId that signs the calls that are tried. Default: {PublishedKeys.DefaultId}");
        var secret = new Option<string>("--access-key-secret") { Description = "Its secret.", DefaultValueFactory = _ => PublishedKeys.Secret };
        var command = new Command("doctor", "Checks what keeps clients from the emulator: port, clock, certificate, proxies, variables, a signed call.")
        {
            endpoint, tenant, secret,
        };
        command.SetAction((parsed, cancellation) => ExamineAsync(
            new(parsed.GetRequiredValue(endpoint), parsed.GetValue(tenant) ?? PublishedKeys.DefaultId, parsed.GetRequiredValue(secret)), cancellation));
        return command;
    }

    private static async Task<int> ExamineAsync(Examination examination, CancellationToken cancellation)
    {
        var isWell = true;
        await foreach (var finding in examination.RunAsync(cancellation))
        {
            isWell &= finding.Mend is null;
            var text = OneLine.Of(finding.Text);
            OutputLines.Standard.WriteLine(finding.Mend is null ? $"{Terminal.Good("ok  ")} {text}" : $"{Terminal.Bad("FAIL")} {text}\n     {finding.Mend}");
        }

        return isWell ? 0 : Commands.Failed;
    }
}
