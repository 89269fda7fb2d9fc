using System.Diagnostics;
using System.Text.Json.Nodes;

namespace ResetPassword.SdkTests;

/// <summary>The programs of the documentation, run as they stand: the samples for Node.js, and the application that rotates a password.</summary>
public sealed class SampleTests
{
    private const string Fault = """{"match":{"product":"Rds","action":"ResetAccountPassword"},""";

    private const string Patient = "120000";
    private const string Impatient = "1000";

    /// <summary>What the rotation comes through, how long it waits for an answer (milliseconds), and how many calls it takes at the most.</summary>
    public static TheoryData<string, string, int> Survived => new()
    {
        { """ "error":{"code":"Throttling.User"},"schedule":{"first":2}}""", Patient, 3 },
        { """ "error":{"code":"ServiceUnavailable"},"schedule":{"first":1}}""", Patient, 2 },
        { """ "error":{"code":"InternalError"},"when":"after","schedule":{"first":1}}""", Patient, 2 },
        { """ "error":{"code":"IncorrectDBInstanceState"},"schedule":{"first":1}}""", Patient, 2 },
        { """ "connection":"reset","when":"after","schedule":{"first":1}}""", Patient, 2 },
        { """ "connection":"truncate","when":"after","schedule":{"first":1}}""", Patient, 2 },
        { """ "connection":"hang","when":"after","schedule":{"first":1}}""", Impatient, int.MaxValue },
    };

    [Theory]
    [InlineData("docs/samples/nodejs/v1.js")]
    [InlineData("docs/samples/nodejs/v3.js")]
    public async Task A_sample_resets_a_password(string file)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var run = await RunAsync(file, ("ENDPOINT", emulator.Endpoint.ToString()));

        Assert.Equal(0, run.ExitCode);
        Assert.Matches("^[0-9A-F-]{36}\n$", run.Output);
        Assert.Equal((true, 2), await emulator.VerifyAsync("rm-running", "test1", "New_pass1"));
    }

    [Theory]
    [MemberData(nameof(Survived))]
    public async Task The_rotation_comes_through_a_fault_and_knows_its_password(string fault, string timeout, int most)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var folder = Directory.CreateTempSubdirectory("rotation-").FullName;
        var file = Path.Combine(folder, "password.json");
        Assert.Equal(201, (await emulator.PostAsync("faults", Fault + fault)).Status);

        var run = await RotateAsync(emulator, file, timeout);

        var passwords = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!;
        Directory.Delete(folder, recursive: true);
        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Null(passwords["next"]);
        Assert.True((await emulator.VerifyAsync("rm-running", "test1", (string)passwords["current"]!)).Matches);
        Assert.InRange((int)(await emulator.GetAsync("requests/count")).Json["count"]!, Math.Min(most, 2), most);
        Assert.DoesNotContain((string)passwords["current"]!, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rotation_that_was_interrupted_goes_on_with_the_password_that_it_wrote_down()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var folder = Directory.CreateTempSubdirectory("rotation-").FullName;
        var file = Path.Combine(folder, "password.json");
        await File.WriteAllTextAsync(file, """{"current":"Initial_pass1","next":"Written_down1"}""", TestContext.Current.CancellationToken);

        var run = await RotateAsync(emulator, file);

        Directory.Delete(folder, recursive: true);
        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Equal((true, 2), await emulator.VerifyAsync("rm-running", "test1", "Written_down1"));
    }

    [Fact]
    public async Task A_rotation_that_is_refused_for_good_ends_and_keeps_what_it_had()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var folder = Directory.CreateTempSubdirectory("rotation-").FullName;
        var file = Path.Combine(folder, "password.json");
        await emulator.DeleteAsync("instances/rm-running/accounts/test1");

        var run = await RotateAsync(emulator, file);

        var kept = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!;
        Directory.Delete(folder, recursive: true);
        Assert.Equal((1, "refused: InvalidAccountName.NotFound\n"), (run.ExitCode, run.Output));
        Assert.NotNull(kept["next"]);
    }

    private static Task<(int ExitCode, string Output)> RotateAsync(EmulatorUnderTest emulator, string file, string timeout = Patient) => RunAsync(
        "docker/rotation/rotate.js",
        ("ENDPOINT", emulator.Endpoint.Authority), ("PASSWORD_FILE", file), ("ROTATIONS", "1"), ("TIMEOUT_MILLISECONDS", timeout));

    // With the packages of these tests, which are those that the samples name.
    internal static async Task<(int ExitCode, string Output)> RunAsync(string file, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("node", Path.Combine(SdkDriver.Folder(), "../..", file))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        start.Environment["NODE_PATH"] = Path.Combine(SdkDriver.Folder(), "node_modules");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await errors);
    }
}
