using Npgsql;
using ResetPassword.Testing;
using ResetPassword.Testing.Xunit;

namespace Sample;

public sealed class DatabaseTests(EmulatorFixture emulator)
{
    // The test's own server: in a container, a service of the CI job, or on this machine.
    private static readonly string Server = Environment.GetEnvironmentVariable("TEST_POSTGRES") ?? "Host=localhost;Username=postgres;Password=testsecret";

    [Fact]
    public async Task A_rotated_password_opens_the_real_database()
    {
        await using var tenant = await emulator.Cloud.CreateTenantAsync();
        await tenant.BindDatabaseAsync("pgm-running", Server);
        using var http = new HttpClient(new SigningHandler(tenant.AccessKeyId, tenant.AccessKeySecret, emulator.Cloud.CreateHandler()));

        await ResetAsync(http, "pgm-running", "test1", "New_pass1");

        Assert.True(await OpensAsync("test1", "New_pass1"));
        Assert.False(await OpensAsync("test1", "Initial_pass1"));
    }

    private static async Task<bool> OpensAsync(string account, string password)
    {
        var settings = new NpgsqlConnectionStringBuilder(Server) { Username = account, Password = password, Pooling = false };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync();
            return true;
        }
        catch (PostgresException wrong) when (wrong.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            return false;
        }
    }

    private static async Task ResetAsync(HttpClient http, string instance, string account, string password)
    {
        using var parameters = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["DBInstanceId"] = instance,
            ["AccountName"] = account,
            ["AccountPassword"] = password,
        });
        using var answer = await http.PostAsync(new Uri("https://rds.aliyuncs.com/?Action=ResetAccountPassword&Version=2014-08-15"), parameters);
        answer.EnsureSuccessStatusCode();
    }
}
