using System.Text;
using ResetPassword.Tests.CommandLine;
using ResetPassword.Tests.Store.Postgres;

namespace ResetPassword.Tests.Databases;

/// <summary>What is refused when an instance is to stand for a server, and who may say so.</summary>
public sealed class BindingTests(RealServers servers, PostgresServer open) : IClassFixture<RealServers>
{
    // A name that is never looked up: what is refused is refused before.
    private const string SomeBinding = """{"url":"postgres://admin@db:5432/app","passwordEnvironment":"LISTED"}""";

    [Theory]
    [InlineData("mssql-cluster", "Rds SQLServer")]
    [InlineData("dds-replica", "MongoDb")]
    [InlineData("selectdb-cn-running", "SelectDb")]
    public async Task What_was_never_tried_is_refused_by_name(string instance, string name)
    {
        await using var emulator = EmulatorUnderTest.Start(settings: ("DatabasePasswordVariables", "LISTED"));

        var answer = await emulator.PatchAsync($"instances/{instance}", $$"""{"database":{{SomeBinding}}}""");

        Assert.Equal(400, answer.Status);
        Assert.Contains($"no {name}", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"url":"postgres://admin:clear_Pass1@db/app"}""", "$.database.url")]
    [InlineData("""{"url":"postgres://db/app"}""", "$.database.url")]
    [InlineData("""{"url":"postgres://admin@db/app/other"}""", "$.database.url")]
    [InlineData("""{"url":"postgres://admin@db/app?password=clear_Pass1"}""", "$.database.url")]
    [InlineData("""{"url":"postgres://admin@db/app?sslmode=maybe"}""", "$.database.url")]
    [InlineData("""{"url":"postgres://admin@db/app?sslrootcert=/etc/passwd"}""", "$.database.url")]
    [InlineData("""{"url":"mysql://admin@db"}""", "$.database.url")]
    [InlineData("""{"url":"http://admin@db"}""", "$.database.url")]
    [InlineData("""{"url":"clear_Pass1"}""", "$.database.url")]
    [InlineData("""{"url":""}""", "$.database.url")]
    [InlineData("""{}""", "$.database.url")]
    [InlineData("""{"url":"postgres://admin@db","password":"clear_Pass1"}""", "$.database.password")]
    [InlineData("""{"url":"postgres://admin@db","passwordEnvironment":"LISTED","passwordFile":"/run/secrets/a"}""", "$.database.passwordFile")]
    [InlineData("""{"url":"postgres://admin@db","passwordEnvironment":"PATH"}""", "$.database.passwordEnvironment")]
    [InlineData("""{"url":"postgres://admin@db","passwordEnvironment":"listed"}""", "$.database.passwordEnvironment")]
    [InlineData("""{"url":"postgres://admin@db","passwordFile":"/etc/passwd"}""", "$.database.passwordFile")]
    [InlineData("""{"url":"postgres://admin@db","passwordFile":"/run/secrets/../../etc/passwd"}""", "$.database.passwordFile")]
    [InlineData("""{"url":"postgres://admin@db","passwordFile":"/run/secretsfoo/a"}""", "$.database.passwordFile")]
    [InlineData("""{"url":"postgres://admin@db","passwordFile":"/run/secrets"}""", "$.database.passwordFile")]
    [InlineData("""{"url":"postgres://admin@db","passwordFile":"a"}""", "$.database.passwordFile")]
    [InlineData("""{"url":"postgres://admin@db","address":"db"}""", "$.database.address")]
    [InlineData("""{"url":"postgres://admin@db","address":"db:0"}""", "$.database.address")]
    [InlineData("""{"url":"postgres://admin@db","create":"yes"}""", "$.database.create")]
    [InlineData(""" "postgres://admin@db" """, "$.database")]
    public async Task A_control_that_says_it_wrongly_or_asks_for_more_than_it_may_have_is_refused(string binding, string path)
    {
        await using var emulator = EmulatorUnderTest.Start(settings: ("DatabasePasswordVariables", "LISTED"));

        var answer = await emulator.PatchAsync("instances/pgm-running", $$"""{"database":{{binding}}}""");

        Assert.Equal((400, path), (answer.Status, (string?)answer.Json["faults"]![0]!["path"]));
        Assert.DoesNotContain("clear_Pass1", answer.Text, StringComparison.Ordinal);
        Assert.Null((await emulator.GetAsync("instances/pgm-running")).Json["database"]);
    }

    [Theory]
    [InlineData("PATCH", "instances/pgm-running", """{"database":BINDING}""")]
    [InlineData("PUT", "instances/pgm-own", """{"product":"Rds","engine":"PostgreSQL","database":BINDING}""")]
    [InlineData("PUT", "state", """{"instances":[{"product":"Rds","id":"pgm-own","engine":"PostgreSQL","database":BINDING}]}""")]
    [InlineData("POST", "tenants", """{"instances":[{"product":"Rds","id":"pgm-own","engine":"PostgreSQL","database":BINDING}]}""")]
    public async Task Where_others_can_reach_the_emulator_no_control_binds_without_a_token(string method, string path, string body)
    {
        await using var program = await ProgramUnderTest.ServeAsync("--urls", "http://0.0.0.0:0", "--ResetPassword:DatabasePasswordVariables=LISTED");

        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new(method), $"http://127.0.0.1:{program.Endpoint.Port}/_emulator/{path}")
        {
            Content = new StringContent(body.Replace("BINDING", SomeBinding, StringComparison.Ordinal), Encoding.UTF8, "application/json"),
        };
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains("AdminToken", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?sslmode=disable", "nobody", "password authentication failed")]
    [InlineData("?sslmode=require", "postgres", "SSL")]
    [InlineData("?sslmode=verify-full", "postgres", "SSL")]
    public async Task A_server_that_does_not_let_the_administrator_in_is_refused_with_the_reason(string options, string user, string reason)
    {
        var server = await servers.GetAsync("PostgreSQL");
        await using var emulator = EmulatorUnderTest.Start(settings: ("DatabasePasswordVariables", server.PasswordVariable));
        var url = server.Url.Replace("postgres@", $"{user}@", StringComparison.Ordinal) + options;

        var answer = await emulator.PatchAsync(
            "instances/pgm-running", $$$"""{"accounts":[],"database":{"url":"{{{url}}}","passwordEnvironment":"{{{server.PasswordVariable}}}"}}""");

        Assert.Equal(422, answer.Status);
        Assert.Contains(reason, answer.Text, StringComparison.Ordinal);
        Assert.Null((await emulator.GetAsync("instances/pgm-running")).Json["database"]);
    }

    [Theory]
    [InlineData("require", 200)]
    [InlineData("verify-ca", 422)]
    [InlineData("verify-full", 422)]
    public async Task A_certificate_that_nobody_vouches_for_is_refused_where_it_is_to_be_verified(string mode, int status)
    {
        await using var own = new RealServers();
        var server = await own.GetAsync("PostgreSQL");
        var data = (await server.AskAsync("show data_directory"))[0];
        await ServerProgram.RunAsync(
            "postgres", Path.Combine(ServerProgram.Find("openssl")!, "openssl"), "req", "-new", "-x509", "-days", "1", "-nodes", "-subj", "/CN=other",
            "-keyout", $"{data}/server.key", "-out", $"{data}/server.crt");
        await server.AskAsync("alter system set ssl = on");
        await server.AskAsync("select pg_reload_conf()");
        while ((await server.AskAsync("show ssl"))[0] != "on")
            await Task.Yield();
        await using var emulator = EmulatorUnderTest.Start(settings: ("DatabasePasswordVariables", server.PasswordVariable));

        var answer = await emulator.PatchAsync(
            "instances/pgm-running",
            $$$"""{"accounts":[],"database":{"url":"{{{server.Url}}}?sslmode={{{mode}}}","passwordEnvironment":"{{{server.PasswordVariable}}}"}}""");

        Assert.Equal((status, status == 422), (answer.Status, answer.Text.Contains("certificate", StringComparison.OrdinalIgnoreCase)));
    }

    [Theory]
    [InlineData("pgm-running", "postgres://admin@127.0.0.1:1/app", "PostgreSQL at 127.0.0.1:1 cannot be reached")]
    [InlineData("rm-running", "mysql://admin@127.0.0.1:1", "MySQL at 127.0.0.1:1 cannot be reached")]
    public async Task A_server_that_is_not_there_is_refused_with_the_reason(string instance, string url, string reason)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await emulator.PatchAsync($"instances/{instance}", $$$"""{"database":{"url":"{{{url}}}"}}""");

        Assert.Equal(422, answer.Status);
        Assert.Contains(reason, answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PostgreSQL", "pgm-running", "account sqluser, account test1")]
    [InlineData("MariaDB", "rm-running", "account creating1, account super1, account test1")]
    public async Task Accounts_that_the_server_lacks_are_named_and_are_made_on_request(string kind, string instance, string lacking)
    {
        var server = await servers.GetAsync(kind);
        await using var emulator = EmulatorUnderTest.Start(settings: ("DatabasePasswordVariables", server.PasswordVariable));

        var refused = await emulator.PatchAsync($"instances/{instance}", $$"""{"database":{{server.BindingDocument()}}}""");
        var made = await emulator.PatchAsync($"instances/{instance}", $$"""{"database":{{server.BindingDocument(""","create":true""")}}}""");

        Assert.Equal((422, 200), (refused.Status, made.Status));
        Assert.Contains($"has no {lacking}", refused.Text, StringComparison.Ordinal);
        Assert.True(await server.CanLogInAsync("test1", "Initial_pass1"));
    }

    [Fact]
    public async Task A_document_gives_the_binding_back_and_it_stays_when_something_else_changes()
    {
        await using var bound = await BoundInstance.StartAsync(servers, "Rds", "PostgreSQL", binding: ""","address":"db.example:6543","allowDrop":true""");

        var patched = await bound.Emulator.PatchAsync($"instances/{bound.Id}", """{"status":"Rebooting"}""");
        var unbound = await bound.Emulator.PatchAsync($"instances/{bound.Id}", """{"database":null}""");

        Assert.Equal((200, 200), (patched.Status, unbound.Status));
        var named = $"\"url\":\"{bound.Server.Url}\",\"passwordEnvironment\":\"{bound.Server.PasswordVariable}\",\"address\":\"db.example:6543\"";
        Assert.Equal(
            $"{{{named},\"create\":false,\"allowDrop\":true}}",
            patched.Json["database"]!.ToJsonString());
        Assert.Null(unbound.Json["database"]);
    }

    [Fact]
    public async Task A_server_that_lets_in_whoever_comes_proves_nothing()
    {
        var database = new Npgsql.NpgsqlConnectionStringBuilder(await open.NewDatabaseAsync());
        await using var emulator = EmulatorUnderTest.Start();
        var bound = await emulator.PatchAsync(
            "instances/pgm-running",
            $$$"""{"accounts":[],"database":{"url":"postgres://postgres@127.0.0.1:{{{database.Port}}}/{{{database.Database}}}"}}""");
        await emulator.CallAsync("Rds", request => request with { Action = "CreateAccount" }, ("DBInstanceId", "pgm-running"), ("AccountName", "anybody1"),
            ("AccountPassword", "First_pass1"));

        var proof = await emulator.PostAsync("instances/pgm-running/accounts/anybody1/verify-password", """{"password":"First_pass1"}""");

        Assert.Equal((200, 409), (bound.Status, proof.Status));
        Assert.Contains("no password", proof.Text, StringComparison.Ordinal);
    }

    // What is answered for each is where a client finds its database.
    [Theory]
    [InlineData("Rds", "PostgreSQL", "DescribeDBInstanceAttribute")]
    [InlineData("Rds", "MySQL", "DescribeDBInstanceNetInfo")]
    [InlineData("PolarDb", "MySQL", "DescribeDBClusterEndpoints")]
    [InlineData("PolarDb", "PostgreSQL", "DescribeDBClusterEndpoints")]
    [InlineData("AnalyticDb", "gpdb", "DescribeDBInstanceAttribute")]
    [InlineData("AnalyticDb", "gpdb", "DescribeDBInstanceNetInfo")]
    public async Task Answers_give_the_servers_address(string product, string engine, string action)
    {
        await using var bound = await BoundInstance.StartAsync(servers, product, engine);
        await using var named = await BoundInstance.StartAsync(servers, product, engine, binding: ""","address":"db.example:6543" """);

        var (own, other) = ((await bound.CallAsync(action)).Text, (await named.CallAsync(action)).Text);

        Assert.Contains($"\"ConnectionString\":\"{bound.Server.Address.Host}\"", own, StringComparison.Ordinal);
        Assert.Contains($"\"Port\":\"{bound.Server.Address.Port}\"", own, StringComparison.Ordinal);
        Assert.Contains("\"ConnectionString\":\"db.example\"", other, StringComparison.Ordinal);
        Assert.Contains("\"Port\":\"6543\"", other, StringComparison.Ordinal);
        Assert.DoesNotContain("rds.aliyuncs.com", own + other, StringComparison.Ordinal);
    }
}
