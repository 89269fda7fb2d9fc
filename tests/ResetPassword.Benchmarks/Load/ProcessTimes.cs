using System.Globalization;

namespace ResetPassword.Benchmarks.Load;

/// <summary>The user and system time of a process so far.</summary>
/// <param name="Ended">That of its children that have ended.</param>
internal sealed record ProcessTimes(int Parent, TimeSpan Own, TimeSpan Ended)
{
    private const double ClockTicksPerSecond = 100;

    public static ProcessTimes Of(int processId)
    {
        // From the third on; the second, the program's name, is in brackets and may hold blanks.
        var fields = File.ReadAllText($"/proc/{processId}/stat").Split(") ")[^1].Split(' ');
        long Number(int field) => long.Parse(fields[field - 3], CultureInfo.InvariantCulture);
        TimeSpan Seconds(long ticks) => TimeSpan.FromSeconds(ticks / ClockTicksPerSecond);
        return new((int)Number(4), Seconds(Number(14) + Number(15)), Seconds(Number(16) + Number(17)));
    }

    /// <summary>The time of a process, of its children, and of those that it had.</summary>
    public static TimeSpan OfFamily(int processId)
    {
        var parent = Of(processId);
        return Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var id) ? Find(id) : null)
            .OfType<ProcessTimes>()
            .Where(process => process.Parent == processId)
            .Aggregate(parent.Own + parent.Ended, (sum, child) => sum + child.Own);
    }

    // It may end at any time.
    private static ProcessTimes? Find(int processId)
    {
        try
        {
            return Of(processId);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
