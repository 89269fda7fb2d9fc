using System.Diagnostics;

namespace ResetPassword.SdkTests;

public sealed class OpenApiTests
{
    [Fact]
    public async Task The_OpenAPI_document_passes_Spectrals_rules_without_errors()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var emulator = EmulatorUnderTest.Start();
        using var http = new HttpClient();
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "openapi.json");
        await File.WriteAllTextAsync(file, await http.GetStringAsync(new Uri(emulator.Endpoint, "/openapi/v1.json"), cancellation), cancellation);

        using var spectral = Process.Start(new ProcessStartInfo("node", ["node_modules/@stoplight/spectral-cli/dist/index.js", "lint", "--fail-severity=error", file])
        {
            WorkingDirectory = SdkDriver.Folder(),
            RedirectStandardOutput = true,
        })!;
        var findings = await spectral.StandardOutput.ReadToEndAsync(cancellation);
        await spectral.WaitForExitAsync(cancellation);

        Assert.True(spectral.ExitCode == 0, findings);
    }
}
