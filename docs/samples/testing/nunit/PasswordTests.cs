using ResetPassword.Testing;

namespace Sample;

/// <summary>One emulator for all tests. Each test makes a tenant of its own, so that they can run side by side.</summary>
[SetUpFixture]
public sealed class Emulator
{
    public static AlibabaCloudEmulator Cloud { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => Cloud = await AlibabaCloudEmulator.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await Cloud.DisposeAsync();
}

[Parallelizable(ParallelScope.All)]
public sealed class PasswordTests
{
    [Test]
    public async Task A_password_is_reset()
    {
        await using var tenant = await Emulator.Cloud.CreateTenantAsync();
        using var http = new HttpClient(new SigningHandler(tenant.AccessKeyId, tenant.AccessKeySecret, Emulator.Cloud.CreateHandler()));

        await ResetAsync(http, "rm-running", "test1", "New_pass1");

        Assert.That((await tenant.VerifyPasswordAsync("rm-running", "test1", "New_pass1")).Matches, Is.True);
    }

    [Test]
    public async Task A_throttled_reset_changes_nothing()
    {
        await using var tenant = await Emulator.Cloud.CreateTenantAsync();
        using var http = new HttpClient(new SigningHandler(tenant.AccessKeyId, tenant.AccessKeySecret, Emulator.Cloud.CreateHandler()));
        await tenant.Faults.ArmAsync(new("Rds", "ResetAccountPassword") { Code = "Throttling.User", First = 1 });

        Assert.ThrowsAsync<HttpRequestException>(() => ResetAsync(http, "rm-running", "test1", "New_pass1"));

        Assert.That((await tenant.VerifyPasswordAsync("rm-running", "test1", "New_pass1")).Matches, Is.False);
        Assert.That(await tenant.Journal.CountAsync(new() { Code = "Throttling.User" }), Is.EqualTo(1));
    }

    // Your code, with an SDK in place of HttpClient: endpoint Emulator.Cloud.Host, protocol http, the tenant's AccessKeyId and AccessKeySecret.
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
