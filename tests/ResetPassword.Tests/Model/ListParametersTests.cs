using ResetPassword.Model;

namespace ResetPassword.Tests.Model;

/// <summary>A list in each form that clients send, and what is no list.</summary>
public sealed class ListParametersTests
{
    private static readonly Parameter Tag = Parameter.Optional("Tag", "", "").List();
    private static readonly Parameter Status = Parameter.Optional("Status", "", "").List(ListShape.Texts);
    private static readonly Parameter Config = Parameter.Optional("Config", "", "").List(ListShape.Object);

    /// <summary>The parameters, and the items: the members of each with commas between them, the items with a bar.</summary>
    public static TheoryData<string[], string> Objects => new()
    {
        { [], "" },
        { ["Tag="], "" },
        { ["Tag=null"], "" },
        { ["TagShrink=null"], "" },
        { ["Tag=[]"], "" },
        { ["Tag=[null]"], "" },
        { ["Tag.2.Key=b", "Tag.1.Value=1", "Tag.1.Key=a"], "Value:1,Key:a|Key:b" },
        { ["Tag.10.Key=b", "Tag.9.Key=a"], "Key:a|Key:b" },
        { ["Tag.1.Key="], "Key:" },
        { ["""Tag=[{"Key":"a","Value":"1"},{"Key":"b"}]"""], "Key:a,Value:1|Key:b" },
        { ["""TagShrink=[{"Key":"a","Value":"1"},{"Key":"b"}]"""], "Key:a,Value:1|Key:b" },
        { ["""Tag= [ { "Key" : "a" , "Value" : null } , null ] """], "Key:a" },
        { ["""Tag=[{"Key":null,"Value":null},{"Key":"a"},{}]"""], "Key:a" },
        { ["""Tag=[{"Key":null,"Value":"1"}]"""], "Value:1" },
        { ["""Tag=[{"Key":1,"Value":true}]"""], "Key:1,Value:true" },
        { ["""Tag=[{"Key":"中","Value":"a b"}]"""], "Key:中,Value:a b" },
        { ["""Tag=[{"Key":["x","y"],"Value":{"a":{"b":1}}}]"""], "Key.1:x,Key.2:y,Value.a.b:1" },
        { ["""Tag=[{"Key":"a"}]""", "Tag.1.Key=b"], "Key:b|Key:a" },
        { ["Tags.1.Key=a", "Tag1.Key=b", "TagShrinks=c", "tag.1.Key=d"], "" },
    };

    /// <summary>The parameters, and the values.</summary>
    public static TheoryData<string[], string[]> Texts => new()
    {
        { [], [] },
        { ["Status=null"], [] },
        { ["StatusShrink=null"], [] },
        { ["Status=[]"], [] },
        { ["Status.2=b", "Status.1=a"], ["a", "b"] },
        { ["Status=a, b,"], ["a", "b"] },
        { ["""Status=["a","b"]"""], ["a", "b"] },
        { ["""StatusShrink=["a",null,"b"]"""], ["a", "b"] },
        { ["Status=[1,true]"], ["1", "true"] },
    };

    public static TheoryData<string> NoObjects =>
    [
        "Tag=x", "Tag=[", "Tag=[{]", "Tag={}", """Tag={"Key":"a"}""", "Tag=[1]", """Tag=["a"]""", "Tag=[[]]", "Tag=1", "Tag=true", "Tag=\"null\"", "Tag=nul",
        "Tag=NULL",
        """Tag=[{"Key":"a"}] x""", """Tag=[{"Key":"\ud800"}]""", """Tag=[{"\ud800":"a"}]""", "TagShrink=x", "Tag.1=a", "Tag.x.Key=a", "Tag..Key=a",
        "Tag.-1.Key=a", "Tag.Key=a",
        "Tag.99999999999.Key=a", $"Tag=[{string.Join(',', Enumerable.Repeat("{}", 1001))}]", $"Tag=[{{\"Key\":{new string('[', 100)}{new string(']', 100)}}}]",
    ];

    public static TheoryData<string> NoTexts => ["Status=[", "Status=[{}]", "Status=[[]]", "StatusShrink=[", "Status.1.Key=a", "Status.x=a"];

    [Theory]
    [MemberData(nameof(Objects))]
    public void A_list_of_objects_is_read_in_every_form(string[] given, string items)
    {
        var parameters = Given(given);

        var read = parameters.FindItems(Tag);

        Assert.True(Tag.IsMetBy(parameters));
        Assert.Equal(items, string.Join('|', read.Select(item => string.Join(',', item.Select(member => $"{member.Key}:{member.Value}")))));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_list_of_texts_is_read_in_every_form(string[] given, string[] values)
    {
        var parameters = Given(given);

        Assert.True(Status.IsMetBy(parameters));
        Assert.Equal(values, parameters.FindValues(Status));
    }

    [Theory]
    [InlineData("Config=null")]
    [InlineData("ConfigShrink=null")]
    [InlineData("Config={}")]
    [InlineData("""Config={"Min":0.5,"Max":8}""")]
    [InlineData("Config.Min=0.5")]
    public void One_object_is_read_in_every_form(string given) => Assert.True(Config.IsMetBy(Given(given)));

    [Theory]
    [MemberData(nameof(NoObjects))]
    public void What_is_no_list_of_objects_is_not_taken_for_one(string given) => Assert.False(Tag.IsMetBy(Given(given)));

    [Theory]
    [MemberData(nameof(NoTexts))]
    public void What_is_no_list_of_texts_is_not_taken_for_one(string given) => Assert.False(Status.IsMetBy(Given(given)));

    [Theory]
    [InlineData("Config=[]")]
    [InlineData("Config=1")]
    [InlineData("Config={")]
    public void What_is_no_object_is_not_taken_for_one(string given) => Assert.False(Config.IsMetBy(Given(given)));

    [Theory]
    [InlineData("Tag=null", false)]
    [InlineData("Tag=[]", false)]
    [InlineData("Tag.1.Key=", false)]
    [InlineData("Tag=[{\"Key\":\"a\"}]", true)]
    [InlineData("TagShrink=[{\"Key\":\"a\"}]", true)]
    [InlineData("Tag.1.Key=a", true)]
    [InlineData("Tag=x", true)]
    public void A_list_is_there_when_something_is_in_it_or_it_cannot_be_read(string given, bool expected) => Assert.Equal(expected, Given(given).Has(Tag));

    private static RpcParameters Given(params string[] given)
    {
        var parameters = new RpcParameters(given.Length);
        Assert.All(given, p =>
            Assert.True(parameters.TryAdd(p[..p.IndexOf('=', StringComparison.Ordinal)], p[(p.IndexOf('=', StringComparison.Ordinal) + 1)..])));
        return parameters;
    }
}
