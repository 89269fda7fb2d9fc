namespace ResetPassword.Benchmarks.Load;

/// <summary>The middle of several measurements.</summary>
internal static class Median
{
    public static double Of<T>(IEnumerable<T> items, Func<T, double> figure)
    {
        var sorted = items.Select(figure).Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
