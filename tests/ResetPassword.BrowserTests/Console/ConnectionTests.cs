using Microsoft.Playwright;
using static ResetPassword.BrowserTests.Console.ConsoleUnderTest;

namespace ResetPassword.BrowserTests.Console;

/// <summary>A page that stays open while the emulator goes and comes back.</summary>
public sealed class ConnectionTests(Chromium chromium)
{
    private const string Missing = "Calls may be missing here";

    [Fact]
    public async Task Over_a_restart_the_page_says_so_connects_again_and_marks_what_it_may_have_missed()
    {
        var first = EmulatorUnderTest.Start();
        Uri[] servers = [first.Endpoint];
        await using var door = new RoundRobinProxy(servers);
        await using var console = await OpenAsync(chromium, first, address: door.Endpoint);
        await first.ResetRdsAsync();
        await SeesAsync(console.Rows.First, "200 OK");

        await first.DisposeAsync();
        await SeesAsync(console.Connection, "Connection lost or emulator restarted; trying again");
        await using var second = EmulatorUnderTest.Start();
        servers[0] = second.Endpoint;
        await SeesAsync(console.Connection, "Live again");
        await second.CallAsync("Rds", ("DBInstanceId", "rm-none"), ("AccountName", "test1"), ("AccountPassword", "New_pass1"));

        await SeesAsync(console.Rows.First, "InvalidDBInstanceName.NotFound");
        await SeesAsync(console.Page.Locator(".calls .gap"), Missing);
        await Assertions.Expect(console.Rows).ToHaveCountAsync(2);
        await Assertions.Expect(console.Page.Locator(".calls li")).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_resumed_after_the_last_call_and_none_is_shown_twice()
    {
        await using var console = await OpenAsync(chromium);
        await console.Emulator.ResetRdsAsync();
        await SeesAsync(console.Rows.First, "200 OK");
        var resumed = console.Page.WaitForRequestAsync(request => request.Headers.ContainsKey("last-event-id"));

        await console.Page.Context.SetOfflineAsync(true);
        await console.Emulator.CallAsync("Rds", ("DBInstanceId", "rm-none"), ("AccountName", "test1"), ("AccountPassword", "New_pass1"));
        await console.Page.Context.SetOfflineAsync(false);
        await console.Page.EvaluateAsync(
            """
            () => {
              for (const state of [true, false]) {
                Object.defineProperty(document, 'hidden', { configurable: true, value: state });
                document.dispatchEvent(new Event('visibilitychange'));
              }
            }
            """);

        await resumed;
        await SeesAsync(console.Rows.First, "InvalidDBInstanceName.NotFound");
        await Assertions.Expect(console.Rows).ToHaveCountAsync(2);
        await Assertions.Expect(console.Page.Locator(".calls .gap")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_stream_that_repeats_a_call_and_has_a_gap_shows_each_once()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.ResetRdsAsync();
        var call = (await emulator.GetAsync("requests")).Json[0]!;
        var events = $"event: call\nid: 1\ndata: {call.ToJsonString()}\n\nevent: gap\ndata: {{}}\n\nevent: call\nid: 1\ndata: {call.ToJsonString()}\n\n";
        await using var console = await OpenAsync(chromium, emulator, "health");
        await console.Page.RouteAsync("**/requests/stream?tenant=testid&last=1000",
            route => route.FulfillAsync(new() { ContentType = "text/event-stream", Body = events }));

        await console.Page.ReloadAsync();
        await console.ShowAsync("Calls");

        await SeesAsync(console.Page.Locator(".calls .gap").First, Missing);
        await Assertions.Expect(console.Rows).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_tenant_that_is_gone_is_said_in_words()
    {
        await using var console = await OpenAsync(chromium, "health");
        await console.Page.EvaluateAsync("() => sessionStorage.setItem('resetpassword.tenant', 'nobody')");

        await console.Page.ReloadAsync();

        await SeesAsync(console.Connection, "there is no AccessKey with this id");
    }
}
