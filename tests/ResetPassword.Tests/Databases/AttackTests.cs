using System.Net;
using System.Net.Sockets;
using System.Text;
using ResetPassword.Databases;
using ResetPassword.Documents;
using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Products;
using ResetPassword.Seeds;
using ResetPassword.Tests.CommandLine;

namespace ResetPassword.Tests.Databases;

/// <summary>What calls and controls cannot be made to do, to the server or with its administrator's password.</summary>
public sealed class AttackTests(RealServers servers) : IClassFixture<RealServers>
{
    private const string Canary = "canary-of-the-environment";
    private const int QuestionLength = 8;

    // A server of the attacker's, which asks for the password in clear.
    [Fact]
    public async Task A_password_that_nobody_named_is_sent_nowhere()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var sent = ReadAllAsync(listener);
        await using var program = await ProgramUnderTest.ServeAsync([("PGPASSWORD", Canary)]);

        var answer = StateFolder.Control(
            program, "PUT", "instances/pgm-own", $$$"""{"product":"Rds","engine":"PostgreSQL","database":{"url":"postgres://anyone@localhost:{{{port}}}"}}""");

        Assert.Equal(422, answer.Status);
        Assert.Contains("anyone", await sent, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, await sent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("db", true)]
    [InlineData("my-db_1", true)]
    [InlineData("localhost", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("[::1]", true)]
    [InlineData("134744072", false)]
    [InlineData("0x08080808", false)]
    [InlineData("8.8.8.8", false)]
    [InlineData("db.example", false)]
    [InlineData("[2001:db8::1]", false)]
    public void Only_this_machine_and_names_of_one_label_are_spoken_to_without_a_verified_certificate(string host, bool isNear)
    {
        var faults = new DocumentFaults();
        var document = LocatedJson.TryRead(
            Encoding.UTF8.GetBytes($$$"""{"product":"Rds","id":"pgm-1","engine":"PostgreSQL","database":{"url":"postgres://admin@{{{host}}}:5432"}}"""), faults)!;

        var binding = new InstanceReader(Catalogue.Databases, IdSource.System, SomeTime.Noon, faults, BindingRights.Free)
            .ReadInstance(document, "$", "cn-hangzhou").Binding!;

        Assert.Equal((isNear, isNear ? ServerTls.Prefer : ServerTls.VerifyFull), (binding.IsNear, binding.Tls));
    }

    [Fact]
    public void What_a_server_says_is_one_line_of_bounded_length()
    {
        var said = new ServerException(ServerComplaint.Refused, "first\r\n2026-01-01 INF forged " + new string('x', 100_000)).Message;

        Assert.StartsWith("first  2026-01-01 INF forged xxx", said, StringComparison.Ordinal);
        Assert.Equal((301, '…'), (said.Length, said[^1]));
    }

    [Theory]
    [InlineData("MySQL", "mysql", "select 1 from mysql.user limit 1")]
    [InlineData("PostgreSQL", "postgres", "select 1 from pg_database where datname = 'postgres'")]
    public async Task The_servers_own_databases_are_neither_read_in_nor_dropped(string engine, string database, string there)
    {
        await using var bound = await BoundInstance.StartAsync(servers, "PolarDb", engine, binding: ""","allowDrop":true""");
        await bound.CreateAsync("owner9");

        var created = await bound.CallAsync("CreateDatabase", "owner9", ("DBName", database), ("CharacterSetName", "utf8"));
        var dropped = await bound.CallAsync("DeleteDatabase", ("DBName", database));

        Assert.Equal((503, 404), (created.Status, dropped.Status));
        Assert.Contains("the server's own database", created.Headers["x-emulator-database-error"], StringComparison.Ordinal);
        Assert.Equal(["1"], await bound.Server.AskAsync(there));
    }

    [Fact]
    public async Task The_servers_own_superuser_is_nobody_to_be_reset()
    {
        var server = await servers.GetAsync("PostgreSQL");
        await server.AskAsync($"create role emuadmin superuser login password '{server.AdministratorPassword}'");
        await using var bound = await BoundInstance.StartAsync(servers, "Rds", "PostgreSQL");
        var moved = await bound.Emulator.PatchAsync(
            $"instances/{bound.Id}",
            $$$"""{"database":{"url":"{{{server.Url.Replace("postgres@", "emuadmin@", StringComparison.Ordinal)}}}"}}""");

        var created = await bound.CreateAsync("postgres");
        var reset = await bound.ResetAsync("postgres", "Taken_over1");

        Assert.Equal((200, 400, "Account.AddError"), (moved.Status, created.Status, created.Error.Code));
        Assert.Equal(404, reset.Status);
        Assert.False(await server.CanLogInAsync("postgres", "Taken_over1"));
    }

    [Fact]
    public async Task A_group_of_PostgreSQL_does_not_become_an_account()
    {
        await using var bound = await BoundInstance.StartAsync(servers, "Rds", "PostgreSQL");
        await bound.Server.AskAsync("create role group9 nologin");

        var created = await bound.CreateAsync("group9");
        var reset = await bound.ResetAsync("group9", "Second_pass1");

        Assert.Equal(((400, "Account.AddError"), 404), ((created.Status, created.Error.Code), reset.Status));
    }

    // MariaDB would make it, with no password.
    [Theory]
    [InlineData("Rds")]
    [InlineData("PolarDb")]
    public async Task A_grant_makes_no_account_that_the_server_has_lost(string product)
    {
        await using var bound = await BoundInstance.StartAsync(servers, product, "MySQL");
        await bound.CreateAsync("lost9");
        await bound.CallAsync("CreateDatabase", ("DBName", $"lost{product.ToLowerInvariant()}"), ("CharacterSetName", "utf8mb4"));
        await bound.Server.AskAsync("drop user 'lost9'@'%'");

        var granted = await bound.CallAsync(
            "GrantAccountPrivilege", "lost9", ("DBName", $"lost{product.ToLowerInvariant()}"), ("AccountPrivilege", "ReadWrite"));

        Assert.Equal(400, granted.Status);
        Assert.Empty(await bound.Server.AskAsync("select user from mysql.user where user = 'lost9'"));
    }

    // An administrator who may not grant everything: the second effect of the call is refused.
    [Fact]
    public async Task Of_a_call_that_is_refused_half_way_nothing_stays()
    {
        await using var bound = await BoundInstance.StartAsync(servers, "PolarDb", "MySQL");
        await bound.CallAsync("CreateDatabase", ("DBName", "half-a"), ("CharacterSetName", "utf8mb4"));
        await bound.CallAsync("CreateDatabase", ("DBName", "half-b"), ("CharacterSetName", "utf8mb4"));
        await bound.Server.AskAsync($"create user limited@'%' identified by '{bound.Server.AdministratorPassword}'");
        await bound.Server.AskAsync("grant create user, show databases on *.* to limited@'%'");
        await bound.Server.AskAsync("grant select on mysql.* to limited@'%'");
        await bound.Server.AskAsync("grant all on `half-a`.* to limited@'%' with grant option");
        var moved = await bound.Emulator.PatchAsync(
            $"instances/{bound.Id}", $$$"""{"database":{"url":"mysql://limited@{{{bound.Server.Address.Host}}}:{{{bound.Server.Address.Port}}}"}}""");

        var created = await bound.CallAsync(
            "CreateAccount", "half9", ("AccountPassword", BoundInstance.FirstPassword), ("AccountType", "Normal"), ("DBName", "half-a,half-b"),
            ("AccountPrivilege", "ReadWrite,ReadWrite"));

        Assert.Equal((200, 503), (moved.Status, created.Status));
        Assert.Empty(await bound.Server.AskAsync("select user from mysql.user where user = 'half9'"));
    }

    // With a plugin that checks passwords, MariaDB takes no hashes.
    [Fact]
    public async Task What_is_refused_takes_nothing_along_that_was_there_before()
    {
        await using var own = new RealServers();
        var server = await own.GetAsync("MariaDB");
        await using var bound = await BoundInstance.StartAsync(own, "PolarDb", "MySQL");
        await server.AskAsync("create user keep9@'%' identified by 'Kept_password_1'");
        await server.AskAsync("install soname 'simple_password_check'");

        var created = await bound.CreateAsync("keep9");
        var fresh = await bound.CreateAsync("fresh9");

        Assert.Equal((400, "InvalidAccountName.Duplicate", "The specified account name already exists."), created.Error);
        Assert.Equal((400, "InvalidAccountPassword.Malformed", "The specified parameter AccountPassword is not valid."), fresh.Error);
        Assert.Empty(await server.AskAsync("select user from mysql.user where user = 'fresh9'"));
        Assert.True(await server.CanLogInAsync("keep9", "Kept_password_1"));
    }

    [Fact]
    public async Task What_was_granted_on_a_database_goes_with_it()
    {
        await using var bound = await BoundInstance.StartAsync(servers, "PolarDb", "MySQL", binding: ""","allowDrop":true""");
        await bound.CreateAsync("grantee9");
        await bound.CallAsync("CreateDatabase", ("DBName", "gone9"), ("CharacterSetName", "utf8mb4"));
        await bound.CallAsync("GrantAccountPrivilege", "grantee9", ("DBName", "gone9"), ("AccountPrivilege", "ReadWrite"));

        var deleted = await bound.CallAsync("DeleteDatabase", ("DBName", "gone9"));

        Assert.Equal(200, deleted.Status);
        Assert.Empty(await bound.Server.AskAsync("select privilege_type from information_schema.schema_privileges where table_schema = 'gone9'"));
    }

    [Fact]
    public async Task An_account_with_another_of_its_name_for_one_host_is_not_changed_by_half()
    {
        await using var bound = await BoundInstance.StartAsync(servers, "Rds", "MySQL");
        await bound.CreateAsync("twice9");
        await bound.Server.AskAsync("create user twice9@localhost identified by 'Local_pass1'");

        var reset = await bound.ResetAsync("twice9", "Second_pass1");

        Assert.Equal((400, "Account.UpdateError"), (reset.Status, reset.Error.Code));
        Assert.Contains("'twice9'@'localhost'", reset.Headers["x-emulator-database-error"], StringComparison.Ordinal);
    }

    // One that is not a superuser, on a server where a database is nobody else's.
    [Fact]
    public async Task An_administrator_that_may_make_accounts_can_delete_them_too()
    {
        var server = await servers.GetAsync("PostgreSQL");
        await server.AskAsync($"create role rolemaker createrole createdb login password '{server.AdministratorPassword}'");
        await server.AskAsync("create database hard9");
        await server.AskAsync("revoke all on database hard9 from public");
        await using var bound = await BoundInstance.StartAsync(servers, "Rds", "PostgreSQL");
        await bound.Emulator.PatchAsync(
            $"instances/{bound.Id}", $$$"""{"database":{"url":"{{{server.Url.Replace("postgres@", "rolemaker@", StringComparison.Ordinal)}}}"}}""");

        var created = await bound.CreateAsync("made9");
        var reset = await bound.ResetAsync("made9", "Second_pass1");
        var opens = await server.CanLogInAsync("made9", "Second_pass1");
        var deleted = await bound.CallAsync("DeleteAccount", "made9");

        Assert.Equal((200, 200, true, 200), (created.Status, reset.Status, opens, deleted.Status));
    }

    private static async Task<string> ReadAllAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        var buffer = new byte[4096];
        var read = await stream.ReadAsync(buffer);

        // The first questions are whether what is sent can be encrypted; a client may ask the next on another connection.
        while (read == QuestionLength)
        {
            await stream.WriteAsync("N"u8.ToArray());
            read = await stream.ReadAsync(buffer);
        }

        if (read == 0)
            return await ReadAllAsync(listener);
        var greeting = Encoding.Latin1.GetString(buffer, 0, read);
        await stream.WriteAsync(new byte[] { (byte)'R', 0, 0, 0, 8, 0, 0, 0, 3 });
        read = await stream.ReadAsync(buffer);
        return greeting + Encoding.Latin1.GetString(buffer, 0, read);
    }
}
