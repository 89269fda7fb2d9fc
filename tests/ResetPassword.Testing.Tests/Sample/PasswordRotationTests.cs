using ResetPassword.Testing;

namespace ResetPassword.Testing.Tests.Sample;

public sealed class PasswordRotationTests(EmulatorFixture emulator)
{
    [Fact]
    public async Task The_new_password_is_the_accounts()
    {
        await using var tenant = await emulator.Cloud.CreateTenantAsync();
        var rotation = new PasswordRotation(ClientOf(tenant));

        var code = await rotation.RotateAsync("rm-running", "test1", "New_pass1");

        Assert.Equal("OK", code);
        Assert.True((await tenant.VerifyPasswordAsync("rm-running", "test1", "New_pass1")).Matches);
    }

    [Fact]
    public async Task A_throttled_call_is_tried_again()
    {
        await using var tenant = await emulator.Cloud.CreateTenantAsync();
        await tenant.Faults.ArmAsync(new("Rds", "ResetAccountPassword") { Code = "Throttling.User", First = 2 });
        var rotation = new PasswordRotation(ClientOf(tenant));

        var code = await rotation.RotateAsync("rm-running", "test1", "New_pass1");

        Assert.Equal("OK", code);
        Assert.Equal(3, await tenant.Journal.CountAsync());
    }

    private HttpClient ClientOf(Tenant tenant) => new(new SigningHandler(tenant.AccessKeyId, tenant.AccessKeySecret, emulator.Cloud.CreateHandler()));
}
