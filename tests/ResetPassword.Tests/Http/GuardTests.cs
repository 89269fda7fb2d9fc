using System.Text;
using Microsoft.Extensions.Configuration;
using ResetPassword.Hosting;
using Serilog.Events;

namespace ResetPassword.Tests.Http;

public sealed class GuardTests
{
    private const string BadHost = "The host {0} is not a name of this emulator. If it is, add it to ResetPassword:AllowedHosts.";
    private const string BadOrigin = "The request was made by a page of {0}. If that is this emulator's own address, add it to ResetPassword:AllowedOrigins.";
    private const string BadSite = "The request was made by another site's page.";
    private const string Browser = "The RPC endpoint is not for browsers.";

    [Theory]
    [InlineData("Host: attacker.example", BadHost, "attacker.example")]
    [InlineData("Host: Attacker.Example.:8080", BadHost, "attacker.example")]
    [InlineData("Host: localhost.attacker.example:8080", BadHost, "localhost.attacker.example")]
    [InlineData("Host: 127.0.0.1.nip.io", BadHost, "127.0.0.1.nip.io")]
    [InlineData("Host: test.attacker.example", BadHost, "test.attacker.example")]
    [InlineData("Host: attacker-internal.example", BadHost, "attacker-internal.example")]
    [InlineData("Host: printer.local", BadHost, "printer.local")]
    [InlineData("Host: cluster.local", BadHost, "cluster.local")]
    [InlineData("Host: emulator.svc.cluster.local.attacker.example", BadHost, "emulator.svc.cluster.local.attacker.example")]
    [InlineData("Host: aliyuncs.com.attacker.example", BadHost, "aliyuncs.com.attacker.example")]
    [InlineData("Host: attacker.'(example)!", BadHost, "attacker.%27%28example%29%21")]
    [InlineData("Host: localhost\r\nOrigin: https://attacker.example", BadOrigin, "https://attacker.example")]
    [InlineData("Host: localhost\r\nOrigin: null", BadOrigin, "null")]
    [InlineData("Host: localhost:8080\r\nOrigin: http://localhost:9090", BadOrigin, "http://localhost:9090")]
    [InlineData("Host: localhost\r\nOrigin: x. Everything is well\u001b[0m", BadOrigin, "x.%20Everything%20is%20well%1B%5B0m")]
    [InlineData("Host: localhost\r\nOrigin: https://attacker.example\r\nSec-Fetch-Site: cross-site\r\nUser-Agent: Mozilla/5.0 (X11)", BadOrigin, "https://attacker.example")]
    [InlineData("Host: localhost\r\nSec-Fetch-Site: cross-site", BadSite)]
    [InlineData("Host: localhost\r\nSec-Fetch-Site: same-site", BadSite)]
    [InlineData("Host: localhost\r\nUser-Agent: Mozilla/5.0 (X11)", Browser)]
    [InlineData("Host: localhost\r\nSec-Fetch-Site: none\r\nUser-Agent: Mozilla/5.0 (X11)", Browser)]
    public async Task A_page_of_another_site_is_refused_on_the_RPC_endpoint(string headers, string message, string named = "")
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = RawConnection.Exchange(emulator.Endpoint, $"POST / HTTP/1.1\r\n{headers}\r\nContent-Length: 0\r\n\r\n");

