using ResetPassword.CommandLine;

namespace ResetPassword.Tests.CommandLine;

public sealed class DoctorCommandTests
{
    // Whatever the machine has set is none of the test's.
    private static readonly (string, string)[] Clean =
    [
        .. new[]
        {
            "HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy",
            "ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_CREDENTIALS_URI", "RDS_ENDPOINT",
        }.Concat(EnvironmentVariables.Unset).Select(name => (name, "")),
    ];

    [Fact]
    public async Task Where_all_is_well_it_says_so()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var result = await ProgramUnderTest.RunAsync(Clean, "doctor", "--endpoint", $"{emulator.Endpoint}");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.DoesNotContain("FAIL", result.Output, StringComparison.Ordinal);
        Assert.Contains("ok   A call that testid signs (V3) is answered.\nok   A call that testid signs (V1) is answered.\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_listens_it_says_how_to_start()
    {
        var result = await ProgramUnderTest.RunAsync(Clean, "doctor", "--endpoint", "http://127.0.0.1:9");

        Assert.Equal((1, ""), (result.ExitCode, result.Errors));
        Assert.Matches("^FAIL Nothing listens on http://127.0.0.1:9: [^\n]+\n     resetpassword start starts an emulator; ", result.Output);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_a_finding_of_its_own()
    {
        var result = await ProgramUnderTest.RunAsync([.. Clean, ("XDG_RUNTIME_DIR", ""), ("TMPDIR", "/nonexistent")],
            "doctor", "--endpoint", "http://127.0.0.1:9");

        Assert.Equal((1, ""), (result.ExitCode, result.Errors));
        Assert.Matches("\nFAIL start keeps its files in /nonexistent/?, which cannot be used: [^\n]+[^.]\\.\n     XDG_RUNTIME_DIR names another directory\\.\n", result.Output);
        Assert.DoesNotContain("..", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_program_on_the_port_is_not_taken_for_the_emulator()
    {
        using var other = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();
        var port = ((System.Net.IPEndPoint)other.LocalEndpoint).Port;
        var closing = CloseAsync(other);

        var result = await ProgramUnderTest.RunAsync(Clean, "doctor", "--endpoint", $"http://127.0.0.1:{port}");

        other.Stop();
        await closing;
        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"FAIL What listens on http://127.0.0.1:{port} does not answer as the emulator: ", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http_proxy", "http://proxy.example:3128", "http_proxy sends calls to a proxy, which may not know 127.0.0.1.")]
    [InlineData("ALIBABA_CLOUD_ENDPOINT_RDS", "rds.aliyuncs.com", "ALIBABA_CLOUD_ENDPOINT_RDS does not lead to the emulator.")]
    [InlineData("ALIBABA_CLOUD_ENDPOINT_DDS", "http://127.0.0.1:8080", "ALIBABA_CLOUD_ENDPOINT_DDS has a scheme; what reads it wants host and port only.")]
    [InlineData("ALICLOUD_ACCESS_KEY", "LTAI5tCanaryCanary", "ALICLOUD_ACCESS_KEY looks like a key of the real service.")]
    [InlineData("ALIBABA_CLOUD_SECURITY_TOKEN", "canary", "ALIBABA_CLOUD_SECURITY_TOKEN is set: clients send it with every key.")]
    [InlineData("ALICLOUD_SECURITY_TOKEN", "canary", "ALICLOUD_SECURITY_TOKEN is set: clients send it with every key.")]
    [InlineData("ALIBABA_CLOUD_PROFILE", "canary", "ALIBABA_CLOUD_PROFILE is set: clients take the key of that profile, or none.")]
    [InlineData("ALIBABA_CLOUD_ROLE_ARN", "canary", "ALIBABA_CLOUD_ROLE_ARN is set: clients assume that role with the key, at the vendor's STS.")]
    [InlineData("ALIBABA_CLOUD_CREDENTIALS_URI", "http://other.example/x", "ALIBABA_CLOUD_CREDENTIALS_URI points elsewhere.")]
    public async Task A_variable_that_leads_elsewhere_is_named_with_its_mend(string name, string value, string text)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var result = await ProgramUnderTest.RunAsync([.. Clean.Where(variable => variable.Item1 != name), (name, value)],
            "doctor", "--endpoint", $"{emulator.Endpoint}");

        Assert.Equal((1, ""), (result.ExitCode, result.Errors));
        Assert.Contains($"FAIL {text}\n     ", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("anary", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_the_endpoint_is_excepted_from_does_no_harm()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var except = Clean.Where(variable => variable.Item1 is not ("http_proxy" or "NO_PROXY"));

        var result = await ProgramUnderTest.RunAsync([.. except, ("http_proxy", "http://proxy.example:3128"), ("NO_PROXY", "localhost,127.0.0.1")],
            "doctor", "--endpoint", $"{emulator.Endpoint}");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
    }

    [Fact]
    public async Task A_call_that_is_refused_is_said_with_its_code_and_diagnosis()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var result = await ProgramUnderTest.RunAsync(Clean, "doctor", "--endpoint", $"{emulator.Endpoint}", "--access-key-secret", "canary");

        Assert.Equal((1, ""), (result.ExitCode, result.Errors));
        Assert.Contains("FAIL A call that testid signs (V1) is refused: 400 SignatureDoesNotMatch (no encoding mistake recognised; check the secret).\n",
            result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", result.Output, StringComparison.Ordinal);
    }

    private static async Task CloseAsync(System.Net.Sockets.TcpListener listener)
    {
        try
        {
            while (true)
                (await listener.AcceptTcpClientAsync()).Dispose();
        }
        catch (System.Net.Sockets.SocketException)
        {
            // Stopped.
        }
    }
}
