using System.Globalization;
using ResetPassword.Model;

namespace ResetPassword.Products;

/// <summary>
/// Rows that the vendor's API metadata lists for one action, or that the service was seen to answer, and that nothing here causes but a fault rule, so that the
/// action's own file has the rows that it decides about.
/// </summary>
internal static class FaultErrors
{
    /// <summary>
    /// The rows of <c>Products/&lt;product&gt;/fault-errors.tsv</c>: action, status, code and message, separated by tabs, and <c>recorded</c> behind one that
    /// the service was seen to answer where its documents say something else.
    /// </summary>
    public static Lazy<ILookup<string, ApiError>> Of(string product) =>
        new(() => EmbeddedText.LinesOf($"{product}/fault-errors.tsv").Select(line => line.Split('\t')).ToLookup(columns => columns[0], Read));

    private static ApiError Read(string[] columns) =>
        new(int.Parse(columns[1], CultureInfo.InvariantCulture), columns[2], columns[3], By.Fault, Source: SourceOf(columns));

    private static ErrorSource SourceOf(string[] columns) => columns is [.., "recorded"] ? ErrorSource.Recorded : ErrorSource.DocumentedElsewhere;
}
