using System.Text.Json.Nodes;
using ResetPassword.Tests.Databases;

namespace ResetPassword.SdkTests;

/// <summary>
/// The application that rotates a password, with the vendor's SDK, where its instance stands for a real server: it finds the server by the API.
/// </summary>
public sealed class DatabaseTests
{
    [Theory]
    [InlineData("PostgreSQL", "PostgreSQL", "postgres")]
    [InlineData("MySQL", "MariaDB", "mysql")]
    public async Task The_rotated_password_opens_the_database_and_the_old_one_does_not(string engine, string kind, string driver)
    {
        await using var server = await RealServer.StartAsync(kind);
        await using var emulator = EmulatorUnderTest.Start(settings: ("DatabasePasswordVariables", server.PasswordVariable));
        var document = server.InstanceDocument(
            "Rds", "rm-orders", engine, """ "accounts":[{"name":"orders","password":"Initial_pass1"}], """, ""","create":true""");
        Assert.Equal(200, (await emulator.PutAsync("instances/rm-orders", document)).Status);
        var folder = Directory.CreateTempSubdirectory("rotation-").FullName;
        var file = Path.Combine(folder, "password.json");

        var run = await SampleTests.RunAsync(
            "docker/rotation/rotate.js",
            ("ENDPOINT", emulator.Endpoint.Authority), ("PASSWORD_FILE", file), ("ROTATIONS", "2"), ("INTERVAL_SECONDS", "0"), ("INSTANCE", "rm-orders"),
            ("ACCOUNT", "orders"), ("DATABASE", driver), ("INITIAL_PASSWORD", "Initial_pass1"));

        var current = (string)JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!["current"]!;
        Directory.Delete(folder, recursive: true);
        Assert.True(run.ExitCode == 0, run.Output);
        var proved = $"the new password opens {server.Address.Host}:{server.Address.Port}, and the old one does not any more";
        Assert.Equal(2, run.Output.Split('\n').Count(line => line == proved));
        Assert.Equal((true, false), (await server.CanLogInAsync("orders", current), await server.CanLogInAsync("orders", "Initial_pass1")));
        Assert.Equal((true, 3), await emulator.VerifyAsync("rm-orders", "orders", current));
    }
}
