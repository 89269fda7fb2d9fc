using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static ResetPassword.BrowserTests.Console.ConsoleUnderTest;

namespace ResetPassword.BrowserTests.Console;

/// <summary>The console's calls: what was called, what was refused, and why.</summary>
public sealed class CallsTests(Chromium chromium)
{
    private static readonly (string, string)[] Restarting =
        [("DBInstanceId", "rm-restarting"), ("AccountName", "test1"), ("AccountPassword", "New_pass1")];

    [Fact]
    public async Task Before_the_first_call_the_page_says_what_to_do()
    {
        await using var console = await OpenAsync(chromium);

        var beginning = console.Page.Locator(".beginning");

        await SeesAsync(beginning, console.Address.Authority);
        await SeesAsync(beginning, "testsecret");
        await SeesAsync(beginning, $"resetpassword call rds ResetAccountPassword --DBInstanceId rm-running --AccountName test1 --AccountPassword New_pass1 --endpoint {console.Address.GetLeftPart(UriPartial.Authority)}");
    }

    [Fact]
    public async Task A_call_appears_while_the_page_is_open_and_those_before_are_there_the_newest_first()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.ResetRdsAsync();
        await using var console = await OpenAsync(chromium, emulator);
        await SeesAsync(console.Rows.First, "200 OK");

        await emulator.CallAsync("Rds", Restarting);

