using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ResetPassword.CommandLine;
using ResetPassword.Tenancy;
using ResetPassword.Tests.Http;

namespace ResetPassword.Tests.CommandLine;

/// <summary>The one line that a call leaves on standard output.</summary>
public sealed partial class LogTests
{
    [Fact]
    public async Task In_JSON_a_call_is_one_line_with_its_facts()
    {
        await using var program = await ProgramUnderTest.ServeAsync("--ResetPassword:LogFormat=Json");
        var answer = RawConnection.Exchange(program.Endpoint, SomeCall.V3(program.Endpoint).ToText());

        var result = await program.StopAsync();

        var call = Assert.Single(CallsOf(result));
        Assert.Equal(("Rds", "ResetAccountPassword", "rm-running", "testid"),
            ((string?)call["Product"], (string?)call["Action"], (string?)call["Instance"], (string?)call["AccessKeyId"]));
        Assert.Equal((200, "OK", (string?)answer.Json["RequestId"]), ((int)call["Status"]!, (string?)call["Code"], (string?)call["RequestId"]));
        Assert.True((double)call["Milliseconds"]! > 0);
    }

    [Fact]
    public async Task In_JSON_a_refusal_is_one_line_with_its_facts()
    {
        await using var program = await ProgramUnderTest.ServeAsync("--ResetPassword:LogFormat=Json");
        var answer = RawConnection.Exchange(program.Endpoint, SomeCall.V1(program.Endpoint).With("Signature", "wrong").ToText());

        var result = await program.StopAsync();

        var call = Assert.Single(CallsOf(result));
        Assert.Equal(("Rds", "ResetAccountPassword"), ((string?)call["Product"], (string?)call["Action"]));
        Assert.Equal((400, "SignatureDoesNotMatch", (string?)answer.Json["RequestId"]),
            ((int)call["Status"]!, (string?)call["Code"], (string?)call["RequestId"]));
    }

    [Fact]
    public async Task As_text_a_call_is_one_line_with_its_facts()
    {
        await using var program = await ProgramUnderTest.ServeAsync();
        var answer = RawConnection.Exchange(program.Endpoint, SomeCall.V3(program.Endpoint).ToText());

        var result = await program.StopAsync();

        Assert.Matches(
            $@"\n\d\d:\d\d:\d\d\.\d\d\d INF Rds ResetAccountPassword rm-running by testid: 200 OK in [0-9.]+ ms, {answer.Json["RequestId"]}\n$",
            result.Output);
    }

    [Fact]
    public async Task As_text_a_refusal_says_why()
    {
        await using var program = await ProgramUnderTest.ServeAsync();
        RawConnection.Exchange(program.Endpoint, Refused(program.Endpoint).ToText());

        var result = await program.StopAsync();

        Assert.Matches(
            @"\n[0-9:.]+ INF Rds ResetAccountPassword rm-restarting by testid: 403 \S+ in [0-9.]+ ms, \S+: The status of rm-restarting is Rebooting; with Running this would not be answered.\n$",
            result.Output);
    }

    [Fact]
    public async Task On_a_terminal_a_call_is_readable_at_a_glance()
    {
        var (coloured, plain) = (await RefuseOnTerminalAsync("NO_COLOR= "), await RefuseOnTerminalAsync("NO_COLOR=1 "));

        Assert.Matches(
            @"^\d\d:\d\d:\d\d  Rds ResetAccountPassword rm-restarting  \e\[33m403 \S+\e\[0m  \e\[2mThe status of rm-restarting is Rebooting; with Running this would not be answered\.\e\[0m\r?$",
            coloured);
        Assert.Matches(
            @"^\d\d:\d\d:\d\d  Rds ResetAccountPassword rm-restarting  403 \S+  The status of rm-restarting is Rebooting; with Running this would not be answered\.\r?$",
            plain);
    }

