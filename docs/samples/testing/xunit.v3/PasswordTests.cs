using ResetPassword.Testing;

[assembly: AssemblyFixture(typeof(Sample.EmulatorFixture))]

namespace Sample;

/// <summary>One emulator for all tests. Each test makes a tenant of its own, so that they can run side by side.</summary>
public sealed class EmulatorFixture : IAsyncLifetime
{
    public AlibabaCloudEmulator Cloud { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Cloud = await AlibabaCloudEmulator.StartAsync();

    public ValueTask DisposeAsync() => Cloud.DisposeAsync();
}

public sealed class PasswordTests(EmulatorFixture emulator)
{
    [Fact]
    public async Task A_password_is_reset()
    {
        await using var tenant = await emulator.Cloud.CreateTenantAsync();
        using var http = new HttpClient(new SigningHandler(tenant.AccessKeyId, tenant.AccessKeySecret, emulator.Cloud.CreateHandler()));

        await ResetAsync(http, "rm-running", "test1", "New_pass1");

        Assert.True((await tenant.VerifyPasswordAsync("rm-running", "test1", "New_pass1")).Matches);
    }

    [Fact]
    public async Task A_throttled_reset_changes_nothing()
    {
        await using var tenant = await emulator.Cloud.CreateTenantAsync();
        using var http = new HttpClient(new SigningHandler(tenant.AccessKeyId, tenant.AccessKeySecret, emulator.Cloud.CreateHandler()));
        await tenant.Faults.ArmAsync(new("Rds", "ResetAccountPassword") { Code = "Throttling.User", First = 1 });

        await Assert.ThrowsAsync<HttpRequestException>(() => ResetAsync(http, "rm-running", "test1", "New_pass1"));

        Assert.False((await tenant.VerifyPasswordAsync("rm-running", "test1", "New_pass1")).Matches);
        Assert.Equal(1, await tenant.Journal.CountAsync(new() { Code = "Throttling.User" }));
    }

    // Your code, with an SDK in place of HttpClient: endpoint emulator.Cloud.Host, protocol http, the tenant's AccessKeyId and AccessKeySecret.
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
