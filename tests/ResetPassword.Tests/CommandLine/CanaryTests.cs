using System.Text.Json.Nodes;
using ResetPassword.CommandLine;
using ResetPassword.Gateway;
using ResetPassword.Operations;
using ResetPassword.Products;
using ResetPassword.Tenancy;
using ResetPassword.Tests.Http;
using ResetPassword.Tests.Products;
using ResetPassword.Tests.Store.Postgres;
using ResetPassword.Tests.Store.Sqlite;

namespace ResetPassword.Tests.CommandLine;

/// <summary>No password, secret or signature leaves the process, whatever is done wrong, however much is logged.</summary>
public sealed class CanaryTests
{
    private const string AdminToken = "canary-admin-token";
    private const string DatabasePassword = "canary-db-password";

    private static readonly string[] OwnDocuments =
        ["contract", "requests", "requests?tenant=-", "state", "tenants", "faults", "instances/rm-running", "instances/rm-running/accounts/test1"];

    /// <summary>Settings of the command line and one of the environment, all asking for as much as there is.</summary>
    public static TheoryData<string, string, string> Loudest => new()
    {
        { "--ResetPassword:LogFormat=Text", "--Logging:LogLevel:Default=Trace", "" },
        { "--ResetPassword:LogFormat=Json", "--Logging:LogLevel:Microsoft.AspNetCore=Trace", "" },
        { "--ResetPassword:LogFormat=Text", "--Logging:Console:LogLevel:Default=Trace", "Logging__LogLevel__Default" },
        { "--ResetPassword:LogFormat=Json", "--Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics=Trace", "Logging__LogLevel__Microsoft.AspNetCore.HttpLogging" },
        { "--ResetPassword:LogFormat=Text", "--Logging:SerilogLoggerProvider:LogLevel:Default=Trace", "Logging__Serilog.Extensions.Logging.SerilogLoggerProvider__LogLevel__Default" },
    };

