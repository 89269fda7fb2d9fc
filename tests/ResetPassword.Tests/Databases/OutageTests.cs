using Npgsql;
using ResetPassword.Tests.CommandLine;
using ResetPassword.Tests.Store.Postgres;

namespace ResetPassword.Tests.Databases;

/// <summary>What becomes of calls while the server is away or hangs, and of both when the emulator dies. Each test has servers of its own.</summary>
public sealed class OutageTests(PostgresServer store)
{
    private const int Kills = 20;

    // But for the test's own, which holds the lock: how many there are.
    private const string EndOthers = """
        select count(case when wait_event_type is distinct from 'Client' or state <> 'idle in transaction' then pg_terminate_backend(pid)::int else 1 end)
        from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
        """;

    [Theory]
    [InlineData("Rds", "PostgreSQL", 400, "Database.ConnectError", "Database connect error. please check instance status and database processlist")]
    [InlineData("Rds", "MySQL", 400, "Database.ConnectError", "Database connect error. please check instance status and database processlist")]
    [InlineData("PolarDb", "MySQL", 503, "ServiceUnavailable", "The request has failed due to a temporary failure of the server.")]
    [InlineData("AnalyticDb", "gpdb", 503, "ServiceUnavailable", "The request has failed due to a temporary failure of the server.")]
    public async Task While_the_server_is_away_the_documented_row_is_answered_and_nothing_is_changed(
        string product, string engine, int status, string code, string message)
    {
        await using var servers = new RealServers();
        await using var bound = await BoundInstance.StartAsync(servers, product, engine);
        await bound.CreateAsync("app1");
        await bound.Server.StopAsync();

        var reset = await bound.ResetAsync("app1", "Second_pass1");
        var created = await bound.CreateAsync("app2");
        var deleted = await bound.CallAsync("DeleteAccount", "app1");
        var proof = await bound.Emulator.PostAsync($"instances/{bound.Id}/accounts/app1/verify-password", """{"password":"First_pass1"}""");
        var (described, document) = (await bound.CallAsync("DescribeAccounts"), await bound.DocumentAsync());
        var patched = await bound.Emulator.PatchAsync($"instances/{bound.Id}", """{"tags":{"a":"b"}}""");
        var seen = (await bound.Emulator.GetAsync("requests?action=ResetAccountPassword")).Json[0]!;
        await bound.Server.StartAsync();
        var (before, again) = (await bound.VerifyAsync("app1", BoundInstance.FirstPassword), await bound.ResetAsync("app1", "Second_pass1"));

        Assert.All([reset, created, deleted], answer => Assert.Equal((status, code, (string?)message), answer.Error));
        Assert.Contains("cannot be reached", reset.Headers["x-emulator-database-error"], StringComparison.Ordinal);
        Assert.Equal((reset.Headers["x-emulator-database-error"], 0), ((string?)seen["databaseError"], seen["events"]!.AsArray().Count));
        Assert.Equal((503, 200, 200), (proof.Status, described.Status, patched.Status));
        Assert.Contains("\"app1\"", document, StringComparison.Ordinal);
        Assert.DoesNotContain("\"app2\"", document, StringComparison.Ordinal);
        Assert.Equal(((true, 1L), 200), (before, again.Status));
        Assert.True(await bound.Server.CanLogInAsync("app1", "Second_pass1"));
    }

    // The table's lock is what lets it hang: the statement waits for it, and so does the call, for as long as the setting says.
    [Fact]
    public async Task A_server_that_hangs_is_waited_for_no_longer_than_the_setting_says()
    {
        await using var servers = new RealServers();
        await using var bound = await BoundInstance.StartAsync(servers, "Rds", "PostgreSQL", settings: ("DatabaseTimeout", "1"));
        await bound.CreateAsync("app1");
        await using var other = new NpgsqlConnection(((RealPostgres)bound.Server).ConnectionString);
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await other.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var locking = new NpgsqlCommand("alter role app1 connection limit 5", other, transaction))
            await locking.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        var hanging = await bound.ResetAsync("app1", "Second_pass1");
        await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        var afterwards = await bound.ResetAsync("app1", "Third_pass1");

        Assert.Equal((400, "Database.ConnectError"), (hanging.Status, hanging.Error.Code));
        Assert.Contains("did not answer in time", hanging.Headers["x-emulator-database-error"], StringComparison.Ordinal);
        Assert.Equal((200, (true, 2L)), (afterwards.Status, await bound.VerifyAsync("app1", "Third_pass1")));
    }

    [Fact]
    public async Task A_server_that_is_frozen_is_waited_for_no_longer_than_the_setting_says()
    {
        await using var servers = new RealServers();
        await using var bound = await BoundInstance.StartAsync(servers, "Rds", "MariaDB", settings: ("DatabaseTimeout", "1"));
        var server = (RealMariaDb)bound.Server;
        await bound.CreateAsync("app1");
        await server.FreezeAsync();

        var frozen = await bound.ResetAsync("app1", "Second_pass1");
        await server.ThawAsync();
        var afterwards = await bound.ResetAsync("app1", "Third_pass1");

        Assert.Equal((400, "Database.ConnectError"), (frozen.Status, frozen.Error.Code));
        Assert.Equal((200, (true, 2L)), (afterwards.Status, await bound.VerifyAsync("app1", "Third_pass1")));
    }

    // The store's journal is locked, so that no commit ends: the process is between effect and commit when the new password opens the door.
    [Fact]
    public async Task A_process_that_dies_between_effect_and_commit_leaves_a_server_that_is_described_truly()
    {
        await using var server = await RealServer.StartAsync("PostgreSQL");
        var database = await store.NewDatabaseAsync();
        var instance = server.InstanceDocument("Rds", "pgm-bound", "PostgreSQL", """ "accounts":[{"name":"app1"}], """, ""","create":true""");
        using var seed = new TemporaryFile($$"""{"instances":[{{instance}}]}""");
        (string, string)[] environment = [("ResetPassword__Store", $"postgres:{database}")];

        var described = 0;
        var last = "Initial_pass1";
        for (var kill = 0; kill < Kills; kill++)
        {
            var next = $"Killed_pass{kill}";
            await using (var program = await ProgramUnderTest.ServeAsync(environment, "--seed", seed.Path, "--ResetPassword:LogLevel=Fatal"))
            {
                await using var locking = new NpgsqlConnection($"{database};Pooling=false");
                await locking.OpenAsync(TestContext.Current.CancellationToken);
                await using var transaction = await locking.BeginTransactionAsync(TestContext.Current.CancellationToken);
                await using (var command = new NpgsqlCommand("lock table resetpassword.journal in exclusive mode", locking, transaction))
                    await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
                var unanswered = BoundProgram.ResetAsync(program, "app1", next);
                while (!await server.CanLogInAsync("app1", next))
                    Assert.False(unanswered.IsCompletedSuccessfully);
                await program.StopAsync("KILL");

                // What it had sent of a commit, the store's server would still do.
                while ((long)(await PostgresServer.RunSqlAsync(database, EndOthers))! > 1)
                    Assert.False(unanswered.IsCompletedSuccessfully);
                await Assert.ThrowsAsync<HttpRequestException>(() => unanswered);
            }

            await using var again = await ProgramUnderTest.ServeAsync(environment, "--seed", seed.Path, "--ResetPassword:LogLevel=Fatal");
            var (proof, disproof) = (await BoundProgram.VerifyAsync(again, "app1", next), await BoundProgram.VerifyAsync(again, "app1", last));
            described += proof == (true, 1) && disproof == (false, 1) ? 1 : 0;
            last = next;
        }

        Assert.Equal(Kills, described);
    }
}
