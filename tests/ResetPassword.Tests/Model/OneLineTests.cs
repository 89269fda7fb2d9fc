using ResetPassword.Model;

namespace ResetPassword.Tests.Model;

public sealed class OneLineTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" a  b ")]
    [InlineData("Zurücksetzen 重置 😀 <&>\"'\\")]
    public void A_line_stays_as_it_is(string text) => Assert.Equal(text, OneLine.Of(text));

    /// <summary>Controls of both sets, marks of direction, what is not seen, separators, and a format character of two code units.</summary>
    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\t")]
    [InlineData("\0")]
    [InlineData("\e")]
    [InlineData("\u007f")]
    [InlineData("\u0085")]
    [InlineData("\u009b")]
    [InlineData("\u00ad")]
    [InlineData("\u200b")]
    [InlineData("\u200f")]
    [InlineData("\u2028")]
    [InlineData("\u2029")]
    [InlineData("\u202e")]
    [InlineData("\u2066")]
    [InlineData("\ufeff")]
    [InlineData("\U000e0041")]
    [InlineData("\n\u202e\n")]
    public void What_is_no_part_of_a_line_is_a_space(string odd) => Assert.Equal("a b", OneLine.Of($"a{odd}b"));

    [Fact]
    public void It_begins_and_ends_with_no_such_space() => Assert.Equal("a b", OneLine.Of("\n a\nb \u2029"));
}
