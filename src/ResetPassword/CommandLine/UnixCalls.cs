using System.Runtime.InteropServices;
using System.Text;

namespace ResetPassword.CommandLine;

/// <summary>What Unix offers and .NET does not.</summary>
internal static class UnixCalls
{
    private const int TermSignal = 15;

    // More than the runtime's own description of a file takes: flags, mode, user, group, and what is of no interest here.
    private const int StatusWords = 64;
    private const int ModeWord = 1;
    private const int UserWord = 2;
    private const int KindOfFile = 0xF000;
    private const int RegularFile = 0x8000;

    private const short CanBeWritten = 4;
    private const short HasNoReader = 8 | 16;

    /// <summary>Asks a process to end.</summary>
    public static bool TryTerminate(int processId) => Kill(processId, TermSignal) == 0;

    /// <summary>Leaves the terminal: its end is none of this process.</summary>
    public static void LeaveTerminal() => _ = SetSession();

    /// <summary>Makes one of the standard streams what an open file is.</summary>
    public static void Replace(int stream, SafeHandle file) => _ = Duplicate((int)file.DangerousGetHandle(), stream);

    /// <summary>Whether a file, or a link itself, is this process's user's.</summary>
    public static bool IsOwn(string path) => Describe(path) is { } status && (uint)status[UserWord] == User();

    /// <summary>Whether a path is a file: no directory, link, pipe or device.</summary>
    public static bool IsRegularFile(string path) => Describe(path) is { } status && (status[ModeWord] & KindOfFile) == RegularFile;

    /// <summary>
    /// Whether somebody can still read what is written to one of the standard streams. .NET writes to a pipe that nobody can read as if all were well.
    /// </summary>
    public static bool HasReader(int stream)
    {
        var asked = new Polled { Stream = stream, Asked = CanBeWritten };
        return Poll(ref asked, 1, 0) < 1 || (asked.Found & HasNoReader) == 0;
    }

    private static int[]? Describe(string path)
    {
        var status = new int[StatusWords];
        return DescribeLink([.. Encoding.UTF8.GetBytes(path), 0], status) == 0 ? status : null;
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int processId, int signal);

    [DllImport("libc", EntryPoint = "setsid")]
    private static extern int SetSession();

    [DllImport("libc", EntryPoint = "dup2")]
    private static extern int Duplicate(int from, int to);

    [DllImport("libc", EntryPoint = "poll")]
    private static extern int Poll(ref Polled streams, nuint count, int milliseconds);

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_GetEUid")]
    private static extern uint User();

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_LStat")]
    private static extern int DescribeLink(byte[] path, [In, Out] int[] status);

    [StructLayout(LayoutKind.Sequential)]
    private struct Polled
    {
        public int Stream;
        public short Asked;
        public short Found;
    }
}
