using System.Net;
using System.Net.Sockets;

namespace ResetPassword.Tests;

/// <summary>Gives each connection to the next of several servers, byte for byte.</summary>
internal sealed class RoundRobinProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IReadOnlyList<Uri> _servers;
    private readonly Task _accepting;
    private uint _next;

    public RoundRobinProxy(IReadOnlyList<Uri> servers)
    {
        _servers = servers;
        _listener.Start(backlog: 1000);
        _accepting = AcceptAllAsync();
    }

    public Uri Endpoint => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task AcceptAllAsync()
    {
        while (true)
            _ = ServeAsync(await _listener.AcceptSocketAsync(), _servers[(int)(_next++ % (uint)_servers.Count)]);
    }

    // What one side ends, or breaks off, the other sees in the same way.
    private static async Task ServeAsync(Socket client, Uri to)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using (client)
        {
            try
            {
                (client.NoDelay, server.NoDelay) = (true, true);
                await server.ConnectAsync(IPAddress.Loopback, to.Port);
                await Task.WhenAll(CopyAsync(client, server), CopyAsync(server, client));
            }
            catch (SocketException)
            {
                client.Close(timeout: 0);
                server.Close(timeout: 0);
            }
        }
    }

    private static async Task CopyAsync(Socket from, Socket to)
    {
        var bytes = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(bytes) is > 0 and var count)
            {
                for (var sent = 0; sent < count;)
                    sent += await to.SendAsync(bytes.AsMemory(sent, count - sent));
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            from.Close(timeout: 0);
            to.Close(timeout: 0);
        }
    }
}
