using System.Globalization;
using ResetPassword.Model;

namespace ResetPassword.Products.SelectDb;

/// <summary>When an instance may be maintained: <c>02:00-06:00</c>. Pure.</summary>
internal static class MaintainTime
{
    private const string Format = "HH:mm";

    public static bool Is(string text) => text.Split('-') is [var start, var end] && IsTime(start) && IsTime(end) && start != end;

    /// <summary>When the window begins; empty where nobody has said so.</summary>
    public static string StartOf(Instance instance) => instance[SelectDbInstances.MaintainTime].Split('-')[0];

    public static string EndOf(Instance instance) => instance[SelectDbInstances.MaintainTime].Split('-')[^1];

    private static bool IsTime(string text) => TimeOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
