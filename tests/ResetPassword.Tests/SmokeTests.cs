namespace ResetPassword.Tests;

public sealed class SmokeTests
{
    [Fact]
    public async Task A_signed_call_resets_the_password()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await emulator.CallAsync("Rds", ("DBInstanceId", "rm-running"), ("AccountName", "test1"), ("AccountPassword", "New_pass1"));

        Assert.Equal(200, answer.Status);
    }
}
