using System.Diagnostics;
using ResetPassword.Tests.CommandLine;

namespace ResetPassword.SdkTests;

/// <summary>A program that names no key, by the default chain of the vendor's SDK for Node.js; and one that calls by HTTPS.</summary>
public sealed class DefaultChainTests
{
    [Fact]
    public async Task An_address_gives_it_temporary_keys()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var run = await RunAsync(
            ("ENDPOINT", emulator.Endpoint.ToString()),
            ("ALIBABA_CLOUD_CREDENTIALS_URI", new Uri(emulator.Endpoint, "/_emulator/credentials/rotator").ToString()));

        Assert.Matches("^[0-9A-F-]{36}\n$", run.Output + run.Errors);
        var call = (await emulator.GetAsync("requests")).Json[0]!;
        Assert.StartsWith("STS.", (string?)call["accessKeyId"], StringComparison.Ordinal);
        Assert.Equal("""{"allowed":true,"policy":"ResetEverywhere","statement":0}""", call["decision"]!.ToJsonString());
        Assert.Equal((true, 2), await emulator.VerifyAsync("rm-running", "test1", "New_pass1"));
    }

    [Fact]
    public async Task Variables_give_it_a_key_and_the_certificate_of_the_start_is_trusted()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.pem");
        await using var program = await ProgramUnderTest.ServeAsync("--tls", "--tls-certificate", file, "--urls", "https://127.0.0.1:0");

        var run = await RunAsync(
            ("ENDPOINT", program.Endpoint.ToString()), ("NODE_EXTRA_CA_CERTS", file),
            ("ALIBABA_CLOUD_ACCESS_KEY_ID", "testid"), ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "testsecret"));

        File.Delete(file);
        Assert.Matches("^[0-9A-F-]{36}\n$", run.Output + run.Errors);
    }

    [Fact]
    public async Task A_certificate_that_it_was_not_told_of_is_not_trusted()
    {
        await using var program = await ProgramUnderTest.ServeAsync("--tls", "--urls", "https://127.0.0.1:0");

        var run = await RunAsync(
            ("ENDPOINT", program.Endpoint.ToString()), ("ALIBABA_CLOUD_ACCESS_KEY_ID", "testid"), ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "testsecret"));

        Assert.Equal("", run.Output);
        Assert.Contains("self-signed certificate", run.Errors, StringComparison.Ordinal);
    }

    // In an empty home, so that no profile of the machine's user is found.
    private static async Task<(string Output, string Errors)> RunAsync(params (string Name, string Value)[] environment)
    {
        var home = Directory.CreateTempSubdirectory("default-chain-").FullName;
        var start = new ProcessStartInfo("node", "sdk/default-chain.mjs")
        {
            WorkingDirectory = SdkDriver.Folder(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment.Prepend(("HOME", home)))
            start.Environment[name] = value;
        using var node = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
        var errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Directory.Delete(home, recursive: true);
        return (output, await errors);
    }
}
