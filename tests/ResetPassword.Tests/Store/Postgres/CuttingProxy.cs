using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ResetPassword.Tests.Store.Postgres;

/// <summary>Stands between a store and its server, and cuts the connection on which a text was sent when the server answers.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _serverPort;
    private readonly Task _accepting;
    private volatile Cut? _cut;
    private int _cuts;

    public CuttingProxy(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        _accepting = AcceptAllAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many connections were cut.</summary>
    public int Cuts => Volatile.Read(ref _cuts);

    /// <summary>Once: the connection on which the text is sent next is cut instead of its answer of this number.</summary>
    /// <param name="meanwhile">What happens before the connection is cut.</param>
    public void CutAfter(string text, int answer, Func<Task>? meanwhile = null) => _cut = new(Encoding.UTF8.GetBytes(text), answer, false, meanwhile);

    /// <summary>Once: the connection on which the text is sent next is cut instead of the answer to the commit that follows on it.</summary>
    /// <param name="meanwhile">What happens before the connection is cut.</param>
    public void CutAtCommitAfter(string text, Func<Task> meanwhile) => _cut = new(Encoding.UTF8.GetBytes(text), 1, true, meanwhile);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task AcceptAllAsync()
    {
        while (true)
            _ = ServeAsync(await _listener.AcceptTcpClientAsync());
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using var own = client;
        await server.ConnectAsync(IPAddress.Loopback, _serverPort);
        var link = new Link(client.GetStream(), server.GetStream());
        await Task.WhenAny(SendAsync(link), AnswerAsync(link));
    }

    private async Task SendAsync(Link link)
    {
        var bytes = new byte[65536];
        while (await link.Client.ReadAsync(bytes) is > 0 and var count)
        {
            if (_cut is { } cut && bytes.AsSpan(0, count).IndexOf(cut.Text) >= 0)
                (_cut, link.Cut) = (null, cut);
            if (link.Cut is { } its && (!its.IsAtCommit || bytes.AsSpan(0, count).IndexOf("COMMIT\0"u8) >= 0))
                (link.Cut, link.Meanwhile, link.AnswersLeft) = (null, its.Meanwhile, its.Answer);
            await link.Server.WriteAsync(bytes.AsMemory(0, count));
        }
    }

    private async Task AnswerAsync(Link link)
    {
        var bytes = new byte[65536];
        while (await link.Server.ReadAsync(bytes) is > 0 and var count)
        {
            if (link.AnswersLeft > 0 && --link.AnswersLeft == 0)
            {
                Interlocked.Increment(ref _cuts);
                await (link.Meanwhile?.Invoke() ?? Task.CompletedTask);
                return;
            }

            await link.Client.WriteAsync(bytes.AsMemory(0, count));
        }
    }

    private sealed record Cut(byte[] Text, int Answer, bool IsAtCommit, Func<Task>? Meanwhile);

    private sealed class Link(NetworkStream client, NetworkStream server)
    {
        private volatile int _answersLeft;

        public NetworkStream Client => client;

        public NetworkStream Server => server;

        /// <summary>That of what has been sent, until its answers are counted.</summary>
        public Cut? Cut { get; set; }

        public Func<Task>? Meanwhile { get; set; }

        /// <summary>The answer that is not given any more; 0: all are.</summary>
        public int AnswersLeft
        {
            get => _answersLeft;
            set => _answersLeft = value;
        }
    }
}
