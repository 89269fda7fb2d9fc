using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using ResetPassword.Benchmarks.Pipeline;

namespace ResetPassword.Benchmarks.Load;

/// <summary>The figures of the pipeline in process, from a short run of its benchmark with V3, without and with the log.</summary>
internal static class PipelineFigures
{
    public static IEnumerable<Figure> Measure(string artifacts)
    {
        Console.Error.WriteLine("pipeline in process");
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun)
            .AddLogger(NullLogger.Instance)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddFilter(new SimpleFilter(benchmark => (PipelineBenchmarks.Signature)benchmark.Parameters[nameof(PipelineBenchmarks.SignedWith)] == PipelineBenchmarks.Signature.V3))
            .WithArtifactsPath(artifacts);
        return BenchmarkRunner.Run<PipelineBenchmarks>(config).Reports.SelectMany(FiguresOf);
    }

    private static IEnumerable<Figure> FiguresOf(BenchmarkReport report)
    {
        var benchmark = report.BenchmarkCase;
        var isLogged = (PipelineBenchmarks.Log)benchmark.Parameters[nameof(PipelineBenchmarks.LogLevel)] != PipelineBenchmarks.Log.Off;
        var log = isLogged ? ", with the log line" : "";
        if (report.ResultStatistics is not { } statistics || report.GcStats.GetBytesAllocatedPerOperation(benchmark) is not { } bytes)
            throw new InvalidOperationException("The pipeline's benchmark failed: run it without `load` to see why.");
        yield return new($"pipeline in process{log}: µs", statistics.Mean / 1000, isLogged ? null : 12, isLogged ? null : 7, "BenchmarkDotNet, V3", Format: "0.0");
        yield return new($"pipeline in process{log}: KB allocated", bytes / 1024.0, isLogged ? null : 8, isLogged ? null : 4, "BenchmarkDotNet, V3", Format: "0.0");
    }
}
