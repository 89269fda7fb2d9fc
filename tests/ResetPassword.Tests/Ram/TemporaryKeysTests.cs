using ResetPassword.Model;
using ResetPassword.Ram;

namespace ResetPassword.Tests.Ram;

public sealed class TemporaryKeysTests
{
    private static readonly Policy LongPolicy = Policy.TryParse(
        $$"""{"Version":"1","Statement":[{"Effect":"Allow","Action":"rds:*","Resource":"*","Condition":{"StringEquals":{"acs:SourceIp":"{{new string('x', 1920)}}"} } }]}""")!;

    private DateTimeOffset _now = SomeTime.Noon;

    [Fact]
    public void No_more_are_kept_than_are_allowed_and_the_expired_make_room()
    {
        var keys = new TemporaryKeys(limit: 2);
        Assert.True(keys.TryAddAsync(KeyOf("1000000000000001")).AtOnce());
        Assert.True(keys.TryAddAsync(KeyOf("2000000000000002")).AtOnce());

        Assert.False(keys.TryAddAsync(KeyOf("1000000000000001")).AtOnce());
        _now += TimeSpan.FromHours(1);

        Assert.True(keys.TryAddAsync(KeyOf("1000000000000001")).AtOnce());
    }

    [Fact]
    public void Their_policies_have_a_length_at_the_most_all_together()
    {
        var keys = new TemporaryKeys(limit: 100_000);
        var most = TemporaryKeys.MaxPolicyCharacters / LongPolicy.Length;
        Assert.All(Enumerable.Range(0, (int)most), _ => Assert.True(keys.TryAddAsync(KeyOf("1000000000000001", LongPolicy)).AtOnce()));

        Assert.False(keys.TryAddAsync(KeyOf("1000000000000001", LongPolicy)).AtOnce());
        Assert.True(keys.TryAddAsync(KeyOf("1000000000000001")).AtOnce());
        keys.RemoveOf("1000000000000001");

        Assert.True(keys.TryAddAsync(KeyOf("1000000000000001", LongPolicy)).AtOnce());
    }

    [Fact]
    public void Those_of_one_account_are_forgotten_and_no_others()
    {
        var keys = new TemporaryKeys(limit: 10);
        var (one, other) = (KeyOf("1000000000000001"), KeyOf("2000000000000002"));
        keys.TryAddAsync(one).AtOnce();
        keys.TryAddAsync(other).AtOnce();

        keys.RemoveOf("1000000000000001");

        Assert.Equal((null, null, false), (keys.Find(one.Key.Caller.AccessKeyId), keys.FindByTokenAsync(one.Token).AtOnce(), keys.HasLive("1000000000000001")));
        Assert.Equal((other, other, true),
            (keys.Find(other.Key.Caller.AccessKeyId), keys.FindByTokenAsync(other.Token).AtOnce(), keys.HasLive("2000000000000002")));
    }

    private TemporaryKey KeyOf(string ownerId, Policy? policy = null) => TemporaryKey.Of(
        new("rotator", "session", policy), new AccessKey("key", new("secret"), ownerId, "cn-hangzhou").Caller, SomeTime.Noon + TimeSpan.FromHours(1), IdSource.System, () => _now);
}
