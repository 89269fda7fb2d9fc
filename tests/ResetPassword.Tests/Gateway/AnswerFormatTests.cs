using ResetPassword.Gateway;
using ResetPassword.Operations;
using ResetPassword.Tenancy;
using ResetPassword.Tests.Http;

namespace ResetPassword.Tests.Gateway;

public sealed class AnswerFormatTests
{
    [Theory]
    [InlineData("/", AnswerFormat.Xml)]
    [InlineData("/?Format=", AnswerFormat.Xml)]
    [InlineData("/?Format=XML", AnswerFormat.Xml)]
    [InlineData("/?Format=xml", AnswerFormat.Xml)]
    [InlineData("/?Format=JSON", AnswerFormat.Json)]
    [InlineData("/?Format=json", AnswerFormat.Json)]
    [InlineData("/?Format=Json", AnswerFormat.Json)]
    internal void V1_goes_by_Format_and_never_by_Accept(string target, AnswerFormat expected)
    {
        var request = new RawRequest { Target = target, Headers = [new("Host", "localhost"), new("Accept", "text/html")] }.ToRpcRequest();

        var format = AnswerFormats.Of(request, SignatureGeneration.V1, out var error);

        Assert.Equal((expected, null), (format, error));
    }

    [Theory]
    [InlineData("/?Format=YAML")]
    [InlineData("/?Format=JSON%20")]
    [InlineData("/?Format=application/json")]
    public void V1_refuses_another_Format_in_XML(string target)
    {
        var request = new RawRequest { Target = target, Headers = [new("Host", "localhost")] }.ToRpcRequest();

        var format = AnswerFormats.Of(request, SignatureGeneration.V1, out var error);

        Assert.Equal((AnswerFormat.Xml, GatewayErrors.InvalidFormat), (format, error));
    }

    [Theory]
    [InlineData("application/json", AnswerFormat.Json)]
    [InlineData("APPLICATION/JSON", AnswerFormat.Json)]
    [InlineData("application/json;charset=utf-8", AnswerFormat.Json)]
    [InlineData("application/json, text/plain, */*", AnswerFormat.Json)]
    [InlineData("text/json", AnswerFormat.Json)]
    [InlineData("*/*", AnswerFormat.Json)]
    [InlineData("", AnswerFormat.Json)]
    [InlineData("application/*", AnswerFormat.Json)]
    [InlineData("text/html, */*;q=0.1", AnswerFormat.Json)]
    [InlineData("application/xml;q=0.5, application/json", AnswerFormat.Json)]
    [InlineData("application/xml", AnswerFormat.Xml)]
    [InlineData("text/xml", AnswerFormat.Xml)]
    [InlineData("text/xml; charset=UTF-8", AnswerFormat.Xml)]
    [InlineData("application/xml, application/json;q=0.9", AnswerFormat.Xml)]
    [InlineData("application/xml, */*", AnswerFormat.Xml)]
    [InlineData("application/json;q=0.2, */*", AnswerFormat.Xml)]
    [InlineData("application/json;q=0, */*", AnswerFormat.Xml)]
    internal void V3_goes_by_Accept(string accept, AnswerFormat expected)
    {
        var request = new RawRequest { Target = "/?Format=YAML", Headers = [new("Host", "localhost"), new("Accept", accept)] }.ToRpcRequest();

        var format = AnswerFormats.Of(request, SignatureGeneration.V3, out var error);

        Assert.Equal((expected, null), (format, error));
    }

    [Fact]
    public void Several_Accept_headers_are_one_list()
    {
        var request = new RawRequest { Headers = [new("Host", "localhost"), new("Accept", "text/html"), new("Accept", "application/xml")] }.ToRpcRequest();

        var format = AnswerFormats.Of(request, SignatureGeneration.V3, out var error);

        Assert.Equal((AnswerFormat.Xml, null), (format, error));
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/json;q=0")]
    [InlineData("application/yaml, text/plain")]
    [InlineData("nonsense")]
    [InlineData(",,,")]
    public void V3_refuses_what_allows_neither_in_JSON(string accept)
    {
        var request = new RawRequest { Headers = [new("Host", "localhost"), new("Accept", accept)] }.ToRpcRequest();

        var format = AnswerFormats.Of(request, SignatureGeneration.V3, out var error);

        Assert.Equal((AnswerFormat.Json, GatewayErrors.InvalidAccept), (format, error));
    }

    [Fact]
    public void V3_without_Accept_is_JSON()
    {
        var format = AnswerFormats.Of(new RawRequest { Headers = [new("Host", "localhost")] }.ToRpcRequest(), SignatureGeneration.V3, out var error);

        Assert.Equal((AnswerFormat.Json, null), (format, error));
    }
}
