using ResetPassword.Tests.CommandLine;

namespace ResetPassword.Tests.Databases;

/// <summary>A start with a seed whose instances stand for servers.</summary>
public sealed class SeedTests(RealServers servers) : IClassFixture<RealServers>
{
    private const string Account = """ "accounts":[{"name":"seeded1","password":"Seeded_pass1"}], """;

    [Fact]
    public async Task Accounts_of_the_seed_are_made_with_their_passwords_and_a_tenant_of_its_own_stands_for_nothing()
    {
        var server = await servers.GetAsync("PostgreSQL");
        using var seed = new TemporaryFile(Seed(server, Account, ""","create":true"""));
        await using var emulator = EmulatorUnderTest.Start(settings: ("Seed", seed.Path));

        var (made, proof) = (await server.CanLogInAsync("seeded1", "Seeded_pass1"), await emulator.VerifyAsync("pgm-bound", "seeded1", "Seeded_pass1"));
        var other = await emulator.GetAsync("instances/pgm-bound?tenant=test-other");
        var reset = await emulator.CallAsync("Rds", request => request with { AccessKeyId = "test-other" },
            ("DBInstanceId", "pgm-bound"), ("AccountName", "seeded1"), ("AccountPassword", "Second_pass1"));
        var afterwards = await emulator.PostAsync("reset");

        Assert.Equal((true, (true, 1L), 200, 204), (made, proof, reset.Status, afterwards.Status));
        Assert.Null(other.Json["database"]);
        Assert.True(await server.CanLogInAsync("seeded1", "Seeded_pass1"));
    }

    [Fact]
    public async Task What_the_server_lacks_ends_the_start_with_one_line()
    {
        var server = await servers.GetAsync("MariaDB");
        using var seed = new TemporaryFile(
            $$"""{"instances":[{{server.InstanceDocument("Rds", "rm-bound", "MySQL", """ "accounts":[{"name":"lacking1"}], """)}}]}""");

        var result = await ProgramUnderTest.RunAsync("--urls", ProgramUnderTest.FreePort, "--seed", seed.Path);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("rm-bound: MySQL at 127.0.0.1:", result.Errors, StringComparison.Ordinal);
        Assert.Contains("has no account lacking1. With create: true they are made there.", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RESETPASSWORD_NO_SUCH_VARIABLE", "the environment variable RESETPASSWORD_NO_SUCH_VARIABLE is empty")]
    [InlineData("HOME", "password authentication failed")]
    public async Task A_wrong_administrator_ends_the_start_with_one_line(string variable, string reason)
    {
        var server = await servers.GetAsync("PostgreSQL");
        using var seed = new TemporaryFile(Seed(server, Account, "").Replace(server.PasswordVariable, variable, StringComparison.Ordinal));

        var result = await ProgramUnderTest.RunAsync("--urls", ProgramUnderTest.FreePort, "--seed", seed.Path);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains(reason, Assert.Single(result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_down_at_the_start_is_a_warning_and_its_accounts_are_read_when_it_is_there()
    {
        await using var server = await RealServer.StartAsync("PostgreSQL");
        await server.AskAsync("create role late1 login password 'Late_pass1'");
        await server.StopAsync();
        using var seed = new TemporaryFile(Seed(server, """ "accounts":[], """, ""));
        await using var program = await ProgramUnderTest.ServeAsync("--seed", seed.Path);

        var warning = await program.ReadToAsync("Warning: ");
        await server.StartAsync();
        var reset = await BoundProgram.ResetAsync(program, "nobody1", "Second_pass1");
        var created = await BoundProgram.CreateAsync(program, "other1");
        var late = await BoundProgram.ResetAsync(program, "late1", "Second_pass1");

        Assert.Contains("pgm-bound: PostgreSQL at 127.0.0.1:", warning, StringComparison.Ordinal);
        Assert.Equal((404, 200, 200), (reset, created, late));
        Assert.True(await server.CanLogInAsync("late1", "Second_pass1"));
    }

    private static string Seed(RealServer server, string members, string binding) =>
        $$"""{"instances":[{{server.InstanceDocument("Rds", "pgm-bound", "PostgreSQL", members, binding)}}]}""";
}