    [Theory]
    [MemberData(nameof(Loudest))]
    public async Task No_secret_is_logged_printed_or_answered(string format, string setting, string variable)
    {
        (string, string)[] environment = variable == "" ? [] : [(variable, "Trace")];
        await using var program = await ProgramUnderTest.ServeAsync(environment, "--ResetPassword:LogLevel=Verbose", format, setting);
        var traffic = new CanaryTraffic(program.Endpoint);

        SendAll(traffic, program.Endpoint);
        Assert.All(OwnDocuments, document => Assert.Equal(200, traffic.Control("GET", document).Status));

        var result = await program.StopAsync();
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("Rds", result.Output, StringComparison.Ordinal);
        Assert.InRange(traffic.Count, 100, 1000);
        Assert.All(traffic.Secrets, secret => Assert.DoesNotContain(secret, result.Output, StringComparison.OrdinalIgnoreCase));
        Assert.All(traffic.Secrets, secret => Assert.All(traffic.Answers, answer => Assert.DoesNotContain(secret, answer, StringComparison.OrdinalIgnoreCase)));
        Assert.DoesNotContain("/?", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("AccountPassword=", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Request starting", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_secret_is_in_the_file_of_a_store_but_those_of_temporary_keys()
    {
        using var folder = new SqliteFolder();
        var file = folder.NewFile();

        var (issued, secrets) = await SendAllAsync($"sqlite:{file}", "KILL");
        var killed = SqliteFolder.TextOf(file);
        await ServeGuardedAsync($"sqlite:{file}");

        AssertIsSafe(killed + SqliteFolder.TextOf(file), issued, secrets);
    }

    [Fact]
    public async Task No_secret_is_in_the_tables_of_a_store_or_in_the_statements_that_PostgreSQL_logs_but_those_of_temporary_keys()
    {
        await using var server = new PostgresServer();
        var database = await server.NewDatabaseAsync(logsStatements: true);

        var (issued, secrets) = await SendAllAsync($"postgres:{database};Password={DatabasePassword}", "TERM");
        await ServeGuardedAsync($"postgres:{database};Password={DatabasePassword}");

        AssertIsSafe(await server.ReadLogAsync() + await PostgresServer.DumpAsync(database), issued, secrets);
    }

    [Theory]
    [InlineData("v1")]
    [InlineData("v3")]
    public async Task The_call_command_does_not_print_its_secret_when_it_is_wrong(string signature)
    {
        await using var program = await ProgramUnderTest.ServeAsync("--ResetPassword:LogLevel=Verbose");
        const string Secret = "canary-secret-1234";

        var call = await ProgramUnderTest.RunAsync(
            "call", "rds", "ResetAccountPassword", "--DBInstanceId", "rm-running", "--AccountName", "test1", "--AccountPassword", "Canary_pass1",
            "--access-key-secret", Secret, "--signature", signature, "--endpoint", program.Endpoint.ToString());

        var result = await program.StopAsync();
        Assert.Equal(1, call.ExitCode);
        Assert.Contains("SignatureDoesNotMatch", call.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, call.Output + call.Errors + result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary_pass1", result.Output, StringComparison.Ordinal);
    }

    // Calls of every kind, one by a temporary key among them; then the program ends by a signal.
    private static async Task<(string Issued, string[] Secrets)> SendAllAsync(string store, string signal)
    {
        await using var program = await ProgramUnderTest.ServeAsync([("ResetPassword__Store", store)], "--ResetPassword:LogLevel=Fatal");
        var traffic = new CanaryTraffic(program.Endpoint);
        SendAll(traffic, program.Endpoint);
        var credentials = CredentialsOf(traffic.Send(traffic.AssumeRole()));
        var (issued, token) = ((string)credentials["AccessKeySecret"]!, (string)credentials["SecurityToken"]!);
        traffic.Send(traffic.Reset("Rds") with
        {
            AccessKeyId = (string)credentials["AccessKeyId"]!,
            AccessKeySecret = new(issued),
            SecurityToken = token,
        });
        await program.StopAsync(signal);

        // JSON escapes a +.
        return (issued, [.. traffic.Secrets, token, token.Split('+').MaxBy(part => part.Length)!]);
    }

    private static async Task ServeGuardedAsync(string store)
    {
        await using var guarded = await ProgramUnderTest.ServeAsync([("ResetPassword__Store", store)], $"--ResetPassword:AdminToken={AdminToken}");
        StateFolder.Reset(guarded);
        await guarded.StopAsync();
    }

    private static void AssertIsSafe(string kept, string issued, string[] secrets)
    {
        Assert.Contains("ResetAccountPassword", kept, StringComparison.Ordinal);
        Assert.Contains(issued, kept, StringComparison.Ordinal);
        Assert.All(
            [.. secrets, AdminToken, DatabasePassword, "testsecret"], secret => Assert.DoesNotContain(secret, kept, StringComparison.OrdinalIgnoreCase));
    }

    private static void SendAll(CanaryTraffic traffic, Uri endpoint)
    {
        SendEveryOperation(traffic);
        SendEverySecret(traffic);
        SendEveryRow(traffic);
        SendWrongSignatures(traffic);
        SendMalformed(traffic, endpoint);
        SendControls(traffic);
    }

    private static JsonNode CredentialsOf(Answer assumed)
    {
        Assert.True(assumed.Status == 200, assumed.Text);
        return assumed.Json["Credentials"]!;
    }

    // Every action that takes a secret, with one in each of its secret parameters.
    private static void SendEverySecret(CanaryTraffic traffic) => Assert.All(
        SomeAction.All.Where(some => some.Operation.Parameters.Any(p => p.IsSecret)),
        some => traffic.Send(traffic.Reset(some.Product.Name) with
        {
            Action = some.Operation.Action,
            Parameters =
            [
                .. some.AllParameters.Where(p => some.Operation.Find(p.Name) is { IsSecret: false }).Select(p => KeyValuePair.Create(p.Name, p.Value)),
                .. some.Operation.Parameters.Where(p => p.IsSecret).Select(p => KeyValuePair.Create(p.Name, traffic.NewPassword())),
            ],
        }));

    private static IEnumerable<string> Products => Catalogue.Databases.Select(p => p.Name);

    private static void SendEveryOperation(CanaryTraffic traffic) => Assert.All(Products, product =>
    {
        var nowhere = traffic.Reset(product);
        traffic.Send(traffic.Reset(product));
        traffic.Send(traffic.Reset(product, SignatureGeneration.V1));
        traffic.Send(traffic.Reset(product) with { Method = HttpMethod.Get });
        traffic.Send(traffic.Reset(product, SignatureGeneration.V1) with { Method = HttpMethod.Get, Format = AnswerFormat.Xml });
        traffic.Send(nowhere with { Parameters = [.. nowhere.Parameters.Select(p => p.Key == "AccountName" ? new(p.Key, "nobody") : p)] });
        traffic.Send(nowhere with
        {
            Parameters = [.. nowhere.Parameters.Select(p => p.Key is "DBInstanceId" or "DBClusterId" ? new(p.Key, "pc-none") : p)],
            Nonce = "another"
        });
    });

    // A fault rule makes each row appear, the ones that only a fault reaches included.
    private static void SendEveryRow(CanaryTraffic traffic) => Assert.All(
        Catalogue.Databases.SelectMany(p => p.Example.Errors.Select(row => row.Error).Concat(GatewayErrors.Literal).Select(row => row.Code).Distinct()
            .Select(code => (Product: p, Code: code))),
        row =>
        {
            var armed = traffic.Control(
                "POST",
                "faults",
                $$$"""{"match":{"product":"{{{row.Product.Name}}}","action":"{{{row.Product.Example.Action}}}"},"error":{"code":"{{{row.Code}}}"},"schedule":{"first":1}}""");
            Assert.Equal(201, armed.Status);
            traffic.Send(traffic.Reset(row.Product.Name));
        });

    private static void SendWrongSignatures(CanaryTraffic traffic) => Assert.All(Products, product =>
    {
        traffic.Send(traffic.Reset(product) with { AccessKeySecret = new(traffic.NewSecret()) });
        traffic.Send(traffic.Reset(product, SignatureGeneration.V1) with { AccessKeySecret = new(traffic.NewSecret()) });
        traffic.Send(traffic.Reset(product, SignatureGeneration.V1) with
        {
            AccessKeySecret = new(traffic.NewSecret()),
            Method = HttpMethod.Get,
            AccessKeyId = "test-canary"
        });
        traffic.Send(traffic.Reset(product) with { AccessKeyId = "nobody" });
        traffic.Send(traffic.Reset(product) with { Timestamp = SomeTime.Noon });
        traffic.Send(traffic.Reset(product) with { SecurityToken = traffic.NewSecret() });
        traffic.Send(traffic.Reset(product) with { Version = "1999-01-01" });
        traffic.Send(traffic.Reset(product) with { Action = "DescribeAccounts" });
        traffic.Send(traffic.Reset(product) with { Action = "DescribeAcounts" });
    });

    private static void SendMalformed(CanaryTraffic traffic, Uri endpoint)
    {
        RawRequest V1() => RawRequest.Of(traffic.Reset("Rds", SignatureGeneration.V1) with { Method = HttpMethod.Get });
        SignedRequest With(string name) =>
            traffic.Reset("Rds") with { Parameters = [new("DBInstanceId", "rm-running"), new("AccountName", "test1"), new(name, traffic.NewPassword())] };

        // A password under a wrong name, or in a wrong place.
        traffic.Send(With("AcountPassword"));
        traffic.Send(With("Password"));
        traffic.Send(With("accountpassword"));
        traffic.Send(With("RegionId"));

        // The tail of a password whose & was not encoded is a name.
        var (signed, tail) = (With("AccountPassword"), traffic.NewPassword());
        traffic.Send(signed with { Parameters = [.. signed.Parameters, new(tail, "")] });
        traffic.Send(signed with { Parameters = [.. signed.Parameters, new(tail, "")], Action = "DescribeAcounts", Nonce = "another tail" });
        traffic.Send(signed with { Parameters = [.. signed.Parameters, new(tail, "")], Action = "DescribeBackups", Nonce = "one more tail" });
        traffic.Send(V1() with { Target = $"{V1().Target}&{tail}" });
        traffic.Send(V1() with { Target = $"{V1().Target}&{tail}&{tail}=1" });
        traffic.Send(V1() with
        {
            Method = "POST",
            Body = $"AccountPassword={traffic.NewPassword()}&{tail}",
            Headers = [.. V1().Headers, new("Content-Type", "application/x-www-form-urlencoded")]
        });
        traffic.Send(traffic.Reset("Rds") with { Action = traffic.NewPassword() });
        traffic.Send(traffic.Reset("Rds") with { Version = traffic.NewPassword() });
        traffic.Send(V1().With("Format", traffic.NewPassword()));
        traffic.Send(V1().With("Timestamp", traffic.NewPassword()));
        traffic.Send(V1().With("SignatureMethod", traffic.NewPassword()));
        traffic.Send(V1().With("SignatureType", traffic.NewPassword()));
        traffic.Send(V1().With("Signature", traffic.NewPassword()));
        traffic.Send(V1().With("AccessKeyId", null));
        traffic.Send(V1().WithHeader("Authorization", $"Basic {traffic.NewSecret()}"));
        traffic.Send(V1().WithHeader("Authorization", $"ACS3-HMAC-SHA256 {traffic.NewSecret()}"));
        traffic.Send(V1().WithHeader("Authorization", $"ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=host,Signature={traffic.NewSecret()}"));
        traffic.Send(V1().WithHeader("Cookie", $"session={traffic.NewSecret()}"));
        traffic.Send(V1().WithHeader("x-acs-content-sha256", traffic.NewSecret()));
        traffic.Send(V1().WithHeader("Accept", traffic.NewSecret()));
        traffic.Send(V1().WithHeader("Content-Type", traffic.NewSecret()) with { Method = "POST", Body = traffic.NewSecret() });
        traffic.Send(V1() with { Method = "PUT" });
        traffic.Send(V1() with { Target = $"/{traffic.NewPassword()}?AccountPassword={traffic.NewPassword()}" });
        traffic.Send(V1() with { Target = $"/_emulator/none?AccountPassword={traffic.NewPassword()}" });
        traffic.Send(V1() with { Target = $"/openapi/none?AccountPassword={traffic.NewPassword()}" });

        // A request that cannot be read.
        traffic.Send(V1() with { Method = "POST", Body = $"AccountPassword={traffic.NewPassword()}" });
        traffic.Send(V1() with { Target = $"/?AccountPassword={traffic.NewPassword()}%zz" });
        traffic.Send(V1() with { Target = $"/?AccountPassword={traffic.NewPassword()}%ff" });
        traffic.Send(V1() with { Target = $"/?AccountPassword={traffic.NewPassword()}&{new string('x', 70_000)}" });
        traffic.SendText($"GET /?AccountPassword={traffic.NewPassword()} HTTP/9.9\r\n\r\n");
        traffic.SendText($"GET /?AccountPassword={traffic.NewPassword()} {traffic.NewPassword()}\r\n\r\n");
        traffic.SendText($"GET /?AccountPassword={traffic.NewPassword()} HTTP/1.1\r\nHost: {endpoint.Authority}\r\nbad header {traffic.NewSecret()}\r\n\r\n");
        traffic.SendText($"GET /?AccountPassword={traffic.NewPassword()} HTTP/1.1\r\nHost: evil.example\r\n\r\n");
        traffic.SendText($"GET /?AccountPassword={traffic.NewPassword()} HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\n\r\n");
    }

    private static void SendControls(CanaryTraffic traffic)
    {
        const string Account = "instances/rm-running/accounts/test1";
        traffic.Control("POST", $"{Account}/verify-password", $$"""{"password":"{{traffic.NewPassword()}}"}""");
        traffic.Control("POST", $"{Account}/verify-password", $$"""{"pasword":"{{traffic.NewPassword()}}"}""");
        traffic.Control("POST", $"{Account}/verify-password", $$"""{"password":["{{traffic.NewPassword()}}"]}""");
        traffic.Control("POST", $"{Account}/verify-password", $$"""{"password":"{{traffic.NewPassword()}}""");
        traffic.Control("PATCH", Account, $$"""{"password":"{{traffic.NewPassword()}}"}""");
        traffic.Control("PUT", Account, $$"""{"password":"{{traffic.NewPassword()}}","status":"{{traffic.NewPassword()}}"}""");
        traffic.Control("PUT", Account, $$"""{"password":"{{traffic.NewPassword()}}"}""");
        traffic.Control("POST", "tenants",
            $$"""{"instances":[{"product":"Rds","id":"rm-1","accounts":[{"name":"a","password":"{{traffic.NewPassword()}}"}]}]}""");
    }
}
