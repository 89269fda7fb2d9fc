using System.Globalization;
using ResetPassword.Gateway;

namespace ResetPassword.Tests.Gateway;

public sealed class TextPoolTests
{
    [Fact]
    public void Equal_texts_become_one_string()
    {
        var pool = new TextPool();

        var first = pool.Share(Fresh("rm-running"));
        var second = pool.Share(Fresh("rm-running"));

        Assert.Equal("rm-running", second);
        Assert.Same(first, second);
    }

    [Fact]
    public void Nothing_stays_nothing()
    {
        var pool = new TextPool();

        Assert.Null(pool.Share(null));
    }

    [Fact]
    public void A_full_pool_begins_anew_and_goes_on_sharing()
    {
        var pool = new TextPool();
        var before = pool.Share(Fresh("0"));
        Assert.All(Enumerable.Range(1, TextPool.MaxTexts), n => pool.Share(n.ToString(CultureInfo.InvariantCulture)));

        var after = pool.Share(Fresh("0"));

        Assert.NotSame(before, after);
        Assert.Same(after, pool.Share(Fresh("0")));
    }

    private static string Fresh(string text) => new([.. text]);
}
