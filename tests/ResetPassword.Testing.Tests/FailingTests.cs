using System.Diagnostics;
using ResetPassword.Testing.Xunit;

namespace ResetPassword.Testing.Tests;

/// <summary>Fail when they are asked for, which <see cref="FailureTests"/> alone does.</summary>
public sealed class FailingTests(EmulatorFixture emulator) : TenantTest(emulator)
{
    [Fact(Explicit = true)]
    public async Task A_test_that_calls_and_fails() => Assert.Equal(404, await ResetAsync("rm-none"));

    [Fact(Explicit = true)]
    public async Task A_test_that_calls_and_passes() => Assert.Equal(200, await ResetAsync("rm-running"));

    private async Task<int> ResetAsync(string instance)
    {
        using var http = Cloud.CreateClient(Tenant);
        using var answer = await http.GetAsync(
            new Uri($"https://rds.aliyuncs.com/?Action=ResetAccountPassword&Version=2014-08-15&DBInstanceId={instance}&AccountName=test1&AccountPassword=New_pass1"),
            TestContext.Current.CancellationToken);
        return answer.IsSuccessStatusCode ? 200 : 0;
    }
}

/// <summary>What is written down of a test that has failed.</summary>
public sealed class FailureTests
{
    [Fact]
    public async Task A_failed_test_says_what_it_has_called_and_one_that_passes_says_nothing()
    {
        using var run = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { typeof(FailingTests).Assembly.Location, "-explicit", "only", "-class", typeof(FailingTests).FullName!, "-noColor" },
            RedirectStandardOutput = true,
        })!;

        var output = await run.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Matches("What test-[0-9a-f]{32} has called:\\s+[0-9:.]{12} Rds ResetAccountPassword rm-none test1 by test-[0-9a-f]{32}: 404 InvalidDBInstanceName", output);
        Assert.DoesNotContain("rm-running", output, StringComparison.Ordinal);
    }
}
