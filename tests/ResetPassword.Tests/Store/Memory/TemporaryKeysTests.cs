using ResetPassword.Model;
using ResetPassword.Ram;
using ResetPassword.Store.Memory;
using ResetPassword.Tenancy;

namespace ResetPassword.Tests.Store.Memory;

public sealed class TemporaryKeysTests
{
    private static readonly Policy LongPolicy = Policy.TryParse(
        $$"""{"Version":"1","Statement":[{"Effect":"Allow","Action":"rds:*","Resource":"*","Condition":{"StringEquals":{"acs:SourceIp":"{{new string('x', 1920)}}"} } }]}""")!;

    private DateTimeOffset _now = SomeTime.Noon;

    [Fact]
    public void No_more_are_kept_than_are_allowed_and_the_expired_make_room()
    {
        var keys = new TemporaryKeys(limit: 2, _ => _now);
        Assert.True(keys.TryAdd(KeyOf("1000000000000001")));
        Assert.True(keys.TryAdd(KeyOf("2000000000000002")));

        Assert.False(keys.TryAdd(KeyOf("1000000000000001")));
        _now += TimeSpan.FromHours(1);

        Assert.True(keys.TryAdd(KeyOf("1000000000000001")));
    }

    [Fact]
    public void Their_policies_have_a_length_at_the_most_all_together()
    {
        var keys = new TemporaryKeys(limit: 100_000, _ => _now);
        var most = TenantLimits.MaxPolicyCharacters / LongPolicy.Length;
        Assert.All(Enumerable.Range(0, (int)most), _ => Assert.True(keys.TryAdd(KeyOf("1000000000000001", LongPolicy))));

        Assert.False(keys.TryAdd(KeyOf("1000000000000001", LongPolicy)));
        Assert.True(keys.TryAdd(KeyOf("1000000000000001")));
        keys.RemoveOf("1000000000000001");

        Assert.True(keys.TryAdd(KeyOf("1000000000000001", LongPolicy)));
    }

    [Fact]
    public void Those_of_one_account_are_forgotten_and_no_others()
    {
        var keys = new TemporaryKeys(limit: 10, _ => _now);
        var (one, other) = (KeyOf("1000000000000001"), KeyOf("2000000000000002"));
        keys.TryAdd(one);
        keys.TryAdd(other);

        keys.RemoveOf("1000000000000001");

        Assert.Equal((null, null, false), (keys.Find(one.Key.Caller.AccessKeyId), keys.FindByToken(one.Token), keys.HasLive("1000000000000001")));
        Assert.Equal((other, other, true),
            (keys.Find(other.Key.Caller.AccessKeyId), keys.FindByToken(other.Token), keys.HasLive("2000000000000002")));
    }

    private static TemporaryKey KeyOf(string ownerId, Policy? policy = null) => TemporaryKey.Of(
        new("rotator", "session", policy), new AccessKey("key", new("secret"), ownerId, "cn-hangzhou").Caller,
        SomeTime.Noon + TimeSpan.FromHours(1), IdSource.System);
}
