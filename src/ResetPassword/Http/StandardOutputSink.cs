using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;
using Serilog.Formatting;

namespace ResetPassword.Http;

/// <summary>
/// Writes log events to standard output in batches: what is written within a short time goes out together, and nothing is dropped. A write a line, and a
/// thread that is woken for each, cost a call a quarter of its processor time. Thread-safe.
/// </summary>
internal sealed class StandardOutputSink : ILogEventSink, IDisposable
{
    private const int FullBatch = 32 * 1024;

    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(20);

    [ThreadStatic]
    private static StringWriter? t_line;

    private readonly ITextFormatter _formatter;
    private readonly TextWriter _output;
    private readonly Lock _writing = new();
    private readonly Timer _flush;
    private int _pending;

    /// <param name="output">Buffers until it is flushed; closed with the sink.</param>
    public StandardOutputSink(ITextFormatter formatter, TextWriter output)
    {
        (_formatter, _output) = (formatter, output);
        _flush = new(_ => Flush());
    }

    public void Emit(LogEvent logEvent)
    {
        var line = t_line ??= new();
        var text = line.GetStringBuilder();
        _formatter.Format(logEvent, line);
        lock (_writing)
        {
            foreach (var chunk in text.GetChunks())
                _output.Write(chunk.Span);
            if (_pending == 0)
                _flush.Change(Delay, Timeout.InfiniteTimeSpan);
            _pending += text.Length;
            if (_pending > FullBatch)
                Flush();
        }

        text.Clear();
    }

    public void Dispose()
    {
        _flush.Dispose();
        lock (_writing)
            _output.Dispose();
    }

    // A disk that is full is no reason to stop serving.
    private void Flush()
    {
        lock (_writing)
        {
            _pending = 0;
            try
            {
                _output.Flush();
            }
            catch (Exception failure) when (failure is IOException or ObjectDisposedException)
            {
                SelfLog.WriteLine("Standard output: {0}", failure.Message);
            }
        }
    }
}
