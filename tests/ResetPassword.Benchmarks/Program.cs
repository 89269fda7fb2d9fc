using BenchmarkDotNet.Running;
using ResetPassword.Benchmarks.Load;
using ResetPassword.Benchmarks.Pipeline;

// `load` compares the service with a bare application and exits with 0 when every asked ratio holds; anything else is BenchmarkDotNet's.
if (args is ["load", .. var arguments])
    return LoadComparison.Run(arguments);

BenchmarkSwitcher.FromTypes([typeof(PipelineBenchmarks)]).Run(args.Length == 0 ? ["--filter", "*"] : args);
return 0;
