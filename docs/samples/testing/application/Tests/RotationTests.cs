using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using ResetPassword.Testing;
using ResetPassword.Testing.Xunit;
using Rotation;

namespace Sample;

public sealed class RotationTests(EmulatorFixture emulator) : TenantTest(emulator)
{
    [Fact]
    public async Task The_application_resets_a_password()
    {
        await using var application = Application();

        using var answer = await application.CreateClient().PostAsync("/rotate/rm-running/test1", null);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.True((await Tenant.VerifyPasswordAsync("rm-running", "test1", "New_pass1")).Matches);
    }

    [Fact]
    public async Task The_application_says_so_when_it_is_throttled()
    {
        await Tenant.Faults.ArmAsync(new(Products.Rds, "ResetAccountPassword") { Code = "Throttling.User" });
        await using var application = Application();

        using var answer = await application.CreateClient().PostAsync("/rotate/rm-running/test1", null);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    // Every HttpClient of the application comes to the emulator with what it has for *.aliyuncs.com, signed as the tenant.
    private WebApplicationFactory<Passwords> Application() => new WebApplicationFactory<Passwords>().WithWebHostBuilder(host =>
        host.ConfigureTestServices(services => services.AddAlibabaCloudEmulator(Tenant, SigningGeneration.V3)));
}
