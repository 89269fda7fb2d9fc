namespace ResetPassword.Tests;

/// <summary>A time that does not matter.</summary>
internal static class SomeTime
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
}
