using ResetPassword.Gateway.Authentication;

namespace ResetPassword.Benchmarks.Load;

internal static class LoadComparison
{
    public static Task<int> RunAsync()
    {
        var a = Path.GetFullPath("artifacts/benchmarks");
        var t = ("rm-running", "test1");
        using var bare = Application.Start($"{a}/bare/Bare", $"{a}/bare.out", t);
        using var emu = Application.Start($"{a}/emulator/ResetPassword", $"{a}/emu.out", t);
        Console.WriteLine($"start {bare.StartTime.TotalMilliseconds} {emu.StartTime.TotalMilliseconds}; mem {bare.Memory / 1e6} {emu.Memory / 1e6}");
        for (var i = 0; i < 5; i++)
        {
            var g = i == 4 ? SignatureGeneration.V1 : SignatureGeneration.V3;
            var clock = System.Diagnostics.Stopwatch.StartNew();
            RequestFile.Write($"{a}/requests", g, 500_000, [t]);
            Console.WriteLine($"signed in {clock.Elapsed.TotalSeconds}");
            var b = Wrk.Run(bare, $"{a}/requests", 5);
            var e = Wrk.Run(emu, $"{a}/requests", 5);
            Console.WriteLine($"{g} rps {b.PerSecond:F0} {e.PerSecond:F0} ratio {e.PerSecond / b.PerSecond:F2}; cpu {b.ProcessorMicroseconds:F1} {e.ProcessorMicroseconds:F1} ratio {e.ProcessorMicroseconds / b.ProcessorMicroseconds:F2}; mem {emu.Memory / 1e6}");
        }

        Console.WriteLine($"lines {File.ReadLines($"{a}/emu.out").Count()}");
        return Task.FromResult(0);
    }
}
