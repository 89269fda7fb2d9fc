using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing.Parsers;
using ResetPassword.Tenancy;

namespace ResetPassword.Benchmarks.Load;

/// <summary>A published application that runs on a free port of the loopback interface, with its output in a file, and what it costs.</summary>
internal sealed class Application : IDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private Application(Process process, int port, TimeSpan startTime) => (_process, Port, StartTime) = (process, port, startTime);

    public int Port { get; }

    /// <summary>From the start of the process to the first correct answer.</summary>
    public TimeSpan StartTime { get; }

    public int ProcessId => _process.Id;

    /// <summary>User and system time so far.</summary>
    public TimeSpan ProcessorTime => ProcessTimes.Of(_process.Id).Own;

    /// <summary>Bytes that are resident.</summary>
    public long Memory => MemoryOf("VmRSS");

    /// <summary>The most bytes that were resident since <see cref="ForgetPeak"/>.</summary>
    public long PeakMemory => MemoryOf("VmHWM");

    public void ForgetPeak() => File.WriteAllText($"/proc/{_process.Id}/clear_refs", "5");

    private long MemoryOf(string name)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").Single(line => line.StartsWith($"{name}:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    /// <summary>Starts a program and waits for its first correct answer to a signed call of one of its accounts.</summary>
    /// <param name="output">The file that gets what it prints.</param>
    /// <param name="arguments">What it is given, for a port.</param>
    public static Application Start(string program, string output, (string InstanceId, string AccountName) target, Func<int, string[]> arguments)
    {
        var port = FreePort();
        var request = RequestFile.BytesOf(SignedCalls.Next(SignatureGeneration.V3, target.InstanceId, target.AccountName));
        var start = new ProcessStartInfo("/bin/sh",
            ["-c", "out=$1; shift; exec \"$@\" >\"$out\" 2>&1", "sh", output, program, .. arguments(port)])
        {
            WorkingDirectory = Path.GetDirectoryName(program),
        };
        var clock = Stopwatch.StartNew();
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        while (!AnswersRight(port, request))
        {
            if (process.HasExited || clock.Elapsed > StartTimeout)
                throw new InvalidOperationException($"{program} did not answer: {File.ReadAllText(output)}");
            Thread.Sleep(1);
        }

        return new(process, port, clock.Elapsed);
    }

    /// <summary>Makes it collect all its garbage, as a tracing tool can: the runtime does so for a trace session that asks for it.</summary>
    public void Collect()
    {
        const long HeapCollect = 0x800000;
        var provider = new EventPipeProvider(ClrTraceEventParser.ProviderName, EventLevel.Informational, HeapCollect);
        using var session = new DiagnosticsClient(_process.Id).StartEventPipeSession(provider, requestRundown: false);
        session.Stop();
        session.EventStream.CopyTo(Stream.Null);
    }

    /// <summary>Stops as a container runtime would, and waits.</summary>
    public void Dispose()
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
            kill.WaitForExit();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static bool AnswersRight(int port, byte[] request)
    {
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            client.Connect(IPAddress.Loopback, port);
        }
        catch (SocketException)
        {
            return false;
        }

        client.Send(request);
        var answer = new byte[4096];
        var text = Encoding.ASCII.GetString(answer, 0, client.Receive(answer));
        return text.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal) && text.Contains("{\"RequestId\":\"", StringComparison.Ordinal)
            ? true
            : throw new InvalidOperationException($"The first answer is wrong: {text}");
    }
}
