using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ResetPassword.Tests.Http;

/// <summary>A TCP connection that sends exactly what it is told, and reads answers off it. A character is a byte.</summary>
internal sealed class RawConnection : IDisposable
{
    private const int TimeoutMilliseconds = 20_000;

    private readonly Socket _socket =
        new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = TimeoutMilliseconds, SendTimeout = TimeoutMilliseconds };
    private readonly byte[] _received = new byte[64 * 1024];
    private int _start;
    private int _end;

    public RawConnection(Uri endpoint) => _socket.Connect(IPAddress.Loopback, endpoint.Port);

    /// <summary>How many milliseconds to wait for an answer.</summary>
    public int ReceiveTimeout
    {
        init => _socket.ReceiveTimeout = value;
    }

    /// <summary>Whether something has come that was not read yet.</summary>
    public bool HasAnswer => _start < _end || _socket.Available > 0;

    /// <summary>Sends one request on a connection of its own and reads its answer.</summary>
    public static Answer Exchange(Uri endpoint, string request)
    {
        using var connection = new RawConnection(endpoint);
        connection.Send(request);
        return connection.Read();
    }

    public void Send(string text) => _socket.Send(Encoding.Latin1.GetBytes(text));

    /// <summary>Sends as far as the service lets it: one that has answered may have closed.</summary>
    public void SendWhatGoes(string text)
    {
        try
        {
            Send(text);
        }
        catch (SocketException)
        {
        }
    }

    /// <summary>Breaks the connection off, as a crashed client does.</summary>
    public void Reset()
    {
        _socket.LingerState = new(true, 0);
        _socket.Close();
    }

    /// <summary>Reads an answer with its head and, unless it has none, its body.</summary>
    public Answer Read(bool hasBody = true)
    {
        var lines = ReadHead().Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(h => h[0], h => h[1], StringComparer.OrdinalIgnoreCase);
        var isChunked = headers.ContainsKey("Transfer-Encoding");
        var length = hasBody && !isChunked ? int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture) : 0;
        var status = int.Parse(lines[0].AsSpan("HTTP/1.1 ".Length, 3), CultureInfo.InvariantCulture);
        return new(status, headers.GetValueOrDefault("Content-Type", ""), headers, Encoding.UTF8.GetString(isChunked ? ReadChunks() : ReadBytes(length)));
    }

    /// <summary>Everything that comes until the service closes the connection in order.</summary>
    public string ReadToEnd()
    {
        var text = new StringBuilder();
        do
        {
            text.Append(Encoding.UTF8.GetString(_received, _start, _end - _start));
            _start = _end;
        }
        while (Fill());
        return text.ToString();
    }

    /// <summary>Whether the service has closed the connection and sent nothing more.</summary>
    public bool IsAtEnd() => _start == _end && !Fill();

    public void Dispose() => _socket.Dispose();

    private string ReadHead() => ReadTo("\r\n\r\n"u8);

    private byte[] ReadChunks()
    {
        var bytes = new List<byte>();
        int length;
        do
        {
            length = int.Parse(ReadTo("\r\n"u8), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            bytes.AddRange(ReadBytes(length));
            ReadBytes("\r\n".Length);
        }
        while (length > 0);
        return [.. bytes];
    }

    private string ReadTo(ReadOnlySpan<byte> end)
    {
        int length;
        while ((length = _received.AsSpan(_start, _end - _start).IndexOf(end)) < 0)
        {
            if (!Fill())
                throw new EndOfStreamException("The service closed the connection before an answer's head was complete.");
        }

        var text = Encoding.UTF8.GetString(_received, _start, length);
        _start += length + end.Length;
        return text;
    }

    private byte[] ReadBytes(int count)
    {
        var bytes = new byte[count];
        for (var read = 0; read < count;)
        {
            if (_start == _end && !Fill())
                throw new EndOfStreamException("The service closed the connection before an answer's body was complete.");
            var part = Math.Min(count - read, _end - _start);
            _received.AsSpan(_start, part).CopyTo(bytes.AsSpan(read));
            (_start, read) = (_start + part, read + part);
        }

        return bytes;
    }

    private bool Fill()
    {
        _received.AsSpan(_start, _end - _start).CopyTo(_received);
        (_start, _end) = (0, _end - _start);
        var count = _socket.Receive(_received, _end, _received.Length - _end, SocketFlags.None);
        _end += count;
        return count > 0;
    }
}
