using ResetPassword.Store.Postgres;

namespace ResetPassword.Tests.Store.Postgres;

/// <summary>What becomes of a connection string.</summary>
public sealed class PostgresSettingsTests
{
    [Fact]
    public void What_a_connection_string_does_not_say_is_what_the_store_needs()
    {
        var settings = Database.SettingsOf("Host=localhost");

        Assert.Equal((20, 3, 5, 64, 2, true),
            (settings.MaxPoolSize, settings.Timeout, settings.CommandTimeout, settings.MaxAutoPrepare, settings.AutoPrepareMinUsages, settings.NoResetOnClose));
    }

    [Fact]
    public void What_a_connection_string_says_stays()
    {
        var settings = Database.SettingsOf("Host=localhost;MaxPoolSize=100;Timeout=15;CommandTimeout=30;Max Auto Prepare=0;Application Name=mine");

        Assert.Equal((100, 15, 30, 0, "mine"),
            (settings.MaxPoolSize, settings.Timeout, settings.CommandTimeout, settings.MaxAutoPrepare, settings.ApplicationName));
    }
}
