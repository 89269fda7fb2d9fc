using ResetPassword.Testing;

[assembly: Parallelize(Scope = ExecutionScope.MethodLevel)]

namespace Sample;

/// <summary>One emulator for all tests.</summary>
[TestClass]
public sealed class Emulator
{
    public static AlibabaCloudEmulator Cloud { get; private set; } = null!;

    [AssemblyInitialize]
    public static async Task StartAsync(TestContext context) => Cloud = await AlibabaCloudEmulator.StartAsync();

    [AssemblyCleanup]
    public static async Task StopAsync() => await Cloud.DisposeAsync();
}

/// <summary>A tenant for each test, so that they can run side by side; what a test that has failed has called, in its output.</summary>
public abstract class TenantTest
{
    public TestContext TestContext { get; set; } = null!;

    protected Tenant Tenant { get; private set; } = null!;

    [TestInitialize]
    public async Task CreateTenantAsync() => Tenant = await Emulator.Cloud.CreateTenantAsync();

    [TestCleanup]
    public async Task DropTenantAsync()
    {
        if (TestContext.CurrentTestOutcome == UnitTestOutcome.Failed)
            TestContext.WriteLine(await Tenant.Journal.DescribeAsync());
        await Tenant.DisposeAsync();
    }
}

[TestClass]
public sealed class PasswordTests : TenantTest
{
    [TestMethod]
    public async Task A_password_is_reset()
    {
        using var http = Emulator.Cloud.CreateClient(Tenant);

        await ResetAsync(http, "rm-running", "test1", "New_pass1");

        Assert.IsTrue((await Tenant.VerifyPasswordAsync("rm-running", "test1", "New_pass1")).Matches);
    }

    [TestMethod]
    public async Task A_throttled_reset_changes_nothing()
    {
        using var http = Emulator.Cloud.CreateClient(Tenant);
        await Tenant.Faults.ArmAsync(new(Products.Rds, "ResetAccountPassword") { Code = "Throttling.User", First = 1 });

        await Assert.ThrowsExactlyAsync<HttpRequestException>(() => ResetAsync(http, "rm-running", "test1", "New_pass1"));

        Assert.IsFalse((await Tenant.VerifyPasswordAsync("rm-running", "test1", "New_pass1")).Matches);
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
