using System.Text.Json;
using Microsoft.Playwright;
using static ResetPassword.BrowserTests.Console.ConsoleUnderTest;

namespace ResetPassword.BrowserTests.Console;

/// <summary>Each screen in both widths and both schemes: nothing wider than the window, nothing that axe calls serious, and a picture to look at.</summary>
public sealed class LooksTests(Chromium chromium)
{
    private const string Judge =
        "axe.run(document).then(({ violations }) => JSON.stringify(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')))";

    private static readonly string[] Screens = ["Calls", "Instances", "Faults", "Clock", "Tenants", "RAM", "Contract", "Health"];

    private static readonly string Axe = File.ReadAllText(Repository.PathOf("tests/ResetPassword.BrowserTests/node_modules/axe-core/axe.min.js"));

    public static TheoryData<string> Each => new(Screens);

    [Theory]
    [MemberData(nameof(Each))]
    public async Task A_screen_fits_and_everybody_can_use_it(string screen)
    {
        await using var console = await OpenWithCallsAsync();

        await console.ShowAsync(screen);

        await AssertLooksAsync(console, screen);
    }

    [Fact]
    public async Task What_is_chosen_fits_and_everybody_can_use_it()
    {
        await using var console = await OpenWithCallsAsync();

        await console.ChooseAsync("IncorrectDBInstanceState");
        await console.Button("curl").ClickAsync();
        await console.Button("Prove a password").ClickAsync();
        await AssertLooksAsync(console, "Call");
        await console.ShowAsync("Instances");
        await console.ChooseInstanceAsync("rm-running");
        await console.Button("Prove a password of test1").ClickAsync();
        await AssertLooksAsync(console, "Instance");
        await console.Button("Delete the account test1").ClickAsync();
        await AssertLooksAsync(console, "Question");
    }

    [Fact]
    public async Task The_empty_page_fits_and_everybody_can_use_it()
    {
        await using var console = await OpenAsync(chromium, options: Still);
        await SeesAsync(console.Connection, "Live");

        await AssertLooksAsync(console, "Empty");
    }

    [Fact]
    public async Task The_question_for_the_token_fits_and_everybody_can_use_it()
    {
        await using var console = await OpenAsync(chromium, EmulatorUnderTest.Start(null, ("AdminToken", "right")), options: Still);
        await console.Page.GetByRole(AriaRole.Dialog).WaitForAsync();

        await AssertLooksAsync(console, "Token");
    }

    [Fact]
    public async Task In_a_wide_window_a_call_is_one_line_beside_the_chosen_one_too()
    {
        await using var console = await OpenWithCallsAsync();
        await console.Page.SetViewportSizeAsync(1280, 900);

        Assert.Equal(["1", "1", "1", "1", "1"], await LinesOfCallsAsync(console));
        Assert.Empty(await CutOffAsync(console, ".calls button > span"));

        await console.ChooseAsync("IncorrectDBInstanceState");
        await SeesAsync(console.Detail, "Rebooting");
        Assert.Equal(["1", "1", "1", "1", "1"], await LinesOfCallsAsync(console));
        Assert.Empty(await CutOffAsync(console, ".calls .status"));
    }

    [Fact]
    public async Task On_a_phone_no_code_or_instance_is_cut_off()
    {
        await using var console = await OpenWithCallsAsync();
        await console.Page.SetViewportSizeAsync(400, 900);

        Assert.Empty(await CutOffAsync(console, ".calls button > span"));
    }

