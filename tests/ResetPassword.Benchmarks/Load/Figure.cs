using System.Globalization;
using System.Text;

namespace ResetPassword.Benchmarks.Load;

/// <summary>A measured figure, beside what is asked of it and what would be good.</summary>
/// <param name="IsMore">More is better; otherwise less is.</param>
internal sealed record Figure(string Name, double Value, double Asked, double Goal, string Basis, bool IsMore = false, string Format = "0.0#")
{
    public bool IsMet => Reaches(Asked);

    public static string TableOf(IReadOnlyList<Figure> figures)
    {
        var table = new StringBuilder("| figure | measured | asked | goal | measured from |\n|---|---|---|---|---|\n");
        foreach (var figure in figures)
            table.Append(figure.Row);
        return table.ToString();
    }

    private string Row
    {
        get
        {
            var sign = IsMore ? "≥" : "≤";
            var verdict = !IsMet ? " **missed**" : Reaches(Goal) ? " (goal)" : "";
            return $"| {Name} | {Text(Value)}{verdict} | {sign} {Text(Asked)} | {sign} {Text(Goal)} | {Basis} |\n";
        }
    }

    // As it is shown: what reads as 1.0 is 1.0.
    private bool Reaches(double limit)
    {
        var shown = double.Parse(Text(Value), CultureInfo.InvariantCulture);
        return IsMore ? shown >= limit : shown <= limit;
    }

    private string Text(double value) => value.ToString(Format, CultureInfo.InvariantCulture);
}
