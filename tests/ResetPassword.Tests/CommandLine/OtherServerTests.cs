using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ResetPassword.Tests.CommandLine;

/// <summary>A web server that is no emulator, and answers everything with 200 and a page.</summary>
public sealed class OtherServerTests
{
    private const string Page = "<!doctype html><title>Welcome</title>";

    [Theory]
    [InlineData("wait --timeout 1", "{0} is not ready: it answered 200, and not as the emulator does. It was asked for 1 seconds.")]
    [InlineData("healthcheck", "{0} is not ready: it answered 200, and not as the emulator does.")]
    [InlineData("call rds DescribeRegions", "{0} answered 200, and not as the emulator does.")]
    [InlineData("call rds DescribeRegions --format xml", "{0} answered 200, and not as the emulator does.")]
    [InlineData("logs", "{0} answered 200, and not as the emulator does.")]
    [InlineData("logs -f", "{0} answered 200, and not as the emulator does.")]
    [InlineData("tenants", "{0} answered 200, and not as the emulator does.")]
    public async Task A_command_that_needs_the_emulator_fails_there(string command, string line)
    {
        await using var other = await StartAsync(Page);

        var result = await ProgramUnderTest.RunAsync([.. command.Split(' '), "--endpoint", AddressOf(other)]);

        Assert.Equal((1, "", line.Replace("{0}", AddressOf(other), StringComparison.Ordinal) + "\n"), (result.ExitCode, result.Output, result.Errors));
    }

    [Fact]
    public async Task The_status_is_that_none_runs_there()
    {
        await using var other = await StartAsync(Page);

        var result = await ProgramUnderTest.RunAsync("status", "--endpoint", AddressOf(other));

        Assert.Equal((1, $"Not running on port {new Uri(AddressOf(other)).Port}.\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task The_doctor_says_that_it_is_another()
    {
        await using var other = await StartAsync(Page);

        var result = await ProgramUnderTest.RunAsync("doctor", "--endpoint", AddressOf(other));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"FAIL What listens on {AddressOf(other).TrimEnd('/')} is not this emulator: it answered 200.\n", result.Output, StringComparison.Ordinal);
    }

    /// <summary>JSON that is no health.</summary>
    [Theory]
    [InlineData("""{"status":"live"}""")]
    [InlineData("""{"status":1}""")]
    [InlineData("""{"status":"ready","status":"ready"}""")]
    [InlineData("""["ready"]""")]
    [InlineData("\"ready\"")]
    [InlineData("ready")]
    [InlineData("null")]
    public async Task Only_a_health_that_says_ready_is_ready(string text)
    {
        await using var other = await StartAsync(text);

        var result = await ProgramUnderTest.RunAsync("healthcheck", "--endpoint", AddressOf(other));

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
    }

    private static string AddressOf(WebApplication server) => $"{server.Urls.Single()}/";

    private static async Task<WebApplication> StartAsync(string text)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(ProgramUnderTest.FreePort);
        var server = builder.Build();
        server.Run(http => http.Response.WriteAsync(text));
        await server.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }
}
