using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using ResetPassword.Gateway;
using ResetPassword.Http;
using ResetPassword.Model;

namespace ResetPassword.Tests.Http;

public sealed class EnvelopeTests
{
    private const string RequestId = "7F75E7B4-4636-53B4-A8DE-5FC4A9E1F876";

    private static readonly Reply Tree = new()
    {
        ["Text"] = "a\"b<c>&d'é😀\u0001\n",
        ["Number"] = 42,
        ["Large"] = 9_007_199_254_740_993,
        ["Negative"] = -1,
        ["Yes"] = true,
        ["No"] = false,
        ["Empty"] = "",
        ["Nothing"] = Reply.Empty,
        ["NothingInside"] = new Reply { ["Inner"] = Reply.Empty },
        ["Tags"] = new Reply { ["Tag"] = Array.Empty<object>() },
        ["Regions"] = new Reply
        {
            ["Region"] = (object[])[new Reply { ["RegionId"] = "cn-hangzhou", ["Zones"] = new Reply { ["Zone"] = (object[])["a", "b"] } }, new Reply { ["RegionId"] = "cn-beijing" }],
        },
        ["Ids"] = (object[])["x", 1, true],
        ["None"] = Array.Empty<object>(),
    };

    [Fact]
    public void A_success_in_JSON_is_its_RequestId() =>
        Assert.Equal($$"""{"RequestId":"{{RequestId}}"}""", Text(Success(AnswerFormat.Json, Reply.Empty)));

    [Fact]
    public void A_success_in_XML_is_named_after_its_action() =>
        Assert.Equal(
            $"<?xml version='1.0' encoding='UTF-8'?><ResetAccountPasswordResponse><RequestId>{RequestId}</RequestId></ResetAccountPasswordResponse>",
            Text(Success(AnswerFormat.Xml, Reply.Empty)));

    [Fact]
    public void An_error_in_JSON_has_its_fields_in_order() =>
        Assert.Equal(
            $$"""{"RequestId":"{{RequestId}}","Message":"Say \"<é>\" & 'so'.","Recommend":"https://api.aliyun.com/troubleshoot?q=Some.Code&product=Rds&requestId={{RequestId}}","HostId":"rds.aliyuncs.com","Code":"Some.Code"}""",
            Text(Failure(AnswerFormat.Json, "Say \"<é>\" & 'so'.")));

    [Fact]
    public void An_error_in_XML_has_its_fields_in_order_and_its_Recommend_in_CDATA() =>
        Assert.Equal(
            $"<?xml version='1.0' encoding='UTF-8'?><Error><RequestId>{RequestId}</RequestId><HostId>rds.aliyuncs.com</HostId><Code>Some.Code</Code>" +
            "<Message>Say \"&lt;é&gt;\" &amp; 'so'.</Message>" +
            $"<Recommend><![CDATA[https://api.aliyun.com/troubleshoot?q=Some.Code&product=Rds&requestId={RequestId}]]></Recommend></Error>",
            Text(Failure(AnswerFormat.Xml, "Say \"<é>\" & 'so'.")));

    [Fact]
    public void A_tree_is_written_as_JSON() =>
        Assert.Equal(
            $$"""{"RequestId":"{{RequestId}}","Text":"a\"b<c>&d'é\uD83D\uDE00\u0001\n","Number":42,"Large":9007199254740993,"Negative":-1,"Yes":true,"No":false,"Empty":"","Tags":{"Tag":[]}""" +
            ""","Regions":{"Region":[{"RegionId":"cn-hangzhou","Zones":{"Zone":["a","b"]}},{"RegionId":"cn-beijing"}]},"Ids":["x",1,true],"None":[]}""",
            Text(Success(AnswerFormat.Json, Tree)));

    [Fact]
    public void The_same_tree_is_written_as_XML() =>
        Assert.Equal(
            $"<?xml version='1.0' encoding='UTF-8'?><ResetAccountPasswordResponse><RequestId>{RequestId}</RequestId><Text>a\"b&lt;c&gt;&amp;d'é😀\uFFFD\n</Text><Number>42</Number>" +
            "<Large>9007199254740993</Large><Negative>-1</Negative><Yes>true</Yes><No>false</No><Empty></Empty><Tags></Tags>" +
            "<Regions><Region><RegionId>cn-hangzhou</RegionId><Zones><Zone>a</Zone><Zone>b</Zone></Zones></Region><Region><RegionId>cn-beijing</RegionId></Region></Regions>" +
            "<Ids>x</Ids><Ids>1</Ids><Ids>true</Ids></ResetAccountPasswordResponse>",
            Text(Success(AnswerFormat.Xml, Tree)));

    [Theory]
    [InlineData("]]>")]
    [InlineData("\0\u0001\u001F\u007F\u0085\uFFFE\uFFFF\r\n\t")]
    [InlineData("<!DOCTYPE x>&lt;&#0;%00\\\"")]
    [InlineData("\u2028\u2029")]
    public void Whatever_a_message_holds_the_answer_can_be_parsed(string message)
    {
        var json = Text(Failure(AnswerFormat.Json, message));
        var xml = Text(Failure(AnswerFormat.Xml, message));

        using var parsed = JsonDocument.Parse(json);
        Assert.Equal(message, parsed.RootElement.GetProperty("Message").GetString());
        Assert.Equal(message.Length, XDocument.Parse(xml, LoadOptions.PreserveWhitespace).Root!.Element("Message")!.Value.Length);
    }

    [Theory]
    [InlineData("json", "application/json;charset=utf-8")]
    [InlineData("xml", "text/xml;charset=utf-8")]
    public void The_content_type_is_the_gateways_literal(string format, string literal) =>
        Assert.Equal(literal, Envelope.ContentTypeOf(Enum.Parse<AnswerFormat>(format, ignoreCase: true)));

    private static string Text(RpcResponse response) => Encoding.UTF8.GetString(Envelope.BodyOf(response));

    private static RpcResponse Success(AnswerFormat format, Reply reply) => Of(format, null, reply);

    private static RpcResponse Failure(AnswerFormat format, string message) => Of(format, new(400, "Some.Code", message, By.Gateway), Reply.Empty);

    private static RpcResponse Of(AnswerFormat format, ApiError? error, Reply reply) => new()
    {
        RequestId = RequestId,
        Format = format,
        HostId = "rds.aliyuncs.com",
        ProductCode = "Rds",
        Action = "ResetAccountPassword",
        Error = error,
        Reply = reply,
    };
}
