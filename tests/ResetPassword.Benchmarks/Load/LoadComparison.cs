namespace ResetPassword.Benchmarks.Load;

internal static class LoadComparison
{
    public static Task<int> RunAsync() => Task.FromResult(0);
}
