using Microsoft.Playwright;
using static ResetPassword.BrowserTests.Console.ConsoleUnderTest;

namespace ResetPassword.BrowserTests.Console;

/// <summary>What the console's other screens show and change.</summary>
public sealed class ScreensTests(Chromium chromium)
{
    [Fact]
    public async Task Status_and_lock_of_an_instance_are_chosen_from_the_words_that_it_may_have()
    {
        await using var console = await OpenAsync(chromium, "instances");
        await console.ChooseInstanceAsync("rm-running");

        await console.Page.Locator("select[name='status']").SelectOptionAsync("Rebooting");
        await console.Page.Locator("select[name='lockMode']").SelectOptionAsync("ManualLock");
        await console.Button("Change").ClickAsync();

        await SeesAsync(console.Detail, "rm-running is changed.");
        await SeesAsync(console.Page.Locator("[data-instance='rm-running']"), "Rebooting, lock ManualLock");
        var instance = (await console.Emulator.GetAsync("instances/rm-running")).Json;
        Assert.Equal(("Rebooting", "ManualLock"), ((string?)instance["status"], (string?)instance["lockMode"]));
    }

    [Theory]
    [InlineData("selectdb-cn-running")]
    [InlineData("dds-sharded")]
    [InlineData("gp-running")]
    [InlineData("pc-running")]
    public async Task Status_and_lock_of_every_product_are_taken_as_they_are(string id)
    {
        await using var console = await OpenAsync(chromium, "instances");
        await console.ChooseInstanceAsync(id);

        await console.Button("Change").ClickAsync();

        await SeesAsync(console.Detail, $"{id} is changed.");
    }

    [Fact]
    public async Task An_account_is_added_its_password_proved_and_the_account_deleted()
    {
        await using var console = await OpenAsync(chromium, "instances");
        await console.ChooseInstanceAsync("rm-running");

        await console.Page.Locator("input[name='name']").FillAsync("added1");
        await console.Page.Locator("input[name='new-password']").FillAsync("Added_pass1");
        await console.Button("Add").ClickAsync();
        await SeesAsync(console.Detail, "The account added1 is made.");
        await console.Button("Prove a password of added1").ClickAsync();
        await console.Page.Locator("input[name='proof']").FillAsync("Wrong_pass1");
        await console.Page.Keyboard.PressAsync("Enter");
        await SeesAsync(console.Detail, "No: it is not the password (version 1");
        await console.Page.Locator("input[name='proof']").FillAsync("Added_pass1");
        await console.Page.Keyboard.PressAsync("Enter");
        await SeesAsync(console.Detail, "Yes: it is the password (version 1");
        await console.Button("Delete the account added1").ClickAsync();
        await console.Page.GetByRole(AriaRole.Dialog).GetByText("Delete", new() { Exact = true }).ClickAsync();

        await SeesAsync(console.Detail, "The account added1 is deleted.");
        Assert.Equal(404, (await console.Emulator.GetAsync("instances/rm-running/accounts/added1")).Status);
    }

    [Fact]
    public async Task A_name_that_would_lead_to_another_control_is_refused()
    {
        await using var console = await OpenAsync(chromium, "instances");
        await console.ChooseInstanceAsync("rm-running");

        await console.Page.Locator("input[name='name']").FillAsync("..");
        await console.Page.Locator("input[name='new-password']").FillAsync("Added_pass1");
        await console.Button("Add").ClickAsync();

        await SeesAsync(console.Detail, "A name is neither empty, nor a dot or two.");
    }

