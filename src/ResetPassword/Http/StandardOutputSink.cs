using System.Text;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Parsing;

namespace ResetPassword.Http;

/// <summary>
/// Standard output, written in batches by a thread of its own: nobody else waits for whoever reads it, or has stopped to. What the bounded queue has no room
/// for is dropped and counted, and the count is logged once there is room again. A write a line, and a thread that is woken for each, cost a call a
/// quarter of its processor time. Thread-safe.
/// </summary>
internal sealed class StandardOutputSink : ILogEventSink, IDisposable
{
    /// <summary>How many bytes may wait to be written.</summary>
    public const int Capacity = 1024 * 1024;

    private const int FirstCapacity = 32 * 1024;
    private const int FullBatch = Capacity / 4;

    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(20);

    /// <summary>How long the end of the service waits for what is left to be read.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    private static readonly MessageTemplate DroppedLines =
        new MessageTemplateParser().Parse("{Dropped} lines of this log were dropped, because standard output could not be written or was not read.");

    [ThreadStatic]
    private static StringWriter? t_line;

    private readonly ITextFormatter _formatter;
    private readonly Stream _output;
    private readonly object _lock = new();
    private byte[] _waiting = new byte[FirstCapacity];
    private int _length;
    private int _lines;
    private int _dropped;
    private bool _isEnding;
    private Thread? _writer;

    /// <param name="output">Closed with the sink.</param>
    public StandardOutputSink(ITextFormatter formatter, Stream output) => (_formatter, _output) = (formatter, output);

    public void Emit(LogEvent logEvent)
    {
        var line = t_line ??= new();
        _formatter.Format(logEvent, line);
        var text = line.GetStringBuilder();
        var chunks = text.GetChunks();
        Add(chunks.MoveNext() && chunks.Current.Length == text.Length ? chunks.Current.Span : text.ToString());
        text.Clear();
    }

    /// <summary>Writes a text as it is, among the lines of the log.</summary>
    public void Write(string text) => Add(text);

    public void Dispose()
    {
        lock (_lock)
        {
            _isEnding = true;
            Monitor.Pulse(_lock);
        }

        if (_writer is null)
            _output.Dispose();
        else
            _writer.Join(Farewell);
    }

    private void Add(ReadOnlySpan<char> text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        lock (_lock)
        {
            if (_isEnding || most > Capacity - _length)
            {
                _dropped++;
                return;
            }

            if (most > _waiting.Length - _length)
                Array.Resize(ref _waiting, Math.Min(Capacity, Math.Max(_waiting.Length * 2, _length + most)));
            var before = _length;
            _length += Encoding.UTF8.GetBytes(text, _waiting.AsSpan(_length));
            _lines++;
            if (_writer is null)
                StartWriter();
            else if (before == 0 || (before < FullBatch && _length >= FullBatch))
                Monitor.Pulse(_lock);
        }
    }

    // In the background: a write that blocks does not keep the process from ending.
    private void StartWriter()
    {
        _writer = new(WriteBatches) { IsBackground = true, Name = "Standard output" };
        _writer.Start();
    }

    private void WriteBatches()
    {
        var batch = new byte[FirstCapacity];
        var hasFailed = false;
        while (TryTake(ref batch, out var length, out var lines, out var dropped))
        {
            if (TryWrite(batch.AsSpan(0, length), ref hasFailed))
                lines = 0;
            if (lines == 0 && (dropped == 0 || TryWrite(NoticeOf(dropped), ref hasFailed)))
                continue;
            lock (_lock)
                _dropped += dropped + lines;
        }

        _output.Dispose();
    }

    // Waits for the first line, then a moment for more. False when the last one has been taken.
    private bool TryTake(ref byte[] batch, out int length, out int lines, out int dropped)
    {
        lock (_lock)
        {
            while (_length == 0 && !_isEnding)
                Monitor.Wait(_lock);
            if (_length < FullBatch && !_isEnding)
                Monitor.Wait(_lock, Delay);
            (batch, _waiting) = (_waiting, batch);
            (length, lines, dropped) = (_length, _lines, _dropped);
            (_length, _lines, _dropped) = (0, 0, 0);
            return length > 0;
        }
    }

    // A disk that is full is no reason to stop serving; a standard output that was closed before the start is answered as if access were denied.
    private bool TryWrite(ReadOnlySpan<byte> text, ref bool hasFailed)
    {
        try
        {
            _output.Write(text);
            _output.Flush();
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            if (!hasFailed)
                ComplainOf(failure.GetBaseException().Message);
            hasFailed = true;
            return false;
        }
    }

    private static void ComplainOf(string reason)
    {
        try
        {
            System.Console.Error.WriteLine($"Standard output cannot be written: {reason}. The service goes on; the lines of its log are dropped.");
        }
        catch (Exception alsoClosed) when (alsoClosed is IOException or UnauthorizedAccessException)
        {
        }
    }

    private byte[] NoticeOf(int dropped)
    {
        var notice = new StringWriter();
        _formatter.Format(new(DateTimeOffset.Now, LogEventLevel.Warning, null, DroppedLines, [new("Dropped", new ScalarValue(dropped))]), notice);
        return Encoding.UTF8.GetBytes(notice.ToString());
    }
}
