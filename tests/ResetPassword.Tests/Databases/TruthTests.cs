using System.Collections.Concurrent;
using ResetPassword.Tests.Store.Postgres;

namespace ResetPassword.Tests.Databases;

/// <summary>The server and the store say the same, whatever comes at once or in between; and what belongs to others stays theirs.</summary>
public sealed class TruthTests(RealServers servers, PostgresServer store) : IClassFixture<RealServers>
{
    private const int AtOnce = 100;
    private const int Rounds = 20;

    // Nobody's turn comes late on a slow machine.
    private static readonly (string, string) Patient = ("DatabaseTimeout", "600");

    [Theory]
    [InlineData("Rds", "PostgreSQL")]
    [InlineData("Rds", "MariaDB")]
    public async Task After_many_resets_at_once_there_is_one_password(string product, string engine)
    {
        await using var bound = await BoundInstance.StartAsync(servers, product, engine, settings: Patient);
        await bound.CreateAsync("many1");
        var passwords = Enumerable.Range(0, AtOnce).Select(n => $"Many_pass{n}").ToArray();

        var agreed = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var answers = await Task.WhenAll(passwords.Select(password => bound.ResetAsync("many1", password)));
            Assert.All(answers, answer => Assert.Equal(200, answer.Status));
            var opening = await OpeningAsync(bound, "many1", passwords);
            agreed += opening is [var only] && await bound.VerifyAsync("many1", only) == (true, 1 + (AtOnce * (round + 1))) ? 1 : 0;
        }

