using ResetPassword.Testing;

namespace ResetPassword.Testing.Tests.Sample;

public sealed class FirstTests
{
    [Fact]
    public async Task A_password_is_reset()
    {
        await using var cloud = await AlibabaCloudEmulator.StartAsync();
        await using var tenant = await cloud.CreateTenantAsync();
        using var http = new HttpClient(new SigningHandler(tenant.AccessKeyId, tenant.AccessKeySecret, cloud.CreateHandler()));

        await new PasswordRotation(http).RotateAsync("rm-running", "test1", "New_pass1");

        Assert.True((await tenant.VerifyPasswordAsync("rm-running", "test1", "New_pass1")).Matches);
    }
}
