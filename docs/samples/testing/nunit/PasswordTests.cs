using NUnit.Framework.Interfaces;
using ResetPassword.Testing;

namespace Sample;

/// <summary>One emulator for all tests in this namespace.</summary>
[SetUpFixture]
public sealed class Emulator
{
    public static AlibabaCloudEmulator Cloud { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => Cloud = await AlibabaCloudEmulator.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await Cloud.DisposeAsync();
}

/// <summary>A tenant for each test, so that they can run side by side; what a test that has failed has called, in its output.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public abstract class TenantTest
{
    protected Tenant Tenant { get; private set; } = null!;

    [SetUp]
    public async Task CreateTenantAsync() => Tenant = await Emulator.Cloud.CreateTenantAsync();

    [TearDown]
    public async Task DropTenantAsync()
    {
        if (TestContext.CurrentContext.Result.Outcome.Status == TestStatus.Failed)
            await TestContext.Out.WriteLineAsync(await Tenant.Journal.DescribeAsync());
        await Tenant.DisposeAsync();
    }
}

public sealed class PasswordTests : TenantTest
{
    [Test]
    public async Task A_password_is_reset()
    {
        using var http = Emulator.Cloud.CreateClient(Tenant);

        await ResetAsync(http, "rm-running", "test1", "New_pass1");

        Assert.That((await Tenant.VerifyPasswordAsync("rm-running", "test1", "New_pass1")).Matches, Is.True);
    }

    [Test]
    public async Task A_throttled_reset_changes_nothing()
    {
        using var http = Emulator.Cloud.CreateClient(Tenant);
        await Tenant.Faults.ArmAsync(new(Products.Rds, "ResetAccountPassword") { Code = "Throttling.User", First = 1 });

        Assert.ThrowsAsync<HttpRequestException>(() => ResetAsync(http, "rm-running", "test1", "New_pass1"));

        Assert.That((await Tenant.VerifyPasswordAsync("rm-running", "test1", "New_pass1")).Matches, Is.False);
        await Tenant.Journal.AssertAsync(new() { Code = "Throttling.User" }, times: 1);
    }

    // Your code. With an SDK in place of HttpClient: endpoint Emulator.Cloud.Host, protocol http, the tenant's AccessKeyId and AccessKeySecret.
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
