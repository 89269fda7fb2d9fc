using Npgsql;
using ResetPassword.Testing.Xunit;

namespace ResetPassword.Testing.Tests;

/// <summary>What the kit makes of connection strings, and of those that do not work.</summary>
public sealed class BindingTests(EmulatorFixture emulator)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static NpgsqlConnectionStringBuilder Server => new(Environment.GetEnvironmentVariable("TEST_POSTGRES"));

    [Fact]
    public async Task An_address_with_the_password_in_it_is_taken_and_the_password_is_shown_nowhere()
    {
        await using var tenant = await emulator.Cloud.CreateTenantAsync(Cancellation);
        var address = $"postgres://{Server.Username}:{Uri.EscapeDataString(Server.Password!)}@{Server.Host}:{Server.Port}/{Server.Database}";

        var bound = await tenant.BindDatabaseAsync("pgm-running", address, cancellationToken: Cancellation);

        var binding = bound.Properties!["database"];
        Assert.Equal($"postgres://{Server.Username}@{Server.Host}:{Server.Port}/{Server.Database}", binding.GetProperty("url").GetString());
        Assert.DoesNotContain(Server.Password!, binding.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_refused_with_the_reason_and_binds_nothing()
    {
        await using var tenant = await emulator.Cloud.CreateTenantAsync(Cancellation);
        var wrong = new NpgsqlConnectionStringBuilder(Server.ConnectionString) { Password = "testsecret-wrong" };

        var refused = await Assert.ThrowsAsync<EmulatorControlException>(
            () => tenant.BindDatabaseAsync("pgm-running", wrong.ConnectionString, cancellationToken: Cancellation));

        Assert.Contains("password authentication failed", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("testsecret-wrong", refused.Message, StringComparison.Ordinal);
        Assert.False((await tenant.Instances.GetAsync("pgm-running", Cancellation)).Properties!.ContainsKey("database"));
    }

    [Theory]
    [InlineData("testsecret")]
    [InlineData("Port=x;Host=testsecret")]
    [InlineData("Username=testsecret")]
    public async Task What_is_no_connection_string_is_refused_and_not_repeated(string text)
    {
        await using var tenant = await emulator.Cloud.CreateTenantAsync(Cancellation);

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => tenant.BindDatabaseAsync("pgm-running", text, cancellationToken: Cancellation));

        Assert.Contains("postgres://USER:PASSWORD@HOST", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("testsecret", refused.Message, StringComparison.Ordinal);
    }
}
