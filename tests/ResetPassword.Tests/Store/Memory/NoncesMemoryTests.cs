using System.Globalization;
using ResetPassword.Store.Memory;
using ResetPassword.Tenancy;

namespace ResetPassword.Tests.Store.Memory;

/// <summary>Measures the process's memory, so nothing else may run beside it.</summary>
[Collection(nameof(NoncesMemoryTests))]
[CollectionDefinition(nameof(NoncesMemoryTests), DisableParallelization = true)]
public sealed class NoncesMemoryTests
{
    // The worst number: where every part of the table has just doubled. At 1,000,000 a nonce costs less.
    [Fact]
    public void A_nonce_costs_at_most_80_bytes()
    {
        const int Count = 1_220_000;
        var now = DateTimeOffset.UnixEpoch;
        var nonces = new Nonces(maxCount: 5_000_000);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var fresh = Enumerable.Range(0, Count)
            .Count(n => nonces.Use("testid", n.ToString("x32", CultureInfo.InvariantCulture), now, now, now) == NonceVerdict.Fresh);
        var perNonce = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Count;

        Assert.Equal((Count, Count), (fresh, nonces.Count));
        Assert.InRange(perNonce, 24, 80);
    }
}