        Assert.Equal((403, "Forbidden.EmulatorGuard", message.Replace("{0}", named, StringComparison.Ordinal)), answer.Error);
    }

    [Theory]
    [InlineData("Host: attacker.example", BadHost, "attacker.example")]
    [InlineData("Host: ecs.aliyuncs.com", BadHost, "ecs.aliyuncs.com")]
    [InlineData("Host: printer.local", BadHost, "printer.local")]
    [InlineData("Host: localhost\r\nOrigin: https://attacker.example", BadOrigin, "https://attacker.example")]
    [InlineData("Host: localhost\r\nSec-Fetch-Site: cross-site", BadSite)]
    public async Task A_page_of_another_site_is_refused_on_the_controls(string headers, string message, string named = "")
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = RawConnection.Exchange(emulator.Endpoint, $"POST /_emulator/reset HTTP/1.1\r\n{headers}\r\nContent-Length: 0\r\n\r\n");

        Assert.Equal((403, message.Replace("{0}", named, StringComparison.Ordinal)), (answer.Status, (string?)answer.Json["detail"]));
    }

    [Fact]
    public async Task Of_a_host_that_goes_on_and_on_the_refusal_shows_as_much_as_a_name_can_have()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = RawConnection.Exchange(emulator.Endpoint, $"POST / HTTP/1.1\r\nHost: attacker.{new string('x', 10_000)}\r\nContent-Length: 0\r\n\r\n");

        var shown = $"attacker.{new string('x', 244)}…";
        Assert.Equal((403, "Forbidden.EmulatorGuard", BadHost.Replace("{0}", shown, StringComparison.Ordinal)), answer.Error);
        Assert.Equal(shown, (string?)answer.Json["HostId"]);
    }

    [Theory]
    [InlineData("/", "Host: attacker.example", BadHost, "attacker.example")]
    [InlineData("/_emulator/state", "Host: attacker.example", BadHost, "attacker.example")]
    [InlineData("/", "Host: localhost\r\nOrigin: https://attacker.example\u0085forged", BadOrigin, "https://attacker.example%C2%85forged")]
    [InlineData("/_emulator/state", "Host: localhost\r\nOrigin: null", BadOrigin, "null")]
    public async Task The_log_names_what_was_refused_and_the_setting(string path, string headers, string message, string named)
    {
        var log = new ErrorLog(LogEventLevel.Warning);
        await using var emulator = EmulatorUnderTest.Start(log);

        RawConnection.Exchange(emulator.Endpoint, Encoding.Latin1.GetString(Encoding.UTF8.GetBytes($"GET {path} HTTP/1.1\r\n{headers}\r\n\r\n")));
        await emulator.DisposeAsync();

        Assert.Equal(["The guard refused a request. " + message.Replace("{0}", named, StringComparison.Ordinal) + " "], log.Entries);
    }

    [Theory]
    [InlineData("Host: localhost")]
    [InlineData("Host: 127.0.0.1:8080")]
    [InlineData("Host: [::1]:8080")]
    [InlineData("Host: 192.168.7.7")]
    [InlineData("Host: alibabacloud:8080")]
    [InlineData("Host: rds.localhost")]
    [InlineData("Host: localhost.")]
    [InlineData("Host: host.docker.internal:8080")]
    [InlineData("Host: host.containers.internal")]
    [InlineData("Host: emulator.corp.internal")]
    [InlineData("Host: emulator.test:8080")]
    [InlineData("Host: Emulator.Default.svc.cluster.local:8080")]
    [InlineData("Host: emulator.default.svc.cluster.local.:8080")]
    [InlineData("Host: rds.cn-beijing.aliyuncs.com")]
    [InlineData("Host: rds.aliyuncs.com.")]
    [InlineData("Host: emulator.example")]
    [InlineData("Host: EMULATOR.example:8080")]
    [InlineData("Host: any.box.local")]
    [InlineData("Host: localhost:8080\r\nOrigin: http://localhost:8080\r\nSec-Fetch-Site: same-origin\r\nUser-Agent: Mozilla/5.0")]
    [InlineData("Host: localhost\r\nOrigin: https://console.example")]
    [InlineData("Host: localhost\r\nSec-Fetch-Site: none\r\nUser-Agent: Mozilla/5.0")]
    [InlineData("Host: localhost\r\nUser-Agent: Mozilla/5.0")]
    public async Task Whoever_may_call_the_controls_does(string headers)
    {
        await using var emulator =
            EmulatorUnderTest.Start(null, ("AllowedHosts", "Emulator.example:9090; *.box.local"), ("AllowedOrigins", "https://Console.example:443/"));

        var answer = RawConnection.Exchange(emulator.Endpoint, $"GET /_emulator/clock HTTP/1.1\r\n{headers}\r\n\r\n");

        Assert.True((bool?)answer.Json["frozen"] == false, answer.Text);
    }

    [Theory]
    [InlineData("AllowedHosts", "https://emulator.example", "must be host names such as emulator.example or *.example.com, with ; between them.")]
    [InlineData("AllowedHosts", "*", "must be host names such as emulator.example or *.example.com, with ; between them.")]
    [InlineData("AllowedHosts", "emulator.example, other.example", "must be host names such as emulator.example or *.example.com, with ; between them.")]
    [InlineData("AllowedOrigins", "console.example", "must be origins such as https://console.example, with ; between them.")]
    [InlineData("AllowedOrigins", "https://console.example/page", "must be origins such as https://console.example, with ; between them.")]
    [InlineData("AllowedOrigins", "*", "must be origins such as https://console.example, with ; between them.")]
    public void A_host_or_origin_that_no_request_could_have_stops_the_start(string setting, string value, string message)
    {
        using var errors = new StringWriter();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new($"ResetPassword:{setting}", value)]).Build();

        Assert.Null(EmulatorOptions.Read(configuration, errors));
        Assert.Equal($"ResetPassword:{setting} {message}{Environment.NewLine}", errors.ToString());
    }

    [Theory]
    [InlineData("clock", "", 401)]
    [InlineData("clock", "Authorization: Bearer wrong\r\n", 401)]
    [InlineData("clock", "Authorization: Bearer RIGHT\r\n", 401)]
    [InlineData("clock", "Authorization: Bearer rightx\r\n", 401)]
    [InlineData("clock", "Authorization: Bearerright\r\n", 401)]
    [InlineData("clock", "Authorization: Basic right\r\n", 401)]
    [InlineData("clock", "Authorization: right\r\n", 401)]
    [InlineData("clock", "Authorization: Bearer right\r\n", 200)]
    [InlineData("clock", "Authorization: bearer right\r\n", 200)]
    [InlineData("clock", "authorization: BEARER  right\r\n", 200)]
    [InlineData("health", "", 200)]
    public async Task With_an_admin_token_the_controls_ask_for_it(string path, string header, int status)
    {
        await using var emulator = EmulatorUnderTest.Start(null, ("AdminToken", "right"));

        var answer = RawConnection.Exchange(emulator.Endpoint, $"GET /_emulator/{path} HTTP/1.1\r\nHost: localhost\r\n{header}\r\n");

        Assert.Equal(status, answer.Status);
    }

    [Theory]
    [InlineData("Accept: text/html")]
    [InlineData("Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\nUser-Agent: Mozilla/5.0\r\nSec-Fetch-Site: none")]
    [InlineData("Accept: application/json, TEXT/HTML;q=0.1")]
    public async Task A_browser_that_asks_for_the_endpoint_itself_is_led_to_the_console(string headers)
    {
        await using var emulator = EmulatorUnderTest.Start(null, ("AdminToken", "right"));

        var answer = RawConnection.Exchange(emulator.Endpoint, $"GET / HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n\r\n");

        Assert.Equal((302, "/_emulator/console", ""), (answer.Status, answer.Headers["Location"], answer.Text));
    }

    /// <summary>Each condition of the way to the console by itself: without it the RPC endpoint answers, or the guard.</summary>
    [Theory]
    [InlineData("POST / HTTP/1.1", "Accept: text/html\r\nContent-Length: 0")]
    [InlineData("HEAD / HTTP/1.1", "Accept: text/html")]
    [InlineData("GET /x HTTP/1.1", "Accept: text/html")]
    [InlineData("GET /?Action=X HTTP/1.1", "Accept: text/html")]
    [InlineData("GET /? HTTP/1.1", "Accept: text/html")]
    [InlineData("GET / HTTP/1.1", "Accept: text/html\r\nx-acs-action: X")]
    [InlineData("GET / HTTP/1.1", "Accept: text/html\r\nX-ACS-Anything: x")]
    [InlineData("GET / HTTP/1.1", "Accept: text/html\r\nAuthorization: ACS3-HMAC-SHA256 x")]
    [InlineData("GET / HTTP/1.1", "Accept: text/html\r\nAuthorization: Bearer right")]
    [InlineData("GET / HTTP/1.1", "Accept: */*")]
    [InlineData("GET / HTTP/1.1", "Accept: text/xml, application/json")]
    [InlineData("GET / HTTP/1.1", "X-Nothing: text/html")]
    [InlineData("GET / HTTP/1.1", "Accept: text/html\r\nSec-Fetch-Site: same-origin")]
    [InlineData("GET / HTTP/1.1", "Accept: text/html\r\nSec-Fetch-Site: same-site")]
    [InlineData("GET / HTTP/1.1", "Accept: text/html\r\nSec-Fetch-Site: cross-site")]
    [InlineData("GET / HTTP/1.1", "Accept: text/html\r\nOrigin: https://attacker.example")]
    public async Task Nothing_else_is_led_to_the_console(string request, string headers)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = RawConnection.Exchange(emulator.Endpoint, $"{request}\r\nHost: localhost\r\n{headers}\r\n\r\n");

        Assert.InRange(answer.Status, 400, 499);
        Assert.DoesNotContain("Location", answer.Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("attacker.example", 403)]
    [InlineData("ecs.aliyuncs.com", 404)]
    public async Task A_foreign_host_is_not_led_to_the_console(string host, int status)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = RawConnection.Exchange(emulator.Endpoint, $"GET / HTTP/1.1\r\nHost: {host}\r\nAccept: text/html\r\n\r\n");

        Assert.Equal(status, answer.Status);
    }

    /// <summary>The page may be opened by a link of another site; neither anything else of it nor what it shows may be had from there.</summary>
    [Theory]
    [InlineData("GET /_emulator/console", "cross-site", "navigate", "document", 200)]
    [InlineData("GET /_emulator/console", "same-site", "navigate", "document", 200)]
    [InlineData("GET /_emulator/console", "same-origin", "cors", "empty", 200)]
    [InlineData("GET /_emulator/console", "cross-site", "navigate", "iframe", 403)]
    [InlineData("GET /_emulator/console", "cross-site", "navigate", "frame", 403)]
    [InlineData("GET /_emulator/console", "cross-site", "navigate", "object", 403)]
    [InlineData("GET /_emulator/console", "cross-site", "navigate", "embed", 403)]
    [InlineData("GET /_emulator/console", "cross-site", "no-cors", "document", 403)]
    [InlineData("GET /_emulator/console/app.js", "cross-site", "no-cors", "script", 403)]
    [InlineData("GET /_emulator/console/app.js", "cross-site", "cors", "script", 403)]
    [InlineData("POST /_emulator/console", "cross-site", "navigate", "document", 403)]
    [InlineData("GET /_emulator/consoles", "cross-site", "navigate", "document", 403)]
    [InlineData("GET /_emulator/state", "cross-site", "navigate", "document", 403)]
    [InlineData("GET /_emulator/console/../state", "cross-site", "navigate", "document", 403)]
    [InlineData("GET /_emulator/console/%2e%2e/state", "cross-site", "navigate", "document", 403)]
    [InlineData("GET /_emulator/requests/stream", "cross-site", "navigate", "document", 403)]
    [InlineData("GET /_emulator/health", "cross-site", "navigate", "document", 403)]
    [InlineData("GET /openapi/v1.json", "cross-site", "navigate", "document", 403)]
    [InlineData("GET /", "cross-site", "navigate", "document", 403)]
    public async Task Another_site_may_link_to_the_console_and_nothing_more(string request, string site, string mode, string destination, int status)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = RawConnection.Exchange(emulator.Endpoint,
            $"{request} HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: {site}\r\nSec-Fetch-Mode: {mode}\r\nSec-Fetch-Dest: {destination}\r\nContent-Length: 0\r\n\r\n");

        Assert.Equal(status, answer.Status);
    }

    [Theory]
    [InlineData("console", 200)]
    [InlineData("console/app.js", 200)]
    [InlineData("Console", 200)]
    [InlineData("consoles", 401)]
    [InlineData("console/../state", 401)]
    [InlineData("console/%2e%2e/state", 401)]
    [InlineData("requests/stream", 401)]
    [InlineData("ram/decision", 401)]
    public async Task With_an_admin_token_only_the_files_of_the_console_need_none(string path, int status)
    {
        await using var emulator = EmulatorUnderTest.Start(null, ("AdminToken", "right"));

        var answer = RawConnection.Exchange(emulator.Endpoint, $"GET /_emulator/{path} HTTP/1.1\r\nHost: localhost\r\n\r\n");

        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task The_admin_token_is_not_asked_for_on_the_RPC_endpoint()
    {
        await using var emulator = EmulatorUnderTest.Start(null, ("AdminToken", "right"));

        var answer = await emulator.ResetRdsAsync();

        Assert.Equal(200, answer.Status);
    }
}
