using ResetPassword.Tests.CommandLine;

namespace ResetPassword.Tests.Tenancy;

/// <summary>How long actions take is configured by product and action; what is wrong there is said before anything is served.</summary>
public sealed class DurationsTests
{
    [Theory]
    [InlineData("Rds:CreateAcount", "5", "ResetPassword:Durations:Rds:CreateAcount is not an action; the actions of Rds are ResetAccountPassword, ")]
    [InlineData("Oss:CreateAccount", "5", "ResetPassword:Durations:Oss is not a product; the products are SelectDb, Rds, MongoDb (Dds), AnalyticDb (gpdb), PolarDb.")]
    [InlineData("Rds:CreateAccount", "-1", "ResetPassword:Durations:Rds:CreateAccount must be a whole number of seconds, at most 86400.")]
    [InlineData("Rds:CreateAccount", "86401", "ResetPassword:Durations:Rds:CreateAccount must be a whole number of seconds, at most 86400.")]
    [InlineData("Rds:CreateAccount", "soon", "ResetPassword:Durations:Rds:CreateAccount must be a whole number of seconds, at most 86400.")]
    public async Task A_wrong_duration_keeps_the_program_from_serving(string setting, string value, string message)
    {
        var run = await ProgramUnderTest.RunAsync($"--ResetPassword:Durations:{setting}={value}");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_duration_that_is_given_by_both_names_of_a_product_keeps_the_program_from_serving()
    {
        var run = await ProgramUnderTest.RunAsync("--ResetPassword:Durations:MongoDb:CreateDBInstance=5", "--ResetPassword:Durations:Dds:CreateDBInstance=6");

        Assert.Equal((1, "ResetPassword:Durations:MongoDb:CreateDBInstance is given twice, by the name and by the code of MongoDb.\n"),
            (run.ExitCode, run.Errors));
    }

    [Theory]
    [InlineData("GPDB", "createaccount")]
    [InlineData("analyticdb", "CreateAccount")]
    public async Task A_duration_names_its_product_by_name_or_code_in_any_case(string product, string action)
    {
        await using var emulator = EmulatorUnderTest.Start(null, ($"Durations:{product}:{action}", "60"));
        await emulator.PutAsync("clock", """{"frozen":true}""");
        await emulator.CallAsync(
            "AnalyticDb", r => r with { Action = "CreateAccount" }, ("DBInstanceId", "gp-running"), ("AccountName", "newaccount"),
            ("AccountPassword", "First_pass1"), ("AccountType", "Normal"));

        var account = await emulator.GetAsync("instances/gp-running/accounts/newaccount");

        Assert.Equal("0", (string?)account.Json["status"]);
    }

    /// <summary>Product, and what the reset of an account that is being created gets.</summary>
    [Theory]
    [InlineData("Rds", "rm-running", "IncorrectAccountStatus")]
    [InlineData("AnalyticDb", "gp-running", "OperationDenied.AccountStatus")]
    public async Task An_account_can_be_reset_when_its_creation_is_over(string product, string instance, string code)
    {
        await using var emulator = EmulatorUnderTest.Start(null, ($"Durations:{product}:CreateAccount", "60"));
        await emulator.PutAsync("clock", """{"frozen":true}""");
        (string, string)[] account = [("DBInstanceId", instance), ("AccountName", "newaccount"), ("AccountPassword", "First_pass1")];
        Assert.Equal(200, (await emulator.CallAsync(product, r => r with { Action = "CreateAccount" }, [.. account, ("AccountType", "Normal")])).Status);

        var early = await emulator.CallAsync(product, account);
        await emulator.PutAsync("clock", """{"advanceSeconds":60}""");
        var late = await emulator.CallAsync(product, account);

        Assert.Equal((code, 200), (early.Error.Code, late.Status));
        Assert.Equal((true, 2), await emulator.VerifyAsync(instance, "newaccount", "First_pass1"));
    }

    [Fact]
    public async Task What_begins_keeps_its_time_when_the_clock_is_set_back_and_a_state_document_keeps_it()
    {
        await using var emulator = EmulatorUnderTest.Start(null, ("Durations:Rds:CreateAccount", "60"));
        await emulator.PutAsync("clock", """{"now":"2026-01-31T12:00:00Z","frozen":true}""");
        await emulator.CallAsync("Rds", r => r with { Action = "CreateAccount" }, ("DBInstanceId", "rm-running"), ("AccountName", "newaccount"),
            ("AccountPassword", "First_pass1"));
        var state = await emulator.GetAsync("state");

        await emulator.PostAsync("reset");
        await emulator.PutAsync("state", state.Text);
        await emulator.PutAsync("clock", """{"now":"2026-01-31T12:00:59Z","frozen":true}""");
        var before = (string?)(await emulator.GetAsync("instances/rm-running/accounts/newaccount")).Json["status"];
        await emulator.PutAsync("clock", """{"advanceSeconds":1}""");
        var after = (string?)(await emulator.GetAsync("instances/rm-running/accounts/newaccount")).Json["status"];

        Assert.Equal(("Unavailable", "Available"), (before, after));
    }
}
