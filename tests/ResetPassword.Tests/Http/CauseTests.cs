using System.Text.Json.Nodes;
using ResetPassword.CommandLine;

namespace ResetPassword.Tests.Http;

/// <summary>What the journal says of why a call was refused, by each stage.</summary>
public sealed class CauseTests
{
    private const string Page = "https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-resetaccountpassword";
    private const string GatewayPage = "https://www.alibabacloud.com/help/en/sdk/product-overview/common-error-codes";

    /// <summary>What is changed in a call that works; by what it is refused, why, the parameter, the row's source and page.</summary>
    public static TheoryData<string, string, string, string?, string?, string?> Refusals => new()
    {
        { "DBInstanceId=rm-restarting", "state", "The status of rm-restarting is Rebooting; with Running this would not be answered.", null, "documented", Page },
        { "DBInstanceId=rm-none", "state", "The product has no instance with this id in this tenant.", null, "documented", Page },
        { "AccountName=nobody", "state", "rm-running has no account of this name. It has creating1, super1, test1.", null, "documented", Page },
        { "AccountName=creating1", "state", "The status of the account creating1 of rm-running is Unavailable; with Available this would not be answered.", null, "documented", Page },
        { "AccountPassword=short", "parameter", "AccountPassword is not valid here. Expected: The new password: 8 to 32 characters, at least three of upper-case letters, lower-case letters, digits and ! @ # $ & % ^ * ( ) _ + - =.", "AccountPassword", "documented", Page },
        { "AccountName=", "parameter", "AccountName is mandatory, and it is empty. Expected: The name of the account.", "AccountName", "documented", GatewayPage },
        { "Action=ResetAcountPassword", "gateway", "Rds does not have this action. Did you mean ResetAccountPassword?", null, "documented", GatewayPage },
        { "Action=DescribeBackups", "gateway", "The vendor has this action, and the emulator does not.", null, "documented", GatewayPage },
        { "Secret=wrong", "gateway", "The signature is wrong: no encoding mistake recognised; check the secret.", null, "documented", GatewayPage },
        { "Key=nobody", "gateway", "There is no such AccessKey. ", null, "documented", GatewayPage },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task The_journal_says_why(string change, string by, string reason, string? parameter, string? source, string? documentation)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await CallAsync(emulator, change);
        var journal = change == "Key=nobody" ? "requests?tenant=-" : "requests";
        var cause = (await emulator.GetAsync(journal)).Json[0]!["cause"]!;

        Assert.NotEqual(200, answer.Status);
        Assert.Equal((by, parameter, source, documentation),
            ((string?)cause["by"], (string?)cause["parameter"], (string?)cause["source"], (string?)cause["documentation"]));
        Assert.StartsWith(reason, (string?)cause["reason"], StringComparison.Ordinal);
        Assert.StartsWith((string)cause["message"]!, answer.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_parameter_is_named_where_its_right_name_is_missing()
    {
        await using var emulator = EmulatorUnderTest.Start();

        await emulator.CallAsync("Rds", ("DBInstanceID", "rm-running"), ("AccountName", "test1"), ("AccountPassword", "New_pass1"));

        Assert.Equal(
            "DBInstanceId is mandatory, and the call does not have it. Expected: The ID of the instance. The action does not read what it has instead: DBInstanceID.",
            (string?)await ReasonAsync(emulator));
    }

    [Fact]
    public async Task A_denial_names_the_statement()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PutAsync("users/denied",
            """{"policies":[{"name":"own","document":{"Version":"1","Statement":[{"Effect":"Deny","Action":"rds:*","Resource":"*"}]}}]}""");

        await SomeReset.Of("Rds").SendAsync(emulator, "testid.denied");

        Assert.Equal(
            "rds:ResetAccountPassword on acs:rds:cn-hangzhou:1000000000000001:dbinstance/rm-running is denied by statement 0 of the policy own.",
            (string?)await ReasonAsync(emulator));
    }

    [Theory]
    [InlineData("\"error\":{\"code\":\"Throttling.User\"}", "Request was denied due to user flow control.", "")]
    [InlineData("\"error\":{\"code\":\"Throttling.User\"},\"when\":\"after\"", "Request was denied due to user flow control.", ", whose change has been made")]
    [InlineData("\"error\":{\"code\":\"Own\",\"status\":418,\"message\":\"A teapot.\"}", "A teapot.", "")]
    public async Task A_fault_names_its_rule(string rule, string message, string rest)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var armed = await emulator.PostAsync("faults", $$"""{"match":{"product":"Rds","action":"ResetAccountPassword"},{{rule}}}""");

        await emulator.ResetRdsAsync();
        var entry = (await emulator.GetAsync("requests")).Json[0]!;

        var id = (string?)armed.Json["id"];
        Assert.Equal(("fault", $"The fault rule {id} is armed for this call{rest}.", message, id),
            ((string?)entry["cause"]!["by"], (string?)entry["cause"]!["reason"], (string?)entry["cause"]!["message"], (string?)entry["faultId"]));
    }

    [Fact]
    public async Task What_was_answered_has_none()
    {
        await using var emulator = EmulatorUnderTest.Start();

        await emulator.ResetRdsAsync();

        Assert.Null((await emulator.GetAsync("requests")).Json[0]!["cause"]);
    }

    [Fact]
    public async Task The_string_to_sign_of_a_caller_is_told_to_nobody_else()
    {
        await using var emulator = EmulatorUnderTest.Start();

        await CallAsync(emulator, "Secret=wrong");

        Assert.DoesNotContain("New_pass1", (await emulator.GetAsync("requests")).Json.ToJsonString(), StringComparison.Ordinal);
    }

    private static Task<Answer> CallAsync(EmulatorUnderTest emulator, string change)
    {
        var (name, value) = (change.Split('=')[0], change.Split('=')[1]);
        var parameters = new[] { ("DBInstanceId", "rm-running"), ("AccountName", "test1"), ("AccountPassword", "New_pass1") }
            .Select(parameter => parameter.Item1 == name ? (name, value) : parameter).ToArray();
        SignedRequest Change(SignedRequest call) => name switch
        {
            "Action" => call with { Action = value },
            "Secret" => call with { AccessKeySecret = new(value) },
            "Key" => call with { AccessKeyId = value },
            _ => call,
        };
        return emulator.CallAsync("Rds", Change, parameters);
    }

    private static async Task<JsonNode?> ReasonAsync(EmulatorUnderTest emulator) => (await emulator.GetAsync("requests")).Json[0]!["cause"]!["reason"];
}
