using ResetPassword.Testing;
using ResetPassword.Testing.Xunit;

namespace Sample;

public sealed class FaultTests(EmulatorFixture emulator) : TenantTest(emulator)
{
    private const string Reset = "https://rds.aliyuncs.com/?Action=ResetAccountPassword&Version=2014-08-15&AccountName=test1&DBInstanceId=rm-running&AccountPassword=";

    [Fact]
    public async Task A_lost_answer_may_have_changed_the_password_all_the_same()
    {
        await Tenant.Faults.ArmAsync(new(Products.Rds, "ResetAccountPassword") { Connection = ConnectionFault.Reset, AfterChange = true, First = 1 });
        using var http = Cloud.CreateClient(Tenant);

        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync($"{Reset}New_pass1"));

        Assert.True((await Tenant.VerifyPasswordAsync("rm-running", "test1", "New_pass1")).Matches);
    }

    [Fact]
    public async Task Two_calls_are_throttled_and_the_third_succeeds()
    {
        var fault = await Tenant.Faults.ArmAsync(new(Products.Rds, "ResetAccountPassword") { Code = "Throttling.User", First = 2 });
        using var http = Cloud.CreateClient(Tenant);

        // Your code, with its retries.
        while (!(await http.GetAsync($"{Reset}New_pass1")).IsSuccessStatusCode)
            await Task.Yield();

        Assert.Equal(2, (await Tenant.Faults.GetAsync(fault)).Hits);
        await Tenant.Journal.AssertAsync(new() { Action = "ResetAccountPassword", Code = "OK" }, times: 1);
    }
}
