using ResetPassword.Tests.Databases;

[assembly: AssemblyFixture(typeof(ResetPassword.Testing.Tests.SampleDatabase))]

namespace ResetPassword.Testing.Tests;

/// <summary>The PostgreSQL server that the documentation's sample asks for.</summary>
public sealed class SampleDatabase : IAsyncLifetime
{
    private RealPostgres? _server;

    public async ValueTask InitializeAsync()
    {
        _server = new();
        await _server.StartAsync();
        Environment.SetEnvironmentVariable("TEST_POSTGRES", _server.ConnectionString);
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
