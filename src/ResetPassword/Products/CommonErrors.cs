using System.Globalization;
using ResetPassword.Model;

namespace ResetPassword.Products;

/// <summary>
/// Rows that the vendor's API metadata attaches to nearly every action of a product (ordering, payment, regions): nothing here causes them but a fault rule.
/// </summary>
internal static class CommonErrors
{
    /// <summary>The rows of <c>Products/&lt;product&gt;/common-errors.tsv</c>: status, code and message, separated by tabs.</summary>
    public static Lazy<IReadOnlyList<ApiError>> Of(string product) => new(() => [.. EmbeddedText.LinesOf($"{product}/common-errors.tsv").Select(Read)]);

    private static ApiError Read(string line)
    {
        var columns = line.Split('\t');
        return new(int.Parse(columns[0], CultureInfo.InvariantCulture), columns[1], columns[2], By.Fault, Source: ErrorSource.DocumentedElsewhere);
    }
}
