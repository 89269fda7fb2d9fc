using System.Collections.Frozen;

namespace ResetPassword.Products;

/// <summary>The names of the vendor's actions per product, so that one that is merely not emulated is told from a typo.</summary>
/// <remarks>Names of github.com/aliyun/alibabacloud-sdk (api-info.json of each product).</remarks>
internal static class VendorActions
{
    /// <summary>The product's actions, one a line in <c>Products/&lt;product&gt;/vendor-actions.txt</c>.</summary>
    public static FrozenSet<string> Of(string product) => EmbeddedText.LinesOf($"{product}/vendor-actions.txt").ToFrozenSet();
}