    [Fact]
    public async Task A_password_that_was_typed_is_nowhere_afterwards()
    {
        await using var console = await OpenAsync(chromium, "instances");
        var addresses = new List<string>();
        console.Page.Request += (_, request) => addresses.Add(request.Url);
        await console.ChooseInstanceAsync("rm-running");
        await console.Button("Prove a password of test1").ClickAsync();

        await console.Page.Locator("input[name='proof']").FillAsync("Typed_pass1");
        await console.Button("Prove").ClickAsync();
        await SeesAsync(console.Detail, "No: it is not the password");

        var kept = await console.Page.EvaluateAsync<string>(
            """
            JSON.stringify([document.documentElement.outerHTML, [...document.querySelectorAll('input')].map((input) => input.value), location.href, history.state,
              { ...localStorage }, { ...sessionStorage }])
            """);
        Assert.DoesNotContain("Typed_pass1", kept + string.Join(' ', addresses), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_calls_did_to_an_instance_is_listed_as_events()
    {
        await using var console = await OpenAsync(chromium, "instances");
        await console.Emulator.ResetRdsAsync();

        await console.ChooseInstanceAsync("rm-running");

        await SeesAsync(console.Detail, "PasswordReset");
    }

    [Fact]
    public async Task The_tenant_is_reset_to_the_seed_when_that_is_confirmed()
    {
        await using var console = await OpenAsync(chromium, "instances");
        await console.Emulator.DeleteAsync("instances/rm-running");
        await console.Button("Refresh").ClickAsync();
        await Assertions.Expect(console.Page.Locator("[data-instance='rm-running']")).ToHaveCountAsync(0);

        await console.Button("Reset the tenant to the seed").ClickAsync();
        await console.Button("Cancel").ClickAsync();
        Assert.Equal(404, (await console.Emulator.GetAsync("instances/rm-running")).Status);
        await console.Button("Reset the tenant to the seed").ClickAsync();
        await console.Button("Reset").ClickAsync();

        await SeesAsync(console.Page.Locator("main"), "The tenant is as it was made.");
        Assert.Equal(200, (await console.Emulator.GetAsync("instances/rm-running")).Status);
    }

    [Fact]
    public async Task A_documented_error_is_armed_hits_are_counted_and_the_rule_is_disarmed()
    {
        await using var console = await OpenAsync(chromium, "faults");
        await console.ReadyAsync("Faults");

        await console.Page.GetByPlaceholder("Search the errors").FillAsync("Throttling.User");
        await console.Page.Locator("label.error:visible", new() { HasText = "Throttling.User" }).First.ClickAsync();
        await console.Page.GetByLabel("When").SelectOptionAsync("after");
        await console.Page.GetByLabel("Which calls").SelectOptionAsync("every");
        await console.Page.GetByLabel("n", new() { Exact = true }).FillAsync("2");
        await console.Page.GetByLabel("Only instance").FillAsync("rm-running");
        await console.Button("Arm").ClickAsync();
        await SeesAsync(console.Page.Locator(".armed"), "Rds ResetAccountPassword rm-running");
        var first = await console.Emulator.ResetRdsAsync();
        var second = await console.Emulator.ResetRdsAsync();
        await SeesAsync(console.Page.Locator(".armed"), "hit 1 of 2 calls");
        await console.Page.Locator(".armed button").ClickAsync();

        await Assertions.Expect(console.Page.GetByText("No rule is armed")).ToBeVisibleAsync();
        Assert.Equal((200, "Throttling.User"), (first.Status, second.Error.Code));
        Assert.Equal("[]", (await console.Emulator.GetAsync("faults")).Text);
    }

    /// <summary>What is chosen for a rule, and what of it is armed.</summary>
    [Theory]
    [InlineData("connection", "reset", "\"connection\":\"reset\"")]
    [InlineData("kind", "probability", "\"probability\":0.5,\"seed\":1")]
    [InlineData("kind", "nth", "\"nth\":1")]
    [InlineData("kind", "always", "\"schedule\":null")]
    public async Task Each_way_to_fail_is_armed_and_all_are_disarmed_at_once(string select, string value, string armed)
    {
        await using var console = await OpenAsync(chromium, "faults");
        await console.ReadyAsync("Faults");

        await console.Page.GetByLabel("Delay (ms)").FillAsync("1");
        await console.Page.Locator($"select[name='{select}']").SelectOptionAsync(value);
        await console.Button("Arm").ClickAsync();
        await SeesAsync(console.Page.Locator("main"), "The rule is armed.");
        var rules = await console.Emulator.GetAsync("faults");
        await console.Button("Disarm all").ClickAsync();

        await Assertions.Expect(console.Page.GetByText("No rule is armed")).ToBeVisibleAsync();
        Assert.Contains(armed, rules.Text, StringComparison.Ordinal);
        Assert.Equal("[]", (await console.Emulator.GetAsync("faults")).Text);
    }

    [Fact]
    public async Task An_error_that_no_page_has_is_armed_with_a_status_code_and_message()
    {
        await using var console = await OpenAsync(chromium, "faults");
        await console.ReadyAsync("Faults");

        await console.Page.Locator("label.error", new() { HasText = "Another error" }).ClickAsync();
        await console.Page.Locator("input[name='other-status']").FillAsync("429");
        await console.Page.Locator("input[name='other-code']").FillAsync("TooMany");
        await console.Page.Locator("input[name='other-message']").FillAsync("Not now.");
        await console.Button("Arm").ClickAsync();
        await SeesAsync(console.Page.Locator(".armed"), "429 TooMany");

        Assert.Equal((429, "TooMany", "Not now."), (await console.Emulator.ResetRdsAsync()).Error);
    }

    [Fact]
    public async Task From_a_call_that_lacked_a_parameter_its_own_error_is_armed()
    {
        await using var console = await OpenAsync(chromium);
        await console.Emulator.CallAsync("Rds", ("AccountName", "test1"), ("AccountPassword", "New_pass1"));
        await console.ChooseAsync("MissingDBInstanceId");

        await console.Button("Arm this fault").ClickAsync();
        await console.ReadyAsync("Faults");
        await console.Button("Arm").ClickAsync();

        await SeesAsync(console.Page.Locator(".armed"), "400 MissingDBInstanceId");
    }

    [Fact]
    public async Task A_rule_that_would_do_nothing_is_refused_in_words()
    {
        await using var console = await OpenAsync(chromium, "faults");
        await console.ReadyAsync("Faults");

        await console.Button("Arm").ClickAsync();

        await SeesAsync(console.Page.GetByRole(AriaRole.Alert), "this rule would do nothing");
    }

    [Fact]
    public async Task The_clock_is_set_frozen_advanced_and_put_back()
    {
        await using var console = await OpenAsync(chromium, "clock");
        await console.ReadyAsync("Clock");

        await console.Page.GetByLabel("Time (UTC)").FillAsync("2030-01-31T12:00:00Z");
        await console.Button("Set the time").ClickAsync();
        await SeesAsync(console.Page.Locator(".now"), "2030-01-31 12:00:00 UTC");
        await console.Button("1 hour").ClickAsync();
        await SeesAsync(console.Page.Locator(".now"), "2030-01-31 13:00:00 UTC");
        await console.Page.GetByLabel("Seconds", new() { Exact = true }).FillAsync("30");
        await console.Button("Advance").ClickAsync();
        await SeesAsync(console.Page.Locator(".now"), "2030-01-31 13:00:30 UTC");
        await console.Button("Real time").ClickAsync();
        await SeesAsync(console.Page.Locator("main"), "The clock shows real time.");
        await console.Button("Freeze").ClickAsync();
        await SeesAsync(console.Page.Locator("main"), "no, it is frozen");
        await console.Button("Set the offset").ClickAsync();
        await SeesAsync(console.Page.Locator("main"), "900 s");
        await console.Page.GetByLabel("Check signatures by this clock").CheckAsync();
        await console.Button("Set the check").ClickAsync();

        await SeesAsync(console.Page.Locator("main"), "timestamps and nonces are checked by this clock too");
    }

    [Fact]
    public async Task A_tenant_is_made_switched_to_and_dropped()
    {
        await using var console = await OpenAsync(chromium, "tenants");
        await console.ReadyAsync("Tenants");

        await console.Button("Make a tenant").ClickAsync();
        await console.Button("Switch to it").ClickAsync();
        await Assertions.Expect(console.Page.Locator("#tenant")).Not.ToHaveValueAsync("testid");
        var key = await console.Page.Locator("#tenant").InputValueAsync();
        await console.Emulator.ResetRdsAsync(accessKeyId: key);
        await console.Emulator.ResetRdsAsync();
        await console.ShowAsync("Calls");
        await Assertions.Expect(console.Rows).ToHaveCountAsync(1);
        await SeesAsync(console.Rows.First, key);
        await console.ShowAsync("Tenants");
        await console.Button($"Drop {key}").ClickAsync();
        await console.Button("Drop").ClickAsync();

        await SeesAsync(console.Page.Locator("main"), $"The tenant {key} is dropped.");
        await Assertions.Expect(console.Page.Locator("#tenant")).ToHaveValueAsync("testid");
        Assert.Single((await console.Emulator.GetAsync("tenants")).Json.AsArray());
    }

    [Fact]
    public async Task Another_tenant_is_shown_by_the_choice_in_the_head_and_kept_for_the_tab()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.ResetRdsAsync(accessKeyId: "test-other");
        await using var console = await OpenAsync(chromium, emulator);

        await console.Page.Locator("#tenant").SelectOptionAsync("test-other");
        await SeesAsync(console.Rows.First, "test-other");
        await console.Page.ReloadAsync();

        await SeesAsync(console.Rows.First, "test-other");
    }

    [Theory]
    [InlineData("testid", "rm-running", "Allowed")]
    [InlineData("testlimited", "rm-none", "Denied")]
    public async Task A_decision_is_tried_out(string key, string instance, string said)
    {
        await using var console = await OpenAsync(chromium, "ram");
        await console.ReadyAsync("RAM");

        await console.Page.GetByLabel("Who (AccessKey ID)").FillAsync(key);
        await console.Page.GetByLabel("Instance", new() { Exact = true }).FillAsync(instance);
        await console.Button("Decide").ClickAsync();

        await SeesAsync(console.Page.Locator(".decision"), said);
        await SeesAsync(console.Page.Locator(".decision"), "rds:ResetAccountPassword");
        await SeesAsync(console.Page.Locator("main"), "rotator");
    }

    [Theory]
    [InlineData("ResetAccount PolarDb action", "ResetAccount")]
    [InlineData("CharacterType parameter", "CharacterType")]
    [InlineData("InvalidAccountPassword.Format", "Specified account password is not valid.")]
    public async Task The_contract_is_searched(string words, string found)
    {
        await using var console = await OpenAsync(chromium, "contract");
        await console.ReadyAsync("Contract");

        await console.Page.GetByRole(AriaRole.Searchbox).FillAsync(words);

        await SeesAsync(console.Page.Locator(".found li").First, found);
    }

    [Fact]
    public async Task Health_and_store_are_shown()
    {
        await using var console = await OpenAsync(chromium, "health");

        await console.ReadyAsync("Health");

        await SeesAsync(console.Page.Locator("main"), "ready");
        await SeesAsync(console.Page.Locator("main"), "PolarDb");
    }
}
