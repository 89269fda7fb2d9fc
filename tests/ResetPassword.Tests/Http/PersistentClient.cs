using System.Net.Sockets;

namespace ResetPassword.Tests.Http;

/// <summary>Keeps its connection for as long as the service does.</summary>
internal sealed class PersistentClient(Uri endpoint, int timeoutMilliseconds = 20_000) : IDisposable
{
    private RawConnection? _connection;

    /// <summary>The answer, or null when none came in time.</summary>
    public Answer? Exchange(string request)
    {
        _connection ??= new(endpoint) { ReceiveTimeout = timeoutMilliseconds };
        try
        {
            _connection.SendWhatGoes(request);
            var answer = _connection.Read();
            if (answer.Headers.GetValueOrDefault("Connection") != "keep-alive" || request.Contains("close", StringComparison.OrdinalIgnoreCase))
                Dispose();
            return answer;
        }
        catch (SocketException)
        {
            Dispose();
            return null;
        }
    }

    public void Dispose()
    {
        _connection?.Dispose();
        _connection = null;
    }
}
