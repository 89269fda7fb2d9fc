using System.Text.Json.Nodes;
using ResetPassword.Tests.Http;

namespace ResetPassword.Tests.CommandLine;

/// <summary>The one line that a call leaves on standard output.</summary>
public sealed class LogTests
{
    [Fact]
    public async Task In_JSON_a_call_is_one_line_with_its_facts()
    {
        await using var program = await ProgramUnderTest.ServeAsync("--ResetPassword:LogFormat=Json");
        var answer = RawConnection.Exchange(program.Endpoint, SomeCall.V3(program.Endpoint).ToText());

        var result = await program.StopAsync();

        var call = Assert.Single(CallsOf(result));
        Assert.Equal(("Rds", "ResetAccountPassword", "rm-running", "testid"), ((string?)call["Product"], (string?)call["Action"], (string?)call["Instance"], (string?)call["AccessKeyId"]));
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
        Assert.Equal((400, "SignatureDoesNotMatch", (string?)answer.Json["RequestId"]), ((int)call["Status"]!, (string?)call["Code"], (string?)call["RequestId"]));
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
    public async Task What_a_client_writes_cannot_forge_a_line()
    {
        await using var program = await ProgramUnderTest.ServeAsync("--ResetPassword:LogLevel=Verbose");
        var forged = SomeCall.To(program.Endpoint, ResetPassword.Gateway.Authentication.SignatureGeneration.V3) with
        {
            Parameters = [new("DBInstanceId", "rm-1\n12:00:00.000 INF forged"), new("AccountName", "test1"), new("AccountPassword", "New_pass1")],
        };
        RawConnection.Exchange(program.Endpoint, RawRequest.Of(forged).ToText());

        var result = await program.StopAsync();

        Assert.DoesNotContain("forged", result.Output, StringComparison.Ordinal);
        Assert.Contains("Rds ResetAccountPassword (unprintable) by testid: 404 InvalidDBInstanceName.NotFound", result.Output, StringComparison.Ordinal);
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

    [Fact]
    public async Task Below_the_level_that_is_asked_for_nothing_is_logged()
    {
        await using var program = await ProgramUnderTest.ServeAsync("--ResetPassword:LogLevel=Warning");
        RawConnection.Exchange(program.Endpoint, SomeCall.V3(program.Endpoint).ToText());

        var result = await program.StopAsync();

        Assert.DoesNotContain("rm-running by", result.Output, StringComparison.Ordinal);
    }

    private static IEnumerable<JsonNode> CallsOf(ProgramResult result) => result.Output.Split('\n')
        .Where(line => line.StartsWith('{'))
        .Select(line => JsonNode.Parse(line)!["Properties"]!)
        .Where(properties => properties["RequestId"] is not null);
}
