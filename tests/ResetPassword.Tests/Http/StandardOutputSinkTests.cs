using System.Globalization;
using System.Text;
using ResetPassword.Http;
using Serilog.Events;
using Serilog.Formatting.Display;
using Serilog.Parsing;

namespace ResetPassword.Tests.Http;

public sealed class StandardOutputSinkTests
{
    private const string Line = "A line of the log, as long as one of a call: 200 OK in 0.123 ms, 3C9D7B64-0A0B-5C0E-9F4F-7C2E0B0A3D11\n";
    private const int Many = 2 * StandardOutputSink.Capacity / 100;

    private static readonly MessageTemplateTextFormatter Formatter = new("{Message}{NewLine}", CultureInfo.InvariantCulture);

    [Fact]
    public void Lines_come_out_in_their_order_and_none_is_lost_while_somebody_reads()
    {
        using var output = new MemoryStream();
        using (var sink = new StandardOutputSink(Formatter, output))
        {
            for (var i = 0; i < 1000; i++)
                sink.Write($"{i} ü 𝄞\n");
        }

        Assert.Equal(string.Concat(Enumerable.Range(0, 1000).Select(i => $"{i} ü 𝄞\n")), Encoding.UTF8.GetString(output.ToArray()));
    }

    [Fact]
    public void What_a_blocked_output_has_no_room_for_is_dropped_and_counted_when_it_goes_on()
    {
        using var output = new BlockedStream();
        using (var sink = new StandardOutputSink(Formatter, output))
        {
            sink.Write("first\n");
            output.IsWriting.Wait(TestContext.Current.CancellationToken);
            for (var i = 0; i < Many; i++)
                sink.Write(Line);
            output.GoOn.Set();
        }

        var lines = output.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var kept = lines.Count(line => line + '\n' == Line);
        Assert.Equal("first", lines[0]);
        Assert.InRange(kept, 1, StandardOutputSink.Capacity / Line.Length);
        Assert.Equal($"{Many - kept} lines of this log were dropped, because standard output could not be written or was not read.", lines[^1]);
    }

    [Fact]
    public void What_a_full_disk_did_not_take_is_counted_when_there_is_room_again()
    {
        using var output = new BlockedStream { Failures = 1 };
        using (var sink = new StandardOutputSink(Formatter, output))
        {
            sink.Write("lost\n");
            output.IsWriting.Wait(TestContext.Current.CancellationToken);
            sink.Emit(new(SomeTime.Noon, LogEventLevel.Information, null, new MessageTemplateParser().Parse("kept"), []));
            output.GoOn.Set();
        }

        Assert.Equal("kept\n1 lines of this log were dropped, because standard output could not be written or was not read.\n", output.Text);
    }

    [Fact]
    public void An_end_does_not_wait_for_an_output_that_stays_blocked()
    {
        using var output = new BlockedStream();
        var sink = new StandardOutputSink(Formatter, output);
        sink.Write("first\n");
        output.IsWriting.Wait(TestContext.Current.CancellationToken);

        sink.Dispose();
        sink.Write("after the end\n");
        output.GoOn.Set();

        Assert.DoesNotContain("after the end", output.Text, StringComparison.Ordinal);
    }

    // A pipe whose reader does something else until it is told to go on.
    private sealed class BlockedStream : MemoryStream
    {
        private readonly StringBuilder _text = new();

        public ManualResetEventSlim IsWriting { get; } = new();

        public ManualResetEventSlim GoOn { get; } = new();

        public int Failures { get; set; }

        public string Text
        {
            get
            {
                lock (_text)
                    return _text.ToString();
            }
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            IsWriting.Set();
            GoOn.Wait();
            if (Failures-- > 0)
                throw new IOException("No space left on device");
            lock (_text)
                _text.Append(Encoding.UTF8.GetString(buffer));
        }
    }
}
