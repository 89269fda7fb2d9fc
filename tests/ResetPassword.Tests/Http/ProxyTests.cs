using System.Net;
using ResetPassword.Tenancy;

namespace ResetPassword.Tests.Http;

/// <summary>
/// The emulator as a client's HTTP proxy (<c>http_proxy</c>), for clients that cannot be given an endpoint: the target of a request is then its whole URL.
/// </summary>
public sealed class ProxyTests
{
    [Theory]
    [InlineData("V1", "GET", "http://rds.aliyuncs.com")]
    [InlineData("V1", "POST", "http://rds.cn-beijing.aliyuncs.com")]
    [InlineData("V3", "GET", "http://rds.cn-beijing.aliyuncs.com")]
    [InlineData("V3", "POST", "http://rds.aliyuncs.com")]
    public async Task A_call_to_the_vendors_address_is_answered(string generation, string method, string address)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var call = SomeCall.To(new(address), Enum.Parse<SignatureGeneration>(generation)) with { Method = new(method) };

        var answer = await SendAsync(emulator, call.ToMessage());

        Assert.Equal(200, answer.Status);
        Assert.Equal((true, 2), await emulator.VerifyAsync("rm-running", "test1", SomeCall.NewPassword));
    }

    [Theory]
    [InlineData("http://ecs.aliyuncs.com/?Action=DescribeInstances&Format=JSON", 404, "InvalidProduct.NotFound", "Cannot find product according to your specified domain.")]
    [InlineData(
        "http://example.org/?Action=DescribeInstances", 403, "Forbidden.EmulatorGuard",
        "The host example.org is not a name of this emulator. If it is, add it to ResetPassword:AllowedHosts.")]
    public async Task Nothing_is_passed_on(string address, int status, string code, string message)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await SendAsync(emulator, new(HttpMethod.Get, address));

        Assert.Equal((status, code, message), answer.Error);
    }

    private static async Task<Answer> SendAsync(EmulatorUnderTest emulator, HttpRequestMessage message)
    {
        using var http = new HttpClient(new SocketsHttpHandler { Proxy = new WebProxy(emulator.Endpoint), UseProxy = true });
        using var answer = await http.SendAsync(message, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(answer);
    }
}
