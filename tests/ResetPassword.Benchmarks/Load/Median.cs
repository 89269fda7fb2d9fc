namespace ResetPassword.Benchmarks.Load;

/// <summary>The middle of several measurements.</summary>
internal static class Median
{
    /// <summary>The value that 99 of 100 are not above.</summary>
    public static double Percentile99(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[(int)Math.Ceiling(sorted.Length * 0.99) - 1];
    }

    public static double Of<T>(IEnumerable<T> items, Func<T, double> figure)
    {
        var sorted = items.Select(figure).Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
