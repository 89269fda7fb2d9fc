using System.CommandLine;

namespace ResetPassword.CommandLine;

/// <summary><c>validate FILE</c>: every fault of a seed file with its line.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The seed file." };
        file.Validators.Add(given =>
        {
            if (given.Tokens is [{ Value: "" }])
                given.AddError("The seed file's name is empty.");
        });
        var command = new Command("validate", "Checks a seed file.") { file };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            if (SeedFile.Load(path, ErrorLines.Standard) is not { } seed)
                return Commands.Failed;
            OutputLines.Standard.WriteLine($"{path} is valid: {seed.AccessKeys.Count} AccessKeys, {seed.Instances.Count} instances.");
            return 0;
        });
        return command;
    }
}
