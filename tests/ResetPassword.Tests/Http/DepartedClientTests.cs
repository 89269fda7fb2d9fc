using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ResetPassword.Tests.Http;

/// <summary>What becomes of a call whose client has left while a fault delays it: the delay is the server's.</summary>
public sealed class DepartedClientTests
{
    private const string Delay = """{"match":{"product":"Rds","action":"ResetAccountPassword"},"delayMilliseconds":600000""";

    [Theory]
    [InlineData("}", 2, "OK")]
    [InlineData(""","error":{"code":"ServiceUnavailable"}}""", 1, "ServiceUnavailable")]
    [InlineData(""","error":{"code":"ServiceUnavailable"},"when":"after"}""", 2, "ServiceUnavailable")]
    [InlineData(""","connection":"reset","when":"after"}""", 2, "reset")]
    public async Task The_delay_goes_on_and_then_the_call_is_decided_as_ever(string fault, long version, string code)
    {
        var delays = new HeldDelays();
        var departures = new Departures();
        await using var emulator = EmulatorUnderTest.StartWith(services =>
            services.AddSingleton<TimeProvider>(delays).AddSingleton<IStartupFilter>(departures));
        Assert.Equal(201, (await emulator.PostAsync("faults", Delay + fault)).Status);
        var client = new RawConnection(emulator.Endpoint);
        client.Send(SomeCall.V3(emulator.Endpoint).ToText());
        var delay = await delays.BegunAsync();

        client.Reset();
        await departures.NextAsync();
        var meanwhile = (int)(await emulator.GetAsync("requests/count")).Json["count"]!;
        delays.Advance(delay);
        var seen = await emulator.GetAsync("requests/wait?count=1&timeoutSeconds=60");

        Assert.Equal((0, true), (meanwhile, (bool)seen.Json["satisfied"]!));
        Assert.Equal(code, (string?)(await emulator.GetAsync("requests")).Json[0]!["code"]);
        Assert.Equal(version, await SomeCall.PasswordVersionAsync(emulator));
    }

    [Fact]
    public async Task The_end_of_the_service_ends_a_delay_and_the_call_is_answered()
    {
        await using var program = await CommandLine.ProgramUnderTest.ServeAsync();
        var json = Delay + "}";
        Assert.Equal(201, RawConnection.Exchange(
            program.Endpoint,
            $"POST /_emulator/faults HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n{json}").Status);
        using var connection = new RawConnection(program.Endpoint);
        connection.Send(SomeCall.V3(program.Endpoint).ToText());
        Assert.True(IsHit(program.Endpoint));

        var result = await program.StopAsync();

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Equal(200, connection.Read().Status);
    }

    // Asked until the call has met the fault.
    private static bool IsHit(Uri endpoint) => Enumerable.Range(0, 100_000).Any(
        _ => (int)RawConnection.Exchange(endpoint, "GET /_emulator/faults HTTP/1.1\r\nHost: localhost\r\n\r\n").Json[0]!["hits"]! == 1);

    // Tells of each request of the RPC endpoint whose client left.
    private sealed class Departures : IStartupFilter
    {
        private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task NextAsync() => _left.Task.WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, following) =>
            {
                if (http.Request.Path == "/")
                    http.RequestAborted.Register(_left.SetResult);
                return following(http);
            });
            next(app);
        };
    }
}