        await SeesAsync(console.Rows.First, "403 IncorrectDBInstanceState");
        await SeesAsync(console.Rows.Nth(1), "rm-running / test1");
    }

    [Fact]
    public async Task A_refused_call_shows_its_row_its_cause_and_where_that_is_documented()
    {
        await using var console = await OpenAsync(chromium);
        await console.Emulator.CallAsync("Rds", Restarting);

        await console.ChooseAsync("IncorrectDBInstanceState");

        await SeesAsync(console.Detail, "403 IncorrectDBInstanceState Current DB instance state does not support this operation.");
        await SeesAsync(console.Detail.Locator(".why"), "The state of the instance or account");
        await SeesAsync(console.Detail.Locator(".why"), "Rebooting");
        await SeesAsync(console.Detail.Locator(".why a"), "documented");
        await Assertions.Expect(console.Detail.Locator(".why a")).ToHaveAttributeAsync("href", new Regex("^https://"));
        await SeesAsync(console.Detail, "decide");
    }

    [Fact]
    public async Task A_wrong_signature_shows_the_mistake_and_an_unknown_key_is_there_too()
    {
        await using var console = await OpenAsync(chromium);
        await console.Emulator.CallAsync("Rds", call => call with { AccessKeySecret = new("wrong") }, Restarting);
        await console.Emulator.CallAsync("Rds", call => call with { AccessKeyId = "nobody" }, Restarting);

        await SeesAsync(console.Rows.Filter(new() { HasText = "InvalidAccessKeyId.NotFound" }), "no known key");
        await console.ChooseAsync("SignatureDoesNotMatch");

        await SeesAsync(console.Detail.Locator(".why"), "check the secret");
    }

    [Fact]
    public async Task A_denied_call_shows_the_policy_and_its_statement()
    {
        await using var console = await OpenAsync(chromium);
        await console.Emulator.CallAsync("Rds", call => call with { AccessKeyId = "testlimited" }, Restarting);

        await console.ChooseAsync("Forbidden.RAM");

        await SeesAsync(console.Detail.Locator(".why"), "A RAM policy");
        await SeesAsync(console.Detail.Locator(".why"), "Denied");
    }

    [Fact]
    public async Task What_the_action_did_not_read_is_named()
    {
        await using var console = await OpenAsync(chromium);
        await console.Emulator.CallAsync(
            "Rds", ("DBInstanceId", "rm-running"), ("AccountName", "test1"), ("AccountPassword", "New_pass1"), ("AccountNames", "x"));

        await console.ChooseAsync("200 OK");

        await SeesAsync(console.Detail.Locator(".why"), "The action does not read AccountNames");
    }

    [Fact]
    public async Task A_fault_that_answered_leads_to_the_rules()
    {
        await using var console = await OpenAsync(chromium);
        await console.Emulator.PostAsync("faults", """{"match":{"product":"Rds","action":"ResetAccountPassword"},"error":{"code":"Throttling.User"}}""");
        await console.Emulator.ResetRdsAsync();

        await console.ChooseAsync("Throttling.User");
        await SeesAsync(console.Detail.Locator(".why"), "A fault rule");
        await console.Button("See the rules").ClickAsync();

        await SeesAsync(console.Page.Locator(".armed"), "hit 1 of 1 calls");
    }

    [Theory]
    [InlineData("product", "MongoDb")]
    [InlineData("action", "DescribeAccounts")]
    [InlineData("instanceId", "dds-replica")]
    [InlineData("code", "InvalidAccountName.NotFound")]
    [InlineData("accessKeyId", "testlimited")]
    public async Task A_filter_leaves_the_calls_that_are_meant(string filter, string value)
    {
        await using var console = await OpenAsync(chromium);
        await console.Emulator.ResetRdsAsync();
        await console.Emulator.CallAsync("MongoDb", call => call with { Action = "DescribeAccounts" }, ("DBInstanceId", "dds-replica"));
        await console.Emulator.CallAsync("Rds", call => call with { AccessKeyId = "testlimited" }, Restarting);
        await console.Emulator.CallAsync("Rds", ("DBInstanceId", "rm-running"), ("AccountName", "nobody1"), ("AccountPassword", "New_pass1"));
        await Assertions.Expect(console.Rows).ToHaveCountAsync(4);

        await console.Page.Locator($".filters input[name='{filter}']").FillAsync(value);

        await Assertions.Expect(console.Rows).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Refusals_and_faults_are_counted_apart_in_the_timeline()
    {
        await using var console = await OpenAsync(chromium);
        await console.Emulator.ResetRdsAsync();
        await console.Emulator.CallAsync("Rds", Restarting);
        await console.Emulator.PostAsync("faults", """{"match":{"product":"Rds","action":"ResetAccountPassword"},"error":{"code":"Throttling.User"}}""");
        await console.Emulator.ResetRdsAsync();

        await Assertions.Expect(console.Page.Locator(".timeline canvas"))
            .ToHaveAttributeAsync("aria-label", "Calls by second in the last two minutes: 1 answered, 1 refused, 1 by a fault rule.");
    }

    [Fact]
    public async Task Paused_the_list_stays_and_goes_on_with_what_came()
    {
        await using var console = await OpenAsync(chromium);
        await console.Emulator.ResetRdsAsync();
        await SeesAsync(console.Rows.First, "200 OK");

        await console.Button("Pause").ClickAsync();
        await console.Emulator.CallAsync("Rds", Restarting);
        await SeesAsync(console.Page.Locator(".legend"), "1 refused");
        await Assertions.Expect(console.Rows).ToHaveCountAsync(1);
        await console.Button("Go on").ClickAsync();

        await SeesAsync(console.Rows.First, "IncorrectDBInstanceState");
    }

    [Fact]
    public async Task From_a_call_a_password_is_proved_a_fault_armed_and_the_clock_advanced()
    {
        await using var console = await OpenAsync(chromium);
        await console.Emulator.ResetRdsAsync("Proved_pass1");
        await console.ChooseAsync("200 OK");

        await console.Button("Prove a password").ClickAsync();
        await console.Detail.Locator("input[name='proof']").FillAsync("Proved_pass1");
        await console.Button("Prove").ClickAsync();
        await SeesAsync(console.Detail, "Yes: it is the password (version 2");
        await Assertions.Expect(console.Detail.Locator("input[name='proof']")).ToHaveValueAsync("");

        await console.Button("Advance the clock").ClickAsync();
        await console.Button("Advance").ClickAsync();
        await SeesAsync(console.Detail, "The tenant's time is");
        Assert.Equal(60, (double)(await console.Emulator.GetAsync("clock")).Json["offsetSeconds"]!, 1.0);

        await console.Button("Arm this fault").ClickAsync();
        await console.ReadyAsync("Faults");
        await Assertions.Expect(console.Page.Locator("input[name='instanceId']")).ToHaveValueAsync("rm-running");
    }

    [Fact]
    public async Task At_a_thousand_calls_the_rows_are_bounded_the_page_says_so_and_answers_a_click()
    {
        await using var console = await OpenAsync(chromium);
        await SeesAsync(console.Connection, "Live");

        await Parallel.ForEachAsync(Enumerable.Range(0, 2500), TestContext.Current.CancellationToken,
            async (_, _) => await console.Emulator.CallAsync("Rds", ("DBInstanceId", "rm-none"), ("AccountName", "test1"), ("AccountPassword", "New_pass1")));

        await SeesAsync(console.Page.Locator(".listing .counted"), "The newest 200 rows are shown");
        await SeesAsync(console.Page.Locator(".listing .counted"), "The page keeps the last 1,000 of");
        Assert.InRange(await console.Rows.CountAsync(), 1, 201);
        await console.Rows.First.ClickAsync();
        await SeesAsync(console.Detail, "InvalidDBInstanceName.NotFound");
    }
}
