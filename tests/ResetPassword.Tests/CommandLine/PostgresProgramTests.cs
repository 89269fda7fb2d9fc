using ResetPassword.Tests.Store.Postgres;

namespace ResetPassword.Tests.CommandLine;

/// <summary>The program with a store in PostgreSQL: what it says of a password that others can see.</summary>
public sealed class PostgresProgramTests(PostgresServer server)
{
    private const string Password = "canary-db-password";
    private const string Warning = "The password of the database is on the command line";

    [Theory]
    [InlineData("--store", "", "Password")]
    [InlineData("--store", "", "pwd")]
    [InlineData("", "--ResetPassword:Store=", "PSW")]
    [InlineData("", "--resetpassword:store=", "PASSWORD")]
    public async Task A_password_on_the_command_line_is_warned_of_and_not_printed(string option, string setting, string keyword)
    {
        var store = $"postgres:{await server.NewDatabaseAsync()};{keyword}={Password}";
        await using var program = await ProgramUnderTest.ServeAsync(option == "" ? [setting + store] : [option, store]);

        var result = await program.StopAsync();

        Assert.Contains(Warning, result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, result.Output + result.Errors, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_password_in_the_environment_is_not_warned_of_nor_is_a_command_line_without_one()
    {
        var database = await server.NewDatabaseAsync();
        await using var named = await ProgramUnderTest.ServeAsync("--store", $"postgres:{database}");
        await using var hidden = await ProgramUnderTest.ServeAsync([("ResetPassword__Store", $"postgres:{database};Password={Password}")]);

        var (ofNamed, ofHidden) = (await named.StopAsync(), await hidden.StopAsync());

        Assert.DoesNotContain(Warning, ofNamed.Output + ofHidden.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, ofHidden.Output + ofHidden.Errors, StringComparison.OrdinalIgnoreCase);
    }
}