    [Fact]
    public async Task What_a_client_writes_cannot_forge_a_line()
    {
        await using var program = await ProgramUnderTest.ServeAsync("--ResetPassword:LogLevel=Verbose");
        var forged = SomeCall.To(program.Endpoint, SignatureGeneration.V3) with
        {
            Parameters = [new("DBInstanceId", "rm-1\n12:00:00.000 INF forged"), new("AccountName", "test1"), new("AccountPassword", "New_pass1")],
        };
        RawConnection.Exchange(program.Endpoint, RawRequest.Of(forged).ToText());

        var result = await program.StopAsync();

        Assert.DoesNotContain("forged", result.Output, StringComparison.Ordinal);
        Assert.Contains("Rds ResetAccountPassword (unprintable) by testid: 404 InvalidDBInstanceName.NotFound", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_somebody_gave_turns_no_line_around()
    {
        await using var program = await ProgramUnderTest.ServeAsync();
        var made = StateFolder.Control(program, "PUT", "instances/rm-running/accounts/a%E2%80%AEb%E2%80%A9c", "{}");
        var named = SomeCall.To(program.Endpoint, SignatureGeneration.V3) with
        {
            Parameters = [new("DBInstanceId", "rm-running"), new("AccountName", "nobody"), new("AccountPassword", "New_pass1")],
        };
        RawConnection.Exchange(program.Endpoint, RawRequest.Of(named).ToText());

        var result = await program.StopAsync();

        Assert.InRange(made.Status, 200, 201);
        Assert.Contains(" It has a b c, ", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202e", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u2029", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Information", "A call was signed with what looks like a production AccessKey")]
    [InlineData("Warning", "A call was signed with what looks like a production AccessKey")]
    public async Task A_key_that_looks_like_a_production_key_is_warned_of_without_its_value(string level, string warning)
    {
        await using var program = await ProgramUnderTest.ServeAsync($"--ResetPassword:LogLevel={level}");
        RawConnection.Exchange(program.Endpoint, SomeCall.V1(program.Endpoint).With("AccessKeyId", "LTAI5tCanaryKey").ToText());

        var result = await program.StopAsync();

        Assert.Contains(warning, result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("LTAI5tCanaryKey", result.Output, StringComparison.Ordinal);
    }

    /// <summary>What the users of SDKs, who see no headers, find in the log: a wrong signature, a misspelt parameter, an action that is not here.</summary>
    [Theory]
    [InlineData("Information")]
    [InlineData("Warning")]
    public async Task What_an_answer_says_in_a_header_is_a_warning_with_the_key(string level)
    {
        await using var program = await ProgramUnderTest.ServeAsync($"--ResetPassword:LogLevel={level}");
        var reset = SomeCall.To(program.Endpoint, SignatureGeneration.V3);
        Send(reset with { AccessKeySecret = new("wrong") });
        Send(reset with { Parameters = [.. reset.Parameters, new("AccountPasword", "Canary_pass1")], AccessKeyId = "test-job42" });
        Send(reset with { Action = "CloneDBInstance", Nonce = "2" });

        var result = await program.StopAsync();

        var warnings = result.Output.Split('\n').Where(line => line.Contains(" WRN ", StringComparison.Ordinal)).Select(line => Facts().Replace(line, ""));
        Assert.Equal(
            [
                "Rds ResetAccountPassword - by testid: 400 SignatureDoesNotMatch: no encoding mistake recognised; check the secret",
                "Rds ResetAccountPassword rm-running by test-job42: 200 OK: the action does not read these parameters: AccountPasword",
                "Rds CloneDBInstance - by testid: 404 InvalidAction.NotFound: the vendor has this action and the emulator does not",
            ],
            warnings);
        Assert.DoesNotContain("Canary_pass1", result.Output, StringComparison.Ordinal);

        void Send(SignedRequest call) => RawConnection.Exchange(program.Endpoint, RawRequest.Of(call).ToText());
    }

    [Fact]
    public async Task In_JSON_such_a_call_is_one_line_too()
    {
        await using var program = await ProgramUnderTest.ServeAsync("--ResetPassword:LogFormat=Json");
        RawConnection.Exchange(program.Endpoint, SomeCall.V1(program.Endpoint).With("Signature", "wrong").ToText());

        var result = await program.StopAsync();

        var line = JsonNode.Parse(Assert.Single(result.Output.Split('\n'), line => line.StartsWith('{')))!;
        Assert.Equal(
            ("Warning", "testid", "no encoding mistake recognised; check the secret"),
            ((string?)line["@l"], (string?)line["AccessKeyId"], (string?)line["Remark"]));
    }

    /// <summary>What a client writes in their place cannot forge a line, and a key that does not exist may be a secret.</summary>
    [Fact]
    public async Task A_warning_shows_no_unknown_key_and_no_line_of_the_clients_own()
    {
        await using var program = await ProgramUnderTest.ServeAsync();
        var reset = SomeCall.To(program.Endpoint, SignatureGeneration.V3);
        RawConnection.Exchange(program.Endpoint, RawRequest.Of(reset with { Action = "CloneDBInstance", AccessKeyId = "CanaryKey" }).ToText());
        RawConnection.Exchange(program.Endpoint, RawRequest.Of(reset with { Parameters = [.. reset.Parameters, new("x\n12:00:00.000 INF forged", "")] })
            .ToText());

        var result = await program.StopAsync();

        Assert.Contains(" WRN Rds CloneDBInstance - by -: 404 InvalidAction.NotFound", result.Output, StringComparison.Ordinal);
        Assert.Contains(" WRN Rds ResetAccountPassword rm-running by testid: 200 OK", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\n12:00:00.000 INF forged", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("CanaryKey", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Below_the_level_that_is_asked_for_nothing_is_logged()
    {
        await using var program = await ProgramUnderTest.ServeAsync("--ResetPassword:LogLevel=Warning");
        RawConnection.Exchange(program.Endpoint, SomeCall.V3(program.Endpoint).ToText());

        var result = await program.StopAsync();

        Assert.DoesNotContain("rm-running by", result.Output, StringComparison.Ordinal);
    }

    // The program as a person runs it: script gives it a terminal.
    private static async Task<string> RefuseOnTerminalAsync(string variable)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "Without script there is no terminal.");
        await using var program = await ProgramUnderTest.ServeScriptAsync(
            $"{variable}exec script -qfec \"{ProgramUnderTest.Command} --urls {ProgramUnderTest.FreePort}\" /dev/null");
        RawConnection.Exchange(program.Endpoint, Refused(program.Endpoint).ToText());
        return await program.ReadToAsync("rm-restarting");
    }

    private static RawRequest Refused(Uri endpoint) => RawRequest.Of(SomeCall.To(endpoint, SignatureGeneration.V3) with
    {
        Parameters = [new("DBInstanceId", "rm-restarting"), new("AccountName", "test1"), new("AccountPassword", "New_pass1")],
    });

    // Time and level before, and milliseconds and RequestId within.
    [GeneratedRegex(@"^\S+ WRN | in [0-9.]+ ms, [0-9A-F-]{36}(?=:)")]
    private static partial Regex Facts();

    private static IEnumerable<JsonNode> CallsOf(ProgramResult result) => result.Output.Split('\n')
        .Where(line => line.StartsWith('{'))
        .Select(line => JsonNode.Parse(line)!)
        .Where(properties => properties["RequestId"] is not null);
}