        Assert.Equal(Rounds, agreed);
    }

    [Theory]
    [InlineData("PostgreSQL", "select rolname from pg_roles where rolname like 'quota%'")]
    [InlineData("MariaDB", "select user from mysql.user where user like 'quota%'")]
    public async Task Creations_over_the_quota_leave_nothing_behind(string engine, string made)
    {
        await using var bound = await BoundInstance.StartAsync(servers, "Rds", engine, settings: Patient);
        var accounts = (int)(await bound.CallAsync("DescribeAccounts")).Json["Accounts"]!["DBInstanceAccount"]!.AsArray().Count;
        await bound.Emulator.PatchAsync($"instances/{bound.Id}", $$"""{"accountQuota":{{accounts + 1}}}""");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => bound.CreateAsync($"quota{n}")));

        Assert.Single(answers, answer => answer.Status == 200);
        Assert.Equal(7, answers.Count(answer => answer.Status == 403 && answer.Error.Code == "AccountLimitExceeded"));
        Assert.Single(await bound.Server.AskAsync(made));
    }

    [Theory]
    [InlineData("Rds", "PostgreSQL")]
    [InlineData("Rds", "MariaDB")]
    public async Task After_many_resets_by_two_emulators_at_once_the_one_password_is_the_one_that_their_store_has(string product, string engine)
    {
        var shared = ("Store", $"postgres:{await store.NewDatabaseAsync()}");
        await using var bound = await BoundInstance.StartAsync(servers, product, engine, settings: [Patient, shared]);
        await using var other = bound.AtAnother(Patient, shared);
        await bound.CreateAsync("both1");
        var passwords = Enumerable.Range(0, AtOnce / 2).Select(n => $"Both_pass{n}").ToArray();

        var answers = await Task.WhenAll(passwords.Select((password, n) => (n % 2 == 0 ? bound : other).ResetAsync("both1", password)));
        var opening = await OpeningAsync(bound, "both1", passwords);
        var kept = new List<string>();
        await bound.Emulator.PatchAsync($"instances/{bound.Id}", """{"database":null}""");
        foreach (var password in passwords)
        {
            if (await other.VerifyAsync("both1", password) == (true, 1 + passwords.Length))
                kept.Add(password);
        }

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(Assert.Single(opening), Assert.Single(kept));
    }

    [Theory]
    [InlineData("PostgreSQL", "select rolname from pg_roles where rolname like 'shared%'")]
    [InlineData("MariaDB", "select user from mysql.user where user like 'shared%'")]
    public async Task Creations_by_two_emulators_over_the_quota_leave_nothing_behind(string engine, string made)
    {
        var shared = ("Store", $"postgres:{await store.NewDatabaseAsync()}");
        await using var bound = await BoundInstance.StartAsync(servers, "Rds", engine, settings: [Patient, shared]);
        await using var other = bound.AtAnother(Patient, shared);
        await Task.WhenAll(bound.CreateAsync("first1"), other.CreateAsync("second1"));
        var accounts = (await bound.CallAsync("DescribeAccounts")).Json["Accounts"]!["DBInstanceAccount"]!.AsArray().Count;

        for (var round = 0; round < Rounds; round++)
        {
            await bound.Emulator.PatchAsync($"instances/{bound.Id}", $$"""{"accountQuota":{{accounts + round + 1}}}""");
            var answers = await Task.WhenAll(bound.CreateAsync($"shared{round}a"), other.CreateAsync($"shared{round}b"));
            Assert.Single(answers, answer => answer.Status == 200);
            Assert.Single(answers, answer => answer.Status == 403 && answer.Error.Code == "AccountLimitExceeded");
        }

        Assert.Equal(Rounds, (await bound.Server.AskAsync(made)).Count);
    }

    [Theory]
    [InlineData("PostgreSQL", "create role byhand login password 'Byhand_pass1'")]
    [InlineData("MariaDB", "create user byhand@'%' identified by 'Byhand_pass1'")]
    public async Task An_account_that_is_in_the_server_already_is_read_in_and_stays_as_it_is(string engine, string made)
    {
        await using var bound = await BoundInstance.StartAsync(servers, "Rds", engine);
        await bound.Server.AskAsync(made);

        var created = await bound.CreateAsync("byhand");
        var proof = await bound.VerifyAsync("byhand", "Byhand_pass1");
        var reset = await bound.ResetAsync("byhand", "Second_pass1");

        Assert.Equal((400, "InvalidAccountName.Duplicate", (string?)"Specified account name already exists in this instance."), created.Error);
        Assert.Equal(((true, 1L), 200, true), (proof, reset.Status, await bound.Server.CanLogInAsync("byhand", "Second_pass1")));
    }

    [Theory]
    [InlineData("PostgreSQL", "create role before1 login password 'Byhand_pass1'", "create database known1", "postgres")]
    [InlineData("MariaDB", "create user before1@'%' identified by 'Byhand_pass1'", "create database known1", "root")]
    public async Task What_the_server_has_when_it_is_bound_the_instance_has(string engine, string account, string database, string own)
    {
        var server = await servers.GetAsync(engine);
        await server.AskAsync(account);
        await server.AskAsync(database);

        await using var bound = await BoundInstance.StartAsync(servers, "Rds", engine);
        var accounts = (await bound.CallAsync("DescribeAccounts")).Text;
        var databases = (await bound.CallAsync("DescribeDatabases")).Text;
        var reset = await bound.ResetAsync("before1", "Second_pass1");

        Assert.Equal((true, false, true), (accounts.Contains("\"before1\"", StringComparison.Ordinal),
            accounts.Contains($"\"{own}\"", StringComparison.Ordinal), databases.Contains("\"known1\"", StringComparison.Ordinal)));
        Assert.Equal((200, true), (reset.Status, await server.CanLogInAsync("before1", "Second_pass1")));
    }

    [Theory]
    [InlineData("Rds", "PostgreSQL", "postgres", 400, "Account.UpdateError")]
    [InlineData("Rds", "MariaDB", "administrator", 400, "Account.UpdateError")]
    [InlineData("PolarDb", "MySQL", "administrator", 400, "InvalidAccountName.Malformed")]
    [InlineData("AnalyticDb", "gpdb", "postgres", 404, "InvalidAccountName.NotFound")]
    public async Task The_administrator_is_nobody_to_be_reset(string product, string engine, string administrator, int status, string code)
    {
        await using var bound = await BoundInstance.StartAsync(servers, product, engine, $$""" "accounts":[{"name":"{{administrator}}","type":"Normal"}], """);

        var reset = await bound.ResetAsync(administrator, "Second_pass1");
        var deleted = await bound.CallAsync("DeleteAccount", administrator);

        Assert.Equal((status, code), (reset.Status, reset.Error.Code));
        Assert.NotEqual(200, deleted.Status);
        Assert.Contains("administrator", reset.Headers["x-emulator-database-error"], StringComparison.Ordinal);
        Assert.False(await bound.Server.CanLogInAsync(administrator, "Second_pass1"));
    }

    [Theory]
    [InlineData("Rds", "PostgreSQL")]
    [InlineData("Rds", "MariaDB")]
    public async Task Controls_that_put_back_drop_or_delete_leave_the_server_alone(string product, string engine)
    {
        await using var bound = await BoundInstance.StartAsync(servers, product, engine);
        await bound.CreateAsync("stays1");
        var state = (await bound.Emulator.GetAsync("state")).Text;

        var put = await bound.Emulator.PutAsync("state", state);
        var deleted = await bound.Emulator.DeleteAsync($"instances/{bound.Id}");
        var reset = await bound.Emulator.PostAsync("reset");

        Assert.Equal((204, 204, 204), (put.Status, deleted.Status, reset.Status));
        Assert.True(await bound.Server.CanLogInAsync("stays1", BoundInstance.FirstPassword));
    }

    [Theory]
    [InlineData("PUT", "stays2", """{"password":"Other_pass1"}""")]
    [InlineData("PUT", "new1", """{"password":"Other_pass1"}""")]
    [InlineData("PATCH", "stays2", """{"password":"Other_pass1"}""")]
    [InlineData("DELETE", "stays2", "{}")]
    public async Task A_control_makes_no_account_that_the_server_does_not_know_of(string method, string account, string body)
    {
        await using var bound = await BoundInstance.StartAsync(servers, "Rds", "PostgreSQL");
        await bound.CreateAsync("stays2");
        var path = $"instances/{bound.Id}/accounts/{account}";

        var answer = method switch
        {
            "PUT" => await bound.Emulator.PutAsync(path, body),
            "PATCH" => await bound.Emulator.PatchAsync(path, body),
            _ => await bound.Emulator.DeleteAsync(path),
        };

        Assert.Equal(409, answer.Status);
        Assert.True(await bound.Server.CanLogInAsync("stays2", BoundInstance.FirstPassword));
    }

    [Theory]
    [InlineData("PostgreSQL")]
    [InlineData("MariaDB")]
    public async Task No_password_is_in_what_the_server_logs_or_the_emulator_shows(string engine)
    {
        await using var bound = await BoundInstance.StartAsync(servers, "Rds", engine);
        await bound.CallAsync("CreateAccount", "secret1", ("AccountPassword", "Canary_first1"), ("AccountType", "Normal"));
        await bound.ResetAsync("secret1", "Canary_second1");
        await bound.VerifyAsync("secret1", "Canary_third1");

        string[] shown =
        [
            await bound.Server.ReadLogAsync(), (await bound.Emulator.GetAsync("state")).Text, (await bound.Emulator.GetAsync("requests")).Text,
        ];

        Assert.Contains("secret1", shown[0], StringComparison.Ordinal);
        Assert.All(shown, text => Assert.DoesNotContain("Canary_", text, StringComparison.Ordinal));
        Assert.All(shown[1..], text => Assert.DoesNotContain("testsecret-administrator", text, StringComparison.Ordinal));
    }

    // A server takes its time for each connection, and little of the processor's.
    private static async Task<string[]> OpeningAsync(BoundInstance bound, string account, string[] passwords)
    {
        var opening = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(passwords, new ParallelOptions { MaxDegreeOfParallelism = 10 }, async (password, _) =>
        {
            if (await bound.Server.CanLogInAsync(account, password))
                opening.Add(password);
        });
        return [.. opening];
    }
}
