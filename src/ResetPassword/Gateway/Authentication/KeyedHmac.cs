using System.Security.Cryptography;

namespace ResetPassword.Gateway.Authentication;

/// <summary>An HMAC whose key stays set from one call of a thread to the next: most calls have the same, and setting it costs more than the hash.</summary>
internal sealed class KeyedHmac(HashAlgorithmName algorithm)
{
    private byte[] _key = [];
    private IncrementalHash? _hmac;

    /// <summary>Writes the HMAC and gives its length.</summary>
    public int Compute(ReadOnlySpan<byte> key, ReadOnlySpan<byte> text, Span<byte> mac)
    {
        if (_hmac is null || !key.SequenceEqual(_key))
        {
            _hmac?.Dispose();
            _key = key.ToArray();
            _hmac = IncrementalHash.CreateHMAC(algorithm, _key);
        }

        _hmac.AppendData(text);
        return _hmac.GetHashAndReset(mac);
    }
}
