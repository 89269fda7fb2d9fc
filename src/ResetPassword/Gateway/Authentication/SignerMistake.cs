namespace ResetPassword.Gateway.Authentication;

/// <summary>A classic mistake of hand-written signers: what it is, and the signature that a signer who makes it would send.</summary>
internal readonly record struct SignerMistake(string Name, Func<string?> Signature);
