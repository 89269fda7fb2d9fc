using Microsoft.Extensions.Time.Testing;

namespace ResetPassword.Tests.Http.Controls;

public sealed class ClockControlsTests
{
    [Fact]
    public async Task A_frozen_clock_stands_still_and_is_advanced()
    {
        await using var emulator = EmulatorUnderTest.Start();

        await emulator.PutAsync("clock", """{"now":"2030-01-31T12:00:00Z","frozen":true}""");
        await emulator.PutAsync("clock", """{"advanceSeconds":60}""");
        await emulator.ResetRdsAsync();
        var account = await emulator.GetAsync("instances/rm-running/accounts/test1");

        Assert.Equal("2030-01-31T12:01:00Z", (string?)account.Json["passwordChangedAt"]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"now":"2029-01-31T12:00:00Z"}""")]
    public async Task The_time_of_a_password_does_not_go_back_with_the_clock(string back)
    {
        const string Account = "instances/rm-running/accounts/test1";
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PutAsync("clock", """{"now":"2030-01-31T12:00:00Z","frozen":true}""");
        await emulator.ResetRdsAsync();
        await emulator.PutAsync("clock", back);

        await emulator.ResetRdsAsync();
        var reset = await emulator.GetAsync(Account);
        var patched = await emulator.PatchAsync(Account, """{"password":"Patched_pass1"}""");
        var put = await emulator.PutAsync(Account, """{"password":"Put_pass1"}""");
        var told = await emulator.PatchAsync(Account, """{"passwordChangedAt":"2028-01-31T12:00:00Z"}""");

        Assert.Equal((3, "2030-01-31T12:00:00Z"), ((int)reset.Json["passwordVersion"]!, (string?)reset.Json["passwordChangedAt"]));
        Assert.Equal((4, "2030-01-31T12:00:00Z"), ((int)patched.Json["passwordVersion"]!, (string?)patched.Json["passwordChangedAt"]));
        Assert.Equal((1, "2030-01-31T12:00:00Z"), ((int)put.Json["passwordVersion"]!, (string?)put.Json["passwordChangedAt"]));
        Assert.Equal("2028-01-31T12:00:00Z", (string?)told.Json["passwordChangedAt"]);
    }

    [Fact]
    public async Task Signatures_alone_leave_the_time_as_it_is()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PutAsync("clock", """{"now":"2030-01-31T12:00:00Z","frozen":true}""");

        var put = await emulator.PutAsync("clock", """{"signatures":true}""");

        Assert.Equal("""{"now":"2030-01-31T12:00:00+00:00","frozen":true,"offsetSeconds":0,"signatures":true}""", put.Text);
    }

    [Fact]
    public async Task An_offset_clock_runs_ahead_and_SDKs_go_on_working()
    {
        var clock = new FakeTimeProvider(SomeTime.Noon);
        await using var emulator = EmulatorUnderTest.Start(clock);

        var put = await emulator.PutAsync("clock", """{"offsetSeconds":86400}""");
        clock.Advance(TimeSpan.FromSeconds(5));
        var answer = await emulator.ResetRdsAsync();

        Assert.Equal("""{"now":"2026-02-01T12:00:00+00:00","frozen":false,"offsetSeconds":86400,"signatures":false}""", put.Text);
        Assert.Equal("2026-02-01T12:00:05+00:00", (string?)(await emulator.GetAsync("clock")).Json["now"]);
        Assert.Equal(200, answer.Status);
    }

    [Theory]
    [InlineData(899, 200, "OK")]
    [InlineData(900, 200, "OK")]
    [InlineData(901, 400, "InvalidTimeStamp.Expired")]
    public async Task With_signatures_a_timestamp_expires_at_its_second(int seconds, int status, string code)
    {
        var clock = new FakeTimeProvider(SomeTime.Noon);
        await using var emulator = EmulatorUnderTest.Start(clock);
        await emulator.PutAsync("clock", """{"now":"2026-01-31T12:00:00Z","frozen":true,"signatures":true}""");
        await emulator.PutAsync("clock", $$"""{"advanceSeconds":{{seconds}}}""");

        var answer = await emulator.ResetRdsAsync();

        Assert.Equal((status, code), (answer.Status, (string?)answer.Json["Code"] ?? "OK"));
    }

    [Theory]
    [InlineData(900, 400)]
    [InlineData(901, 200)]
    public async Task With_signatures_a_nonce_is_forgotten_at_its_second(int seconds, int status)
    {
        var clock = new FakeTimeProvider(SomeTime.Noon);
        await using var emulator = EmulatorUnderTest.Start(clock);
        await emulator.PutAsync("clock", """{"now":"2026-01-31T12:00:00Z","frozen":true,"signatures":true}""");
        await emulator.CallAsync("Rds", r => r with { Nonce = "same" }, SomeReset.Of("Rds").Parameters);
        await emulator.PutAsync("clock", $$"""{"advanceSeconds":{{seconds}}}""");

        var answer = await emulator.CallAsync("Rds", r => r with { Nonce = "same", Timestamp = SomeTime.Noon.AddSeconds(seconds) },
            SomeReset.Of("Rds").Parameters);

        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task An_empty_change_is_the_way_back_to_real_time()
    {
        await using var emulator = EmulatorUnderTest.Start(new FakeTimeProvider(SomeTime.Noon));
        await emulator.PutAsync("clock", """{"now":"2030-01-31T12:00:00Z","frozen":true,"signatures":true}""");

        var back = await emulator.PutAsync("clock", "{}");

        Assert.Equal("""{"now":"2026-01-31T12:00:00+00:00","frozen":false,"offsetSeconds":0,"signatures":false}""", back.Text);
    }

    [Theory]
    [InlineData("""{"now":"noon"}""", "$.now", "Expected a time with its offset, such as 2026-01-31T12:00:00Z, in the years 2000 to 2100.")]
    [InlineData("""{"now":"2026-01-31T12:00:00Z","offsetSeconds":1}""", "$.now", "Expected only one of now, offsetSeconds and advanceSeconds.")]
    [InlineData("""{"now":"2026-01-31T12:00:00"}""", "$.now", "Expected a time with its offset, such as 2026-01-31T12:00:00Z, in the years 2000 to 2100.")]
    [InlineData("""{"advanceSeconds":-1}""", "$.advanceSeconds", "Expected a whole number from 0 to 3162240000.")]
    [InlineData("""{"offsetSeconds":1e300}""", "$.offsetSeconds", "Expected a whole number from -3162240000 to 3162240000.")]
    [InlineData("""{"offsetSeconds":3162240000}""", "$.offsetSeconds", "Expected a number of seconds that leads to a time in the years 2000 to 2100.")]
    [InlineData("""{"advanceSeconds":3162240000}""", "$.advanceSeconds", "Expected a number of seconds that leads to a time in the years 2000 to 2100.")]
    [InlineData("""{"frozen":"yes"}""", "$.frozen", "Expected true or false.")]
    [InlineData("""{"speed":2}""", "$.speed", "Unknown name. Expected one of now, frozen, offsetSeconds, advanceSeconds, signatures.")]
    public async Task A_change_that_makes_no_sense_is_refused(string change, string path, string message)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await emulator.PutAsync("clock", change);

        Assert.Equal((400, path, message), (answer.Status, (string?)answer.Json["faults"]![0]!["path"], (string?)answer.Json["faults"]![0]!["message"]));
    }
}
