namespace ResetPassword.Tests.Databases;

/// <summary>
/// The servers of a class of tests, each started when it is first asked for. Its tests come one after the other, and each has accounts of its own.
/// </summary>
public sealed class RealServers : IAsyncLifetime
{
    private readonly Dictionary<string, RealServer> _started = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    internal async Task<RealServer> GetAsync(string kind)
    {
        if (!_started.TryGetValue(kind, out var server))
            _started.Add(kind, server = await RealServer.StartAsync(kind));
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _started.Values)
            await server.DisposeAsync();
    }
}
