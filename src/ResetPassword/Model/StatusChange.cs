namespace ResetPassword.Model;

/// <summary>What a status becomes by itself, and when.</summary>
/// <param name="Next">The product's word, or null when what has the status is gone then.</param>
internal sealed record StatusChange(string? Next, DateTimeOffset Due);
