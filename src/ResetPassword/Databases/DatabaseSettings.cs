namespace ResetPassword.Databases;

/// <summary>What the configuration says of database servers that instances stand for.</summary>
/// <param name="Patience">How long a call or control waits for its instance's turn and for the server, together.</param>
internal sealed record DatabaseSettings(TimeSpan Patience);