    [Fact]
    public async Task Without_a_mouse_a_call_is_found_chosen_and_left_again()
    {
        await using var console = await OpenWithCallsAsync();
        var keyboard = console.Page.Keyboard;

        await console.Page.Locator(".filters input[name='code']").FocusAsync();
        await keyboard.TypeAsync("IncorrectDB");
        await Assertions.Expect(console.Rows).ToHaveCountAsync(1);
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Tab");
        await Assertions.Expect(console.Rows.First).ToBeFocusedAsync();
        await console.Emulator.CallAsync("Rds", ("DBInstanceId", "rm-restarting"), ("AccountName", "test1"), ("AccountPassword", "New_pass1"));
        await Assertions.Expect(console.Rows).ToHaveCountAsync(2);
        await Assertions.Expect(console.Rows.Nth(1)).ToBeFocusedAsync();
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(console.Detail).ToBeFocusedAsync();
        await keyboard.PressAsync("Tab");
        await Assertions.Expect(console.Button("Close")).ToBeFocusedAsync();
        await keyboard.PressAsync("Enter");

        await Assertions.Expect(console.Rows.Nth(1)).ToBeFocusedAsync();
        await Assertions.Expect(console.Detail).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Without_a_mouse_the_tabs_lead_to_the_screens_and_the_skip_link_past_them()
    {
        await using var console = await OpenAsync(chromium, "health");
        await console.ReadyAsync("Health");

        await console.Page.Keyboard.PressAsync("Tab");
        await console.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(console.Page.Locator("main")).ToBeFocusedAsync();
        await console.Page.GetByRole(AriaRole.Link, new() { Name = "Clock" }).FocusAsync();
        await console.Page.Keyboard.PressAsync("Enter");

        await console.ReadyAsync("Clock");
        Assert.Equal("Clock – ResetPassword console", await console.Page.TitleAsync());
    }

    [Fact]
    public async Task A_storm_of_refusals_is_said_in_one_sentence()
    {
        await using var console = await OpenAsync(chromium);
        await SeesAsync(console.Connection, "Live");

        await console.Emulator.CallAsync("Rds", ("DBInstanceId", "rm-none"), ("AccountName", "test1"), ("AccountPassword", "New_pass1"));

        await Assertions.Expect(console.Page.Locator("#announcer"))
            .ToHaveTextAsync("1 call was not answered as asked; the last: ResetAccountPassword, 404 InvalidDBInstanceName.NotFound");
    }

    private static BrowserNewContextOptions Still => new() { ReducedMotion = ReducedMotion.Reduce };

    private async Task<ConsoleUnderTest> OpenWithCallsAsync()
    {
        var emulator = EmulatorUnderTest.Start();
        await emulator.ResetRdsAsync();
        await emulator.CallAsync("Rds", ("DBInstanceId", "rm-restarting"), ("AccountName", "test1"), ("AccountPassword", "New_pass1"));
        await emulator.CallAsync("Rds", call => call with { AccessKeySecret = new("wrong") }, ("DBInstanceId", "rm-running"), ("AccountName", "test1"));
        await emulator.CallAsync("Rds", call => call with { AccessKeyId = "testlimited" },
            ("DBInstanceId", "rm-locked"), ("AccountName", "test1"), ("AccountPassword", "New_pass1"));
        await emulator.PostAsync("faults", """{"match":{"product":"Rds","action":"ResetAccountPassword"},"error":{"code":"Throttling.User"},"schedule":{"first":1}}""");
        await emulator.ResetRdsAsync();
        var console = await OpenAsync(chromium, emulator, options: Still);
        await Assertions.Expect(console.Rows).ToHaveCountAsync(5);
        return console;
    }

    private static async Task<string[]> LinesOfCallsAsync(ConsoleUnderTest console) => await console.Page.EvaluateAsync<string[]>(
        "[...document.querySelectorAll('.calls button')].map((row) => `${getComputedStyle(row).gridTemplateRows.split(' ').length}`)");

    private static async Task<string[]> CutOffAsync(ConsoleUnderTest console, string selector) => await console.Page.EvaluateAsync<string[]>(
        "(selector) => [...document.querySelectorAll(selector)].filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.textContent)", selector);

    private static async Task AssertLooksAsync(ConsoleUnderTest console, string name)
    {
        await AssertLooksAsync(console, name, 1280, ColorScheme.Light);
        await AssertLooksAsync(console, name, 1280, ColorScheme.Dark);
        await AssertLooksAsync(console, name, 400, ColorScheme.Dark);
        await AssertLooksAsync(console, name, 400, ColorScheme.Light);
    }

    private static async Task AssertLooksAsync(ConsoleUnderTest console, string name, int width, ColorScheme scheme)
    {
        await console.Page.SetViewportSizeAsync(width, 900);
        await console.Page.EmulateMediaAsync(new() { ColorScheme = scheme });

        // Not as an element of the page, whose policy would refuse it.
        await console.Page.EvaluateAsync(Axe);
        var violations = await console.Page.EvaluateAsync<string>(Judge);
        var picture = Path.Combine(AppContext.BaseDirectory, "TestResults", "console", $"{name}-{width}-{scheme}.png");
        await console.Page.ScreenshotAsync(new() { Path = picture, FullPage = true });

        Assert.Equal("[]", JsonDocument.Parse(violations).RootElement.ToString());
        Assert.InRange(await console.Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth - innerWidth"), -20, 0);
    }
}
