using System.Diagnostics;
using ResetPassword.CommandLine;

namespace ResetPassword.Tests.CommandLine;

/// <summary>What is read of a structure of the runtime's own: it stands where it is read.</summary>
public sealed class UnixCallsTests
{
    [Fact]
    public void A_file_of_this_user_is_its_own()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other owners.");
        using var file = new TemporaryFile("");

        Assert.True(UnixCalls.IsOwn(file.Path));
    }

    [Fact]
    public async Task A_file_of_another_user_is_not()
    {
        Assert.SkipUnless(!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess, "Only root can give a file away.");
        using var file = new TemporaryFile("");
        using var give = Process.Start("chown", ["65534:0", file.Path]);
        await give.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, give.ExitCode);
        Assert.False(UnixCalls.IsOwn(file.Path));
    }

    [Fact]
    public void Only_a_file_is_a_regular_one()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no devices among its files.");
        using var file = new TemporaryFile("");
        var link = $"{file.Path}.link";
        File.CreateSymbolicLink(link, file.Path);

        Assert.Equal((true, false, false, false, false),
            (UnixCalls.IsRegularFile(file.Path), UnixCalls.IsRegularFile(link), UnixCalls.IsRegularFile("/dev/null"), UnixCalls.IsRegularFile("/"),
                UnixCalls.IsRegularFile("/none")));
        File.Delete(link);
    }
}
