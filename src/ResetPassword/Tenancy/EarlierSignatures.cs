namespace ResetPassword.Tenancy;

/// <summary>A query signature (V1) that came, and what else its call does not have in common with the next try.</summary>
internal sealed record EarlierSignature(string Signature, string Nonce, string Timestamp);

/// <summary>
/// The query signatures of an account's last few calls, right or wrong: what a client signs along by mistake when it signs the same call again. Thread-safe.
/// </summary>
internal sealed class EarlierSignatures
{
    private const int Kept = 4;
    private const int MaxLength = 128;

    private readonly EarlierSignature?[] _last = new EarlierSignature?[Kept];
    private int _count;

    public IEnumerable<EarlierSignature> All => _last.OfType<EarlierSignature>();

    public void Add(string? signature, string? nonce, string? timestamp)
    {
        if (signature is { Length: <= MaxLength } && nonce is { Length: <= MaxLength } && timestamp is not null)
            Volatile.Write(ref _last[(uint)Interlocked.Increment(ref _count) % Kept], new(signature, nonce, timestamp));
    }
}
