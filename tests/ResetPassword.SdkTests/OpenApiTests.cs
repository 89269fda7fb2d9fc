using System.Diagnostics;

namespace ResetPassword.SdkTests;

public sealed class OpenApiTests
{
    [Fact]
    public async Task The_OpenAPI_document_passes_Spectrals_rules_without_errors_or_warnings()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var emulator = EmulatorUnderTest.Start();

        using var spectral = Process.Start(new ProcessStartInfo("node",
            ["node_modules/@stoplight/spectral-cli/dist/index.js", "lint", "--fail-severity=warn", $"{emulator.Endpoint}openapi/v1.json"])
        {
            WorkingDirectory = SdkDriver.Folder(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var findings = await spectral.StandardOutput.ReadToEndAsync(cancellation) + await spectral.StandardError.ReadToEndAsync(cancellation);
        await spectral.WaitForExitAsync(cancellation);

        Assert.True(spectral.ExitCode == 0, findings);
        // A document that Spectral does not take for OpenAPI breaks no rule.
        Assert.DoesNotContain("unrecognized-format", findings, StringComparison.Ordinal);
    }
}
