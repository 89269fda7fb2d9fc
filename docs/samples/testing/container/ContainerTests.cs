using System.Net;
using System.Net.Http.Json;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;
using ResetPassword.Testing;

namespace Sample;

public sealed class ContainerTests : IAsyncLifetime
{
    private readonly IContainer _emulator = new ContainerBuilder("ghcr.io/OWNER/resetpassword:0.1")
        .WithPortBinding(8080, assignRandomHostPort: true)
        .WithWaitStrategy(Wait.ForUnixContainer().UntilHttpRequestIsSucceeded(request => request.ForPort(8080).ForPath("/_emulator/health").ForStatusCode(HttpStatusCode.OK)))
        .Build();

    private Uri Endpoint => new($"http://{_emulator.Hostname}:{_emulator.GetMappedPublicPort(8080)}/");

    public async ValueTask InitializeAsync() => await _emulator.StartAsync();

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    [Fact]
    public async Task A_password_is_reset()
    {
        using var http = new HttpClient(new SigningHandler("test-mine", "testsecret")) { BaseAddress = Endpoint };
        using var controls = new HttpClient { BaseAddress = Endpoint };

        using var answer = await http.GetAsync("?Action=ResetAccountPassword&Version=2014-08-15&DBInstanceId=rm-running&AccountName=test1&AccountPassword=New_pass1");
        using var proof = await controls.PostAsJsonAsync(
            "_emulator/instances/rm-running/accounts/test1/verify-password?tenant=test-mine", new { password = "New_pass1" });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("\"matches\":true", await proof.Content.ReadAsStringAsync());
    }
}
