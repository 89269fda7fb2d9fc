using ResetPassword.Model;

namespace ResetPassword.Tests.Model;

/// <summary>What a parameter takes, and how it is read.</summary>
public sealed class ParameterTests
{
    private static readonly Parameter Number = Parameter.Optional("Port", "", "").Integer(-5, 65_535);

    [Theory]
    [InlineData("3306", "3306")]
    [InlineData("0", "0")]
    [InlineData("-5", "-5")]
    [InlineData("003306", "3306")]
    [InlineData("-05", "-5")]
    [InlineData("-0", "0")]
    public void A_whole_number_is_read_without_zeros_before_it(string given, string read)
    {
        var parameters = new RpcParameters(1);
        parameters.TryAdd("Port", given);

        Assert.True(Number.Accepts(given));
        Assert.Equal(read, parameters.Find(Number));
    }

    [Theory]
    [InlineData("+3306")]
    [InlineData("000000000000000003306")]
    [InlineData("-6")]
    [InlineData("65536")]
    [InlineData("3306.0")]
    [InlineData(" 3306")]
    [InlineData("3 306")]
    [InlineData("0x10")]
    [InlineData("99999999999999999999")]
    public void Other_texts_are_no_whole_number(string given) => Assert.False(Number.Accepts(given));
}
