namespace ResetPassword.Tests.Products;

/// <summary>In which statuses of the instance an action goes.</summary>
/// <param name="Code">The refusal's code in any other.</param>
internal sealed record StateRule(string Code, params string[] Usable)
{
    /// <summary>Statuses with a code of their own.</summary>
    public IReadOnlyDictionary<string, string> Others { get; init; } = new Dictionary<string, string>();

    public string CodeIn(string status) => Others.GetValueOrDefault(status) ?? (Usable.Contains(status) ? "" : Code);
}
