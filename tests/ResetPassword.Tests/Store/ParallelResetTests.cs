namespace ResetPassword.Tests.Store;

public sealed class ParallelResetTests
{
    [Fact]
    public async Task A_hundred_parallel_resets_end_with_one_of_their_passwords_and_all_are_answered()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var passwords = Enumerable.Range(0, 100).Select(n => $"Parallel_{n}").ToArray();

        var answers = await Task.WhenAll(passwords.Select(password => emulator.ResetRdsAsync(password)));
        var proofs = await Task.WhenAll(passwords.Select(password => emulator.VerifyAsync("rm-running", "test1", password)));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Single(proofs, proof => proof.Matches);
        Assert.All(proofs, proof => Assert.Equal(101, proof.Version));
    }
}
