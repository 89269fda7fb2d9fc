using System.Text;
using ResetPassword.Http;
using ResetPassword.Model;

namespace ResetPassword.Tests.Http;

public sealed class FormUrlEncodedTests
{
    private const string Broken = "The form body has a broken percent-encoding: % must be followed by two hexadecimal digits, and the bytes must be UTF-8.";

    [Theory]
    [InlineData("", "")]
    [InlineData("a=1", "a=1")]
    [InlineData("a=1&b=2", "a=1|b=2")]
    [InlineData("&&a=1&&", "a=1")]
    [InlineData("a", "a=")]
    [InlineData("a=", "a=")]
    [InlineData("=1", "=1")]
    [InlineData("a=b=c", "a=b=c")]
    [InlineData("a=1&A=2", "a=1|A=2")]
    [InlineData("a=x+y%2B%20z", "a=x y+ z")]
    [InlineData("a=%2f%2F", "a=//")]
    [InlineData("%61=%31", "a=1")]
    [InlineData("a=T*st~1+23%2b!%27()", "a=T*st~1 23+!'()")]
    [InlineData("a=%E9%98%BF%f0%9f%98%80", "a=阿😀")]
    [InlineData("a=é", "a=é")]
    [InlineData("a=%00%26%3D", "a=\0&=")]
    [InlineData("a=1;b=2", "a=1;b=2")]
    [InlineData("a=1&a=1&%61=1", "a=1")]
    public void Names_and_values_are_decoded_by_the_rules_of_forms(string text, string expected)
    {
        var parameters = new RpcParameters(4);

        var error = FormUrlEncoded.Read(Encoding.UTF8.GetBytes(text), "form body", parameters);

        Assert.Null(error);
        Assert.Equal(expected, string.Join('|', parameters.All.Select(p => $"{p.Key}={p.Value}")));
    }

    [Theory]
    [InlineData("a=%")]
    [InlineData("a=%4")]
    [InlineData("a=%zz")]
    [InlineData("a=% 1")]
    [InlineData("a=%+1")]
    [InlineData("%=1")]
    [InlineData("a=%u0041")]
    [InlineData("a=%FF")]
    [InlineData("a=%C3")]
    [InlineData("a=%C3%28")]
    [InlineData("a=%C0%80")]
    [InlineData("a=%ED%A0%80")]
    [InlineData("a=%F4%90%80%80")]
    public void A_broken_encoding_is_said(string text)
    {
        var error = FormUrlEncoded.Read(Encoding.UTF8.GetBytes(text), "form body", new RpcParameters(4));

        Assert.Equal((400, "InvalidParameter", Broken), (error?.Status, error?.Code, error?.Message));
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_said()
    {
        var error = FormUrlEncoded.Read([(byte)'a', (byte)'=', 0xFF], "form body", new RpcParameters(4));

        Assert.Equal((400, "InvalidParameter", Broken), (error?.Status, error?.Code, error?.Message));
    }

    [Theory]
    [InlineData("a=1&a=2", "The parameter a… is given twice with different values.")]
    [InlineData("AccountName=1&tail_of_1&AccountName=2", "The parameter AccountName is given twice with different values.")]
    [InlineData("AccountPassword=New&tail1&tail1=2", "The parameter tai… is given twice with different values.")]
    [InlineData("a=1&a=", "The parameter a… is given twice with different values.")]
    [InlineData("a b=1&a+b=2", "The parameter (unprintable name) is given twice with different values.")]
    public void A_name_with_two_values_is_said(string text, string message)
    {
        var error = FormUrlEncoded.Read(Encoding.UTF8.GetBytes(text), "form body", new RpcParameters(4));

        Assert.Equal((400, "InvalidParameter", message), (error?.Status, error?.Code, error?.Message));
    }

    [Fact]
    public void What_is_readable_is_read_even_behind_a_fault()
    {
        var parameters = new RpcParameters(4);

        var error = FormUrlEncoded.Read("a=%zz&b=%FF&Format=JSON"u8, "form body", parameters);

        Assert.Equal(Broken, error?.Message);
        Assert.Equal("JSON", parameters.Find("Format"));
    }

    [Theory]
    [InlineData(1000, null)]
    [InlineData(1001, "The request has more than 1000 parameters.")]
    public void There_may_be_1000_parameters(int count, string? message)
    {
        var text = string.Join('&', Enumerable.Range(0, count).Select(n => $"p{n}=v"));

        var error = FormUrlEncoded.Read(Encoding.UTF8.GetBytes(text), "form body", new RpcParameters(4));

        Assert.Equal(message, error?.Message);
    }
}
