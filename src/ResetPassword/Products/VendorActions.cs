namespace ResetPassword.Products;

/// <summary>The names of the vendor's actions per product, so that one that is merely not emulated is told from a typo.</summary>
/// <remarks>Names of github.com/aliyun/alibabacloud-sdk (api-info.json of each product).</remarks>
internal static class VendorActions
{
    /// <summary>The lines of <c>Products/&lt;product&gt;/vendor-actions.txt</c>, read when the first unknown action asks for them.</summary>
    public static Lazy<IReadOnlySet<string>> Of(string product) => new(() => EmbeddedText.LinesOf($"{product}/vendor-actions.txt").ToHashSet());
}
