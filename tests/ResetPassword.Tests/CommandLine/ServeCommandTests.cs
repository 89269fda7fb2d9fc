using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ResetPassword.Tests.Http;

namespace ResetPassword.Tests.CommandLine;

public sealed class ServeCommandTests
{
    [Fact]
    public async Task The_start_prints_the_address_the_credentials_and_that_state_is_in_memory()
    {
        await using var program = await ProgramUnderTest.ServeAsync();

        var result = await program.StopAsync();

        var endpoint = program.Endpoint.GetLeftPart(UriPartial.Authority);
        Assert.StartsWith(
            $"""
            The emulator serves 18 instances on {endpoint}
            AccessKey testid, secret testsecret; any AccessKey that starts with test-, with the same secret, has instances of its own.
            State is in memory: it is gone when the process ends.
            What is called, and why it is refused: {endpoint}/_emulator/console
            A first call:
            """,
            result.Output,
            StringComparison.Ordinal);
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
    }

    [Fact]
    public async Task Serving_has_a_name_too()
    {
        await using var program = await ProgramUnderTest.ServeAsync("serve", "--urls", ProgramUnderTest.FreePort, "--ResetPassword:MaxTenants=7");

        var result = await program.StopAsync();

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
    }

    [Fact]
    public async Task The_first_call_works_when_it_is_pasted()
    {
        await using var program = await ProgramUnderTest.ServeAsync();
        var call = (await program.ReadToAsync(" call ")).Split(' ', StringSplitOptions.RemoveEmptyEntries);

        var result = await ProgramUnderTest.RunAsync([.. call.SkipWhile(word => word != "call")]);

        Assert.Equal(ProgramUnderTest.Program, call.TakeWhile(word => word != "call"));
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Matches("""^\{"RequestId":"[0-9A-F-]{36}"\}\n$""", result.Output);
    }

