using ResetPassword.Testing;
using Xunit.Abstractions;

namespace Sample;

/// <summary>One emulator for the tests of a class: a start takes milliseconds. Each test makes a tenant of its own.</summary>
public sealed class EmulatorFixture : IAsyncLifetime
{
    public AlibabaCloudEmulator Cloud { get; private set; } = null!;

    public async Task InitializeAsync() => Cloud = await AlibabaCloudEmulator.StartAsync();

    public async Task DisposeAsync() => await Cloud.DisposeAsync();
}

public sealed class PasswordTests(EmulatorFixture emulator, ITestOutputHelper output) : IClassFixture<EmulatorFixture>, IAsyncLifetime
{
    private Tenant _tenant = null!;

    public async Task InitializeAsync() => _tenant = await emulator.Cloud.CreateTenantAsync();

    // xunit v2 does not say whether the test has failed: what it has called is written down in any case.
    public async Task DisposeAsync()
    {
        output.WriteLine(await _tenant.Journal.DescribeAsync());
        await _tenant.DisposeAsync();
    }

    [Fact]
    public async Task A_password_is_reset()
    {
        using var http = emulator.Cloud.CreateClient(_tenant);

        await ResetAsync(http, "rm-running", "test1", "New_pass1");

        Assert.True((await _tenant.VerifyPasswordAsync("rm-running", "test1", "New_pass1")).Matches);
    }

    [Fact]
    public async Task A_throttled_reset_changes_nothing()
    {
        using var http = emulator.Cloud.CreateClient(_tenant);
        await _tenant.Faults.ArmAsync(new(Products.Rds, "ResetAccountPassword") { Code = "Throttling.User", First = 1 });

        await Assert.ThrowsAsync<HttpRequestException>(() => ResetAsync(http, "rm-running", "test1", "New_pass1"));

        Assert.False((await _tenant.VerifyPasswordAsync("rm-running", "test1", "New_pass1")).Matches);
        await _tenant.Journal.AssertAsync(new() { Code = "Throttling.User" }, times: 1);
    }

    // Your code. With an SDK in place of HttpClient: endpoint emulator.Cloud.Host, protocol http, the tenant's AccessKeyId and AccessKeySecret.
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
