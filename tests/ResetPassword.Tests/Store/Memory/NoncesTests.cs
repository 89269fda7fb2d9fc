using System.Globalization;
using ResetPassword.Store.Memory;
using ResetPassword.Tenancy;

namespace ResetPassword.Tests.Store.Memory;

public sealed class NoncesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("testid", "n", NonceVerdict.Used)]
    [InlineData("testid", "m", NonceVerdict.Fresh)]
    [InlineData("testid", "N", NonceVerdict.Fresh)]
    [InlineData("testid", "n ", NonceVerdict.Fresh)]
    [InlineData("testid2", "n", NonceVerdict.Fresh)]
    internal void A_nonce_is_used_once_by_each_key(string accessKeyId, string nonce, NonceVerdict expected)
    {
        var nonces = new Nonces(maxCount: 10);
        nonces.Use("testid", "n", Now, Now, Now);

        var verdict = nonces.Use(accessKeyId, nonce, Now, Now, Now);

        Assert.Equal(expected, verdict);
    }

    [Theory]
    [InlineData(-900, 900, NonceVerdict.Used)]
    [InlineData(-900, 901, NonceVerdict.Fresh)]
    [InlineData(0, 900, NonceVerdict.Used)]
    [InlineData(0, 901, NonceVerdict.Fresh)]
    [InlineData(600, 1500, NonceVerdict.Used)]
    [InlineData(600, 1501, NonceVerdict.Fresh)]
    internal void It_is_remembered_for_15_minutes_after_the_later_of_receipt_and_timestamp(int timestamp, int later, NonceVerdict expected)
    {
        var nonces = new Nonces(maxCount: 10);
        nonces.Use("testid", "n", Now.AddSeconds(timestamp), Now, Now);

        var verdict = nonces.Use("testid", "n", Now.AddSeconds(later), Now.AddSeconds(later), Now.AddSeconds(later));

        Assert.Equal(expected, verdict);
    }

    [Fact]
    public void What_is_full_takes_no_more_until_something_is_forgotten()
    {
        var nonces = new Nonces(maxCount: 2);
        nonces.Use("testid", "1", Now, Now, Now);
        nonces.Use("testid", "2", Now, Now, Now);

        var full = nonces.Use("testid", "3", Now, Now, Now);
        var again = nonces.Use("testid", "3", Now, Now, Now);
        var known = nonces.Use("testid", "1", Now, Now, Now);

        Assert.Equal((NonceVerdict.Full, NonceVerdict.Full, NonceVerdict.Used, 2), (full, again, known, nonces.Count));
    }

    [Fact]
    public void What_is_forgotten_makes_room()
    {
        var nonces = new Nonces(maxCount: 1000);
        var later = Now.AddMinutes(20);
        var filled = Enumerable.Range(0, 1000).Select(n => nonces.Use("testid", Text(n), Now, Now, Now)).ToArray();

        var refilled = Enumerable.Range(0, 1000).Select(n => nonces.Use("testid", Text(-n - 1), later, later, later)).ToArray();

        Assert.All(filled, verdict => Assert.Equal(NonceVerdict.Fresh, verdict));
        Assert.All(refilled, verdict => Assert.Equal(NonceVerdict.Fresh, verdict));
        Assert.Equal(1000, nonces.Count);
    }

    [Fact]
    public void One_of_before_that_stands_there_twice_counts_once_and_the_later_one_holds()
    {
        var (nonces, id) = (new Nonces(maxCount: 10), NonceId.Of("testid", "n"));
        nonces.Restore(id, NonceExpiry.Of(Now, Now, Now));
        nonces.Restore(id, NonceExpiry.Of(Now.AddMinutes(10), Now.AddMinutes(10), Now));

        var later = Now.AddMinutes(20);
        Assert.Equal((1, NonceVerdict.Used), (nonces.Count, nonces.Use("testid", "n", later, later, Now)));
    }

    [Fact]
    public void A_tenant_whose_time_stands_still_does_not_fill_the_memory()
    {
        var nonces = new Nonces(maxCount: 1000);
        Assert.Equal(1000, Enumerable.Range(0, 1000).Count(n => nonces.Use("test-frozen", Text(n), Now, Now, Now) == NonceVerdict.Fresh));

        var verdicts = Enumerable.Range(1000, 1000).Select(n => nonces.Use("test-frozen", Text(n), Now, Now, Now.AddMinutes(20))).ToArray();

        Assert.All(verdicts, verdict => Assert.Equal(NonceVerdict.Fresh, verdict));
    }

    [Fact]
    public void Of_many_that_use_a_nonce_at_once_one_is_first()
    {
        var nonces = new Nonces(maxCount: 1000);

        var verdicts = Enumerable.Range(0, 1000).AsParallel().WithDegreeOfParallelism(8)
            .Select(n => nonces.Use("testid", Text(n % 100), Now, Now, Now)).ToArray();

        Assert.Equal((100, 900), (verdicts.Count(v => v == NonceVerdict.Fresh), verdicts.Count(v => v == NonceVerdict.Used)));
    }

    private static string Text(int number) => number.ToString("x32", CultureInfo.InvariantCulture);
}