    [Fact]
    public async Task With_a_seed_the_first_call_is_one_of_its_own_and_its_secrets_are_not_printed()
    {
        using var seed = new TemporaryFile("""
            {"accessKeys":[{"accessKeyId":"mine","accessKeySecret":"canary-secret","ownerId":"1000000000000001"}],
             "instances":[{"product":"Rds","id":"rm-busy","status":"Rebooting","accounts":[{"name":"test1"}]},
                          {"product":"AnalyticDb","id":"gp-own","accounts":[{"name":"it's $(id)"}]}]}
            """);
        await using var program = await ProgramUnderTest.ServeAsync("--seed", seed.Path);
        var call = await program.ReadToAsync(" call ");

        var pasted = await ProgramUnderTest.RunScriptAsync(call);

        var result = await program.StopAsync();
        Assert.Contains("call analyticdb ResetAccountPassword --DBInstanceId gp-own --AccountName 'it'\\''s $(id)' --AccountPassword New_pass1 --access-key-id test-first", call, StringComparison.Ordinal);
        Assert.Equal((0, ""), (pasted.ExitCode, pasted.Errors));
        Assert.Contains("AccessKeys mine, with the secrets of the seed", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("canary-secret", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wider_bind_than_loopback_is_announced()
    {
        await using var program = await ProgramUnderTest.ServeAsync("--urls", "http://0.0.0.0:0");

        var result = await program.StopAsync();

        Assert.Contains("can be reached from other machines: anyone there can use it.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_file_holds_the_instances_between_a_stop_and_a_start()
    {
        using var state = new TemporaryFile("""{"tenants":[]}""");
        await using var first = await ProgramUnderTest.ServeAsync("--state", state.Path);
        RawConnection.Exchange(first.Endpoint, SomeCall.V3(first.Endpoint).ToText());
        await first.StopAsync();
        using var written = JsonDocument.Parse(await File.ReadAllBytesAsync(state.Path, TestContext.Current.CancellationToken));

        await using var second = await ProgramUnderTest.ServeAsync("--state", state.Path);
        var proof = RawConnection.Exchange(
            second.Endpoint,
            "POST /_emulator/instances/rm-running/accounts/test1/verify-password HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 24\r\n\r\n{\"password\":\"New_pass1\"}");
        var result = await second.StopAsync();

        Assert.StartsWith("{\"matches\":true,\"passwordVersion\":2,", proof.Text, StringComparison.Ordinal);
        Assert.Contains($"State is in memory, and kept in {state.Path} when the process is stopped.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_file_also_holds_the_seed_of_a_tenant_that_was_made_with_its_own()
    {
        using var state = new TemporaryFile("""{"tenants":[{"accessKeyId":"test-own","instances":[],"seed":[{"product":"Rds","id":"rm-own"}]}]}""");
        await using var first = await ProgramUnderTest.ServeAsync("--state", state.Path);
        await first.StopAsync();

        await using var second = await ProgramUnderTest.ServeAsync("--state", state.Path);
        RawConnection.Exchange(second.Endpoint, "POST /_emulator/reset?tenant=test-own HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
        var instances = RawConnection.Exchange(second.Endpoint,
            "GET /_emulator/state?tenant=test-own HTTP/1.1\r\nHost: localhost\r\n\r\n").Json["instances"]!.AsArray();

        Assert.Equal(["rm-own"], instances.Select(i => (string?)i!["id"]));
    }

    [Theory]
    [InlineData("{}", "instances: Expected an array.")]
    [InlineData("""{"accessKeyId":"testid","instances":[]},{"accessKeyId":"testid","instances":[]}""", "$.tenants: A tenant occurs twice.")]
    public async Task A_state_file_with_a_fault_stops_the_start(string tenants, string fault)
    {
        using var state = new TemporaryFile($$"""{"tenants":[{{tenants}}]}""");

        var result = await ProgramUnderTest.RunAsync("--urls", ProgramUnderTest.FreePort, "--state", state.Path);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains(fault, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_the_guard_refuses_leaves_a_line_in_the_log()
    {
        await using var program = await ProgramUnderTest.ServeAsync();
        RawConnection.Exchange(program.Endpoint, "GET /?Action=z HTTP/1.1\r\nHost: attacker.example\r\n\r\n");

        var result = await program.StopAsync();

        Assert.Contains("The guard refused a request. The host attacker.example is not a name of this emulator. If it is, add it to ResetPassword:AllowedHosts.", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nonexistent/state.json")]
    [InlineData("/tmp")]
    public async Task A_state_file_that_could_not_be_written_stops_the_start(string file)
    {
        var result = await ProgramUnderTest.RunAsync("--urls", ProgramUnderTest.FreePort, "--state", file);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Matches($"^State cannot be kept in {file}: [^\n]+\n$", result.Errors);
    }

    [Fact]
    public async Task A_state_that_cannot_be_kept_any_more_is_said_to_be_lost()
    {
        var folder = Directory.CreateTempSubdirectory("reset-password-test-");
        var file = Path.Combine(folder.FullName, "state.json");
        await using var program = await ProgramUnderTest.ServeAsync("--state", file);
        folder.Delete(recursive: true);

        var result = await program.StopAsync();

        Assert.Equal(
            (1,
                $"State could not be kept in {file}, and what changed since it was last written is lost: The file that was opened at the start is not there any more.\n"),
            (result.ExitCode, result.Errors));
    }

    [Fact]
    public async Task A_state_file_of_more_tenants_than_are_allowed_stops_the_start()
    {
        using var state = new TemporaryFile("{\"tenants\":[{\"accessKeyId\":\"test-a\",\"instances\":[]},\n{\"accessKeyId\":\"test-b\",\"instances\":[]}]}");

        var result = await ProgramUnderTest.RunAsync("--urls", ProgramUnderTest.FreePort, "--state", state.Path, "--ResetPassword:MaxTenants=2");

        Assert.Equal((1, $"{state.Path}:2: $.tenants[1].accessKeyId: There are more tenants than ResetPassword:MaxTenants allows.\n"),
            (result.ExitCode, result.Errors));
    }

    [Fact]
    public async Task A_seed_with_faults_stops_the_start_with_file_line_and_what_was_expected()
    {
        using var seed =
            new TemporaryFile("{\"instances\":[\n{\"product\":\"Rds\",\"id\":\"a\",\"status\":\"Sleeping\"},\n{\"product\":\"Rds\",\"id\":\"a\"}]}");

        var result = await ProgramUnderTest.RunAsync("--urls", ProgramUnderTest.FreePort, "--seed", seed.Path);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"{seed.Path}:2: $.instances[0].status: Expected one of Running, ", result.Errors, StringComparison.Ordinal);
        Assert.EndsWith($"{seed.Path}:3: $.instances[1]: This id occurs twice; instance ids are unique across products.\n", result.Errors,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--bogus")]
    [InlineData("bogus")]
    [InlineData("--sed=my.json")]
    public async Task An_option_that_is_none_is_refused(string argument)
    {
        var result = await ProgramUnderTest.RunAsync("--urls", ProgramUnderTest.FreePort, argument);

        Assert.Equal(
            (2, "", $"Unknown argument {argument}. A setting is written --Section:Name=value; --help lists the commands and options.\n"),
            (result.ExitCode, result.Output, result.Errors));
    }

    [Theory]
    [InlineData("--ResetPassword:MaxTenants=many", "ResetPassword:MaxTenants must be a whole number of 1 or more.")]
    [InlineData("--ResetPassword:MaxTenants=0", "ResetPassword:MaxTenants must be a whole number of 1 or more.")]
    [InlineData("--ResetPassword:LogLevel=Loud", "ResetPassword:LogLevel must be one of Verbose, Debug, Information, Warning, Error, Fatal.")]
    [InlineData("--ResetPassword:LogFormat=Xml", "ResetPassword:LogFormat must be one of Text, Json.")]
    [InlineData("--ResetPassword:DefaultProduct=Oracle", "ResetPassword:DefaultProduct must be one of SelectDb, Rds, MongoDb (Dds), AnalyticDb (gpdb), PolarDb, Sts, Location, Vpc.")]
    [InlineData("--ResetPassword:StrictParameters=perhaps", "ResetPassword:StrictParameters must be one of false, true.")]
    public async Task A_setting_that_is_none_is_refused(string argument, string message)
    {
        var result = await ProgramUnderTest.RunAsync("--urls", ProgramUnderTest.FreePort, argument);

        Assert.Equal((1, "", message + "\n"), (result.ExitCode, result.Output, result.Errors));
    }

    [Fact]
    public async Task A_setting_of_the_environment_that_is_none_is_refused()
    {
        var result = await ProgramUnderTest.RunAsync([("ResetPassword__Sed", "my.json")], "--urls", ProgramUnderTest.FreePort);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("ResetPassword:Sed is not a setting; the settings are Seed, ", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_seed_file_that_is_not_there_stops_the_start()
    {
        var result = await ProgramUnderTest.RunAsync([("ResetPassword__Seed", "none.json")], "--urls", ProgramUnderTest.FreePort);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("none.json: ", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_in_one_line()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://{other.LocalEndpoint}";

        var result = await ProgramUnderTest.RunAsync("--urls", address);

        Assert.Equal(
            (1, "",
                $"Cannot listen on {address}: Failed to bind to address {address}: address already in use. --urls http://127.0.0.1:PORT listens on another port.\n"),
            (result.ExitCode, result.Output, result.Errors));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("ftp://127.0.0.1:0")]
    [InlineData("http://127.0.0.1:abc")]
    [InlineData("http://127.0.0.1:-1")]
    [InlineData("http://127.0.0.1:0x")]
    [InlineData("http://999.1.1.1:0")]
    [InlineData("http://user@127.0.0.1:0")]
    [InlineData("http://unix:")]
    [InlineData("http://127.0.0.1:0/path")]
    [InlineData("http://127.0.0.1:0;http://127.0.0.1:o")]
    [InlineData("http://")]
    [InlineData(";")]
    [InlineData("https://127.0.0.1:0")]
    public async Task An_address_that_is_none_is_said_in_one_line(string address)
    {
        var result = await ProgramUnderTest.RunAsync("--urls", address);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Matches($"^Cannot listen on {Regex.Escape(address)}: [^\n]+\n$", result.Errors);
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_read_is_named_with_the_way_out()
    {
        using var certificate = new TemporaryFile("none");

        var result = await ProgramUnderTest.RunAsync("--urls", "https://127.0.0.1:0", $"--Kestrel:Certificates:Default:Path={certificate.Path}");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Matches(
            $"^Cannot listen on https://127.0.0.1:0: .+ The certificate is {Regex.Escape(certificate.Path)}; --Kestrel:Certificates:Default:Path=FILE gives one: "
            + "PEM with …:KeyPath=FILE, or PFX with …:Password.\n$",
            result.Errors);
    }

    /// <summary>Where files of these names are found first and are no libraries.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("call rds DescribeRegions")]
    public async Task Without_OpenSSL_the_start_and_a_call_are_refused_in_one_line(string command)
    {
        var result = await ProgramUnderTest.RunScriptAsync($"touch libssl.so.3 libssl.so.1.1; LD_LIBRARY_PATH=$PWD; export LD_LIBRARY_PATH; {ProgramUnderTest.Command} {command}");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Equal("OpenSSL is missing: install it (Debian and Ubuntu: libssl3; Alpine: libssl3; Red Hat: openssl-libs).\n", result.Errors);
    }

    [Theory]
    [InlineData("POST /", "application/x-www-form-urlencoded")]
    [InlineData("PUT /_emulator/state", "application/json")]
    public async Task On_SIGTERM_the_program_ends_cleanly_although_a_request_is_open(string request, string type)
    {
        await using var program = await ProgramUnderTest.ServeAsync();
        using var connection = new RawConnection(program.Endpoint);
        connection.Send($"{request} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {type}\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n");
        var isBeingRead = connection.Read(hasBody: false);

        var result = await program.StopAsync();

        Assert.Equal((100, 0, ""), (isBeingRead.Status, result.ExitCode, result.Errors));
    }

    [Fact]
    public async Task On_SIGTERM_the_program_ends_cleanly_although_a_call_hangs_and_another_waits()
    {
        await using var program = await ProgramUnderTest.ServeAsync();
        using var http = new HttpClient();
        using var rule = new StringContent("""{"match":{"product":"Rds","action":"ResetAccountPassword"},"connection":"hang"}""", Encoding.UTF8,
            "application/json");
        var armed = await http.PostAsync(new Uri(program.Endpoint, "/_emulator/faults"), rule, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, armed.StatusCode);
        using var waiter = new RawConnection(program.Endpoint);
        waiter.Send("GET /_emulator/requests/wait?count=1000&timeoutSeconds=300 HTTP/1.1\r\nHost: localhost\r\n\r\n");
        using var connection = new RawConnection(program.Endpoint);
        connection.Send(SomeCall.V3(program.Endpoint).ToText());
        await program.ReadToAsync("Rds ResetAccountPassword rm-running by testid");

        var result = await program.StopAsync();

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Equal("""{"satisfied":false,"count":1}""", waiter.Read().Text);
    }
}
