using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using ResetPassword.Benchmarks.Pipeline;

namespace ResetPassword.Benchmarks.Load;

/// <summary>The figures of the pipeline in process, from a short run of its benchmark with V3, without and with what is written down.</summary>
internal static class PipelineFigures
{
    public static IEnumerable<Figure> Measure(string artifacts)
    {
        Console.Error.WriteLine("pipeline in process");
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun)
            .AddLogger(NullLogger.Instance)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddFilter(new SimpleFilter(benchmark =>
                (PipelineBenchmarks.Signature)benchmark.Parameters[nameof(PipelineBenchmarks.SignedWith)] == PipelineBenchmarks.Signature.V3))
            .WithArtifactsPath(artifacts);
        return BenchmarkRunner.Run<PipelineBenchmarks>(config).Reports.SelectMany(FiguresOf);
    }

    private static IEnumerable<Figure> FiguresOf(BenchmarkReport report)
    {
        var benchmark = report.BenchmarkCase;
        var records = (PipelineBenchmarks.Record)benchmark.Parameters[nameof(PipelineBenchmarks.Records)];
        var isWhole = records != PipelineBenchmarks.Record.None;
        var with = records switch
        {
            PipelineBenchmarks.Record.None => "",
            PipelineBenchmarks.Record.Journal => ", with the journal",
            _ => ", with the journal and the log line",
        };
        if (report.ResultStatistics is not { } statistics || report.GcStats.GetBytesAllocatedPerOperation(benchmark) is not { } bytes)
            throw new InvalidOperationException("The pipeline's benchmark failed: run it without `load` to see why.");
        yield return new($"pipeline in process{with}: µs", statistics.Mean / 1000, isWhole ? null : 9, isWhole ? null : 7, "BenchmarkDotNet, V3",
            Format: "0.0");
        yield return new($"pipeline in process{with}: KB allocated", bytes / 1024.0, isWhole ? null : 5, isWhole ? null : 4, "BenchmarkDotNet, V3",
            Format: "0.0");
    }
}
