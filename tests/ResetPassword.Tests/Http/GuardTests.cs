namespace ResetPassword.Tests.Http;

public sealed class GuardTests
{
    private const string BadHost = "The Host is not a name of this emulator. Add it to ResetPassword:AllowedHosts if it is.";
    private const string BadOrigin = "The Origin is another site's. Add it to ResetPassword:AllowedOrigins if it may drive this emulator.";
    private const string BadSite = "The request was made by another site's page.";
    private const string Browser = "The RPC endpoint is not for browsers.";

    [Theory]
    [InlineData("Host: attacker.example", BadHost)]
    [InlineData("Host: localhost.attacker.example:8080", BadHost)]
    [InlineData("Host: 127.0.0.1.nip.io", BadHost)]
    [InlineData("Host: localhost\r\nOrigin: https://attacker.example", BadOrigin)]
    [InlineData("Host: localhost\r\nOrigin: null", BadOrigin)]
    [InlineData("Host: localhost:8080\r\nOrigin: http://localhost:9090", BadOrigin)]
    [InlineData("Host: localhost\r\nSec-Fetch-Site: cross-site", BadSite)]
    [InlineData("Host: localhost\r\nSec-Fetch-Site: same-site", BadSite)]
    [InlineData("Host: localhost\r\nUser-Agent: Mozilla/5.0 (X11)", Browser)]
    [InlineData("Host: localhost\r\nSec-Fetch-Site: none\r\nUser-Agent: Mozilla/5.0 (X11)", Browser)]
    public async Task A_page_of_another_site_is_refused_on_the_RPC_endpoint(string headers, string message)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = RawConnection.Exchange(emulator.Endpoint, $"POST / HTTP/1.1\r\n{headers}\r\nContent-Length: 0\r\n\r\n");

        Assert.Equal((403, "Forbidden.EmulatorGuard", message), answer.Error);
    }

    [Theory]
    [InlineData("Host: attacker.example", BadHost)]
    [InlineData("Host: ecs.aliyuncs.com", BadHost)]
    [InlineData("Host: localhost\r\nOrigin: https://attacker.example", BadOrigin)]
    [InlineData("Host: localhost\r\nSec-Fetch-Site: cross-site", BadSite)]
    public async Task A_page_of_another_site_is_refused_on_the_controls(string headers, string message)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = RawConnection.Exchange(emulator.Endpoint, $"POST /_emulator/reset HTTP/1.1\r\n{headers}\r\nContent-Length: 0\r\n\r\n");

        Assert.Equal((403, message), (answer.Status, (string?)answer.Json["detail"]));
    }

    [Theory]
    [InlineData("Host: localhost")]
    [InlineData("Host: 127.0.0.1:8080")]
    [InlineData("Host: [::1]:8080")]
    [InlineData("Host: 192.168.7.7")]
    [InlineData("Host: alibabacloud:8080")]
    [InlineData("Host: rds.localhost")]
    [InlineData("Host: host.docker.internal:8080")]
    [InlineData("Host: rds.cn-beijing.aliyuncs.com")]
    [InlineData("Host: emulator.example")]
    [InlineData("Host: localhost:8080\r\nOrigin: http://localhost:8080\r\nSec-Fetch-Site: same-origin\r\nUser-Agent: Mozilla/5.0")]
    [InlineData("Host: localhost\r\nOrigin: https://console.example")]
    [InlineData("Host: localhost\r\nSec-Fetch-Site: none\r\nUser-Agent: Mozilla/5.0")]
    [InlineData("Host: localhost\r\nUser-Agent: Mozilla/5.0")]
    public async Task Whoever_may_call_the_controls_does(string headers)
    {
        await using var emulator = EmulatorUnderTest.Start(null, ("AllowedHosts", "emulator.example"), ("AllowedOrigins", "https://console.example"));

        var answer = RawConnection.Exchange(emulator.Endpoint, $"GET /_emulator/clock HTTP/1.1\r\n{headers}\r\n\r\n");

        Assert.True((bool?)answer.Json["frozen"] == false, answer.Text);
    }

    [Theory]
    [InlineData("clock", "", 401)]
    [InlineData("clock", "Authorization: Bearer wrong\r\n", 401)]
    [InlineData("clock", "Authorization: Bearer right\r\n", 200)]
    [InlineData("health", "", 200)]
    public async Task With_an_admin_token_the_controls_ask_for_it(string path, string header, int status)
    {
        await using var emulator = EmulatorUnderTest.Start(null, ("AdminToken", "right"));

        var answer = RawConnection.Exchange(emulator.Endpoint, $"GET /_emulator/{path} HTTP/1.1\r\nHost: localhost\r\n{header}\r\n");

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
