using ResetPassword.Testing;
using ResetPassword.Testing.Xunit;

// One emulator for all tests.
[assembly: AssemblyFixture(typeof(EmulatorFixture))]

namespace Sample;

// Each test has a tenant of its own, so that they can run side by side.
public sealed class PasswordTests(EmulatorFixture emulator) : TenantTest(emulator)
{
    [Fact]
    public async Task A_password_is_reset()
    {
        using var http = Cloud.CreateClient(Tenant);

        await ResetAsync(http, "rm-running", "test1", "New_pass1");

        Assert.True((await Tenant.VerifyPasswordAsync("rm-running", "test1", "New_pass1")).Matches);
    }

    [Fact]
    public async Task A_throttled_reset_changes_nothing()
    {
        using var http = Cloud.CreateClient(Tenant);
        await Tenant.Faults.ArmAsync(new(Products.Rds, "ResetAccountPassword") { Code = "Throttling.User", First = 1 });

        await Assert.ThrowsAsync<HttpRequestException>(() => ResetAsync(http, "rm-running", "test1", "New_pass1"));

        Assert.False((await Tenant.VerifyPasswordAsync("rm-running", "test1", "New_pass1")).Matches);
        await Tenant.Journal.AssertAsync(new() { Code = "Throttling.User" }, times: 1);
    }

    // Your code. With an SDK in place of HttpClient: endpoint Cloud.Host, protocol http, the tenant's AccessKeyId and AccessKeySecret.
    private static async Task ResetAsync(HttpClient http, string instance, string account, string password)
    {
        using var parameters = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["DBInstanceId"] = instance,
            ["AccountName"] = account,
            ["AccountPassword"] = password,
        });
        using var answer = await http.PostAsync(new Uri("https://rds.aliyuncs.com/?Action=ResetAccountPassword&Version=2014-08-15"), parameters);
        answer.EnsureSuccessStatusCode();
    }
}
