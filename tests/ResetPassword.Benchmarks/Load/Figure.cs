using System.Globalization;
using System.Text;

namespace ResetPassword.Benchmarks.Load;

/// <summary>A measured figure, beside what is asked of it and what would be good.</summary>
/// <param name="Asked">Null for a figure that is only for comparison.</param>
/// <param name="IsMore">More is better; otherwise less is.</param>
internal sealed record Figure(string Name, double Value, double? Asked, double? Goal, string Basis, bool IsMore = false, string Format = "0.0#")
{
    public bool IsMet => Asked is not { } asked || Reaches(asked);

    public static string TableOf(IReadOnlyList<Figure> figures)
    {
        var table = new StringBuilder("| figure | measured | target | goal | measured from |\n|---|---|---|---|---|\n");
        foreach (var figure in figures)
            table.Append(figure.Row);
        return table.ToString();
    }

    private string Row
    {
        get
        {
            var sign = IsMore ? "≥" : "≤";
            var verdict = !IsMet ? " **missed**" : Goal is { } goal && Reaches(goal) ? " (goal)" : "";
            return $"| {Name} | {Text(Value)}{verdict} | {Limit(sign, Asked)} | {Limit(sign, Goal)} | {Basis} |\n";
        }
    }

    // As it is shown: what reads as 1.0 is 1.0.
    private bool Reaches(double limit)
    {
        var shown = double.Parse(Text(Value), CultureInfo.InvariantCulture);
        return IsMore ? shown >= limit : shown <= limit;
    }

    private string Limit(string sign, double? limit) => limit is { } value ? $"{sign} {Text(value)}" : "";

    private string Text(double value) => value.ToString(Format, CultureInfo.InvariantCulture);
}
