using ResetPassword.Products;

namespace ResetPassword.Tests.Products;

/// <summary>Which texts are addresses that may connect.</summary>
public sealed class AddressListTests
{
    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("0.0.0.0/0")]
    [InlineData("10.10.1.1/24")]
    [InlineData("127.0.0.1, 10.23.12.24/24")]
    [InlineData("::/0")]
    [InlineData("2001:db8::1/128")]
    public void Addresses_and_networks_are(string text) => Assert.True(AddressList.IsValid(text));

    [Theory]
    [InlineData("")]
    [InlineData("10.0.0.1,")]
    [InlineData("1")]
    [InlineData("0x7f.1")]
    [InlineData("010.1.1.1")]
    [InlineData("10.0.0.1/33")]
    [InlineData("10.0.0.1/024")]
    [InlineData("10.0.0.1/+24")]
    [InlineData("10.0.0.1/ 24")]
    [InlineData("10.0.0.1/")]
    [InlineData("fe80::1%1")]
    [InlineData("2001:db8::1/129")]
    [InlineData("10.0.0.1                                                         ")]
    [InlineData("all")]
    public void Other_texts_are_not(string text) => Assert.False(AddressList.IsValid(text));

    [Theory]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public void There_can_be_a_thousand(int count, bool expected) =>
        Assert.Equal(expected, AddressList.IsValid(string.Join(',', Enumerable.Repeat("10.0.0.1", count))));
}
