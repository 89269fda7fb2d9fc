namespace ResetPassword.Tenancy;

/// <summary>How long what an action begins takes.</summary>
internal sealed record ActionDuration(string Product, string Action, TimeSpan Duration);
