namespace ResetPassword.Tests;

/// <summary>A text of the repository that a person has approved, so that a reviewer sees every change of what it pins.</summary>
internal static class Approved
{
    /// <summary>Compares with <c>FOLDER/NAME.approved.txt</c>, and leaves what there is now beside it.</summary>
    /// <param name="folder">From the repository's root.</param>
    public static async Task AssertAsync(string folder, string name, string received)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var (approvedFile, receivedFile) = ($"{folder}/{name}.approved.txt", $"{folder}/{name}.received.txt");
        await File.WriteAllTextAsync(Repository.PathOf(receivedFile), received, cancellation);

        var approved = File.Exists(Repository.PathOf(approvedFile)) ? await File.ReadAllTextAsync(Repository.PathOf(approvedFile), cancellation) : "";

        var howTo = $"What {approvedFile} pins changed. If it is right:\n  cp {receivedFile} {approvedFile}\nWhat is new, and what is gone:\n";
        Assert.True(approved == received, howTo + Difference(approved, received));
    }

    /// <summary>The lines that are new, and those that are gone.</summary>
    public static string Difference(string before, string after)
    {
        var (old, now) = (before.Split('\n'), after.Split('\n'));
        return string.Join('\n', [.. now.Except(old).Select(line => $"+ {line}"), .. old.Except(now).Select(line => $"- {line}")]);
    }
}
