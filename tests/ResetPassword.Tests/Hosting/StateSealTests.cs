using System.Security.Cryptography;
using System.Text;
using ResetPassword.Hosting;

namespace ResetPassword.Tests.Hosting;

/// <summary>Whether a state document is the one that was written.</summary>
public sealed class StateSealTests
{
    private const string Content = "{\"version\":2,\n\"tenants\":[]";

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("   \r\n\t ")]
    public void What_was_written_is_whole_whatever_blanks_come_after_it(string blanks) => Assert.Null(BrokenLine(Sealed(Content) + blanks));

    [Fact]
    public void Blanks_of_many_buffers_are_blanks() => Assert.Null(BrokenLine(Sealed(Content) + new string(' ', 200_000)));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("{}")]
    [InlineData(Content + "}")]
    [InlineData("{\"tenants\":[],\"sha256\":\"\"}")]
    public void What_has_no_seal_is_not_judged(string text) => Assert.Null(BrokenLine(text));

    [Theory]
    [InlineData("2,", "1,")]
    [InlineData("[]", "[ ]")]
    public void What_was_changed_is_broken_in_the_line_of_its_seal(string from, string to) =>
        Assert.Equal(2, BrokenLine(Sealed(Content).Replace(from, to, StringComparison.Ordinal)));

    [Fact]
    public void Half_of_one_document_and_half_of_another_are_broken()
    {
        var before = Sealed("{\"tenants\":[\"aaaa\",\"aaaa\"]");
        var after = Sealed("{\"tenants\":[\"bbbb\",\"bbbb\"]");

        Assert.Equal(1, BrokenLine(after[..20] + before[20..]));
    }

    private static string Sealed(string content) => content + Encoding.ASCII.GetString(StateSeal.Of(SHA256.HashData(Encoding.UTF8.GetBytes(content))));

    private static int? BrokenLine(string text) => StateSeal.FindBrokenLine(new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
