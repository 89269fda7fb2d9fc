using ResetPassword.Tests.Products;

namespace ResetPassword.Tests.Store;

public sealed class ParallelResetsTests
{
    public static TheoryData<string> Products => [.. ProductUnderTest.Names];

    [Theory]
    [MemberData(nameof(Products))]
    public async Task A_hundred_resets_of_one_account_all_happen_and_one_password_stays(string product)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var reset = SomeReset.Of(product);
        var passwords = Enumerable.Range(0, 100).Select(n => $"Parallel_pass{n}").ToArray();

        var answers = await Task.WhenAll(passwords.Select(password => emulator.CallAsync(product, Parameters(reset, password))));

        var proofs = await Task.WhenAll(passwords.Select(password => reset.VerifyAsync(emulator, password: password)));
        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Single(proofs, proof => proof.Matches);
        Assert.All(proofs, proof => Assert.Equal(101, proof.Version));
        Assert.Equal((false, 101), await reset.VerifyAsync(emulator, password: "Initial_pass1"));
    }

    [Fact]
    public async Task Resets_of_different_accounts_of_one_instance_do_not_undo_each_other()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var calls = Enumerable.Range(0, 100).Select(n => (Account: n % 2 == 0 ? "test1" : "super1", Password: $"Parallel_pass{n % 2}"));

        var answers = await Task.WhenAll(calls.Select(call =>
            emulator.CallAsync("Rds", ("DBInstanceId", "rm-running"), ("AccountName", call.Account), ("AccountPassword", call.Password))));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal((true, 51), await emulator.VerifyAsync("rm-running", "test1", "Parallel_pass0"));
        Assert.Equal((true, 51), await emulator.VerifyAsync("rm-running", "super1", "Parallel_pass1"));
    }

    private static (string Name, string Value)[] Parameters(SomeReset reset, string password) =>
        [.. reset.Parameters.Where(p => p.Name != "AccountPassword"), ("AccountPassword", password)];
}
