namespace ResetPassword.Products.SelectDb;

/// <summary>Billing methods as calls write them: the vendor's pages, its examples and its Terraform provider each have a spelling.</summary>
internal static class ChargeTypes
{
    public static readonly IReadOnlyList<string> Spellings = ["Postpaid", "Prepaid", "PostPaid", "PrePaid", "POSTPAY", "PREPAY"];

    /// <summary>The word that is kept, and answered.</summary>
    public static string Read(string spelling) => spelling.StartsWith("POST", StringComparison.OrdinalIgnoreCase) ? "Postpaid" : "Prepaid";
}
