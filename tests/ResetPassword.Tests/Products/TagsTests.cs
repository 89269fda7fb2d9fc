using System.Text.Json.Nodes;
using ResetPassword.Operations;
using ResetPassword.Products;

namespace ResetPassword.Tests.Products;

/// <summary>What the actions for tags of all products have in common.</summary>
public sealed class TagsTests
{
    public static TheoryData<string> Products => [.. ProductUnderTest.All.Select(product => product.Name)];

    [Theory]
    [MemberData(nameof(Products))]
    public void An_untag_takes_a_tag_away(string product)
    {
        var decision = SomeDecision.Decide(SomeAction.Of(product, "UntagResources"), "{}", "All TagKey.1=team");

        Assert.Empty(Assert.IsType<Decision.Change>(decision).Next!.Tags);
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void An_untag_that_takes_nothing_away_changes_nothing(string product)
    {
        var decision = SomeDecision.Decide(SomeAction.Of(product, "UntagResources"), """{"tags":{"team":null}}""", "All TagKey.1=team");

        Assert.IsType<Decision.Answer>(decision);
    }

    /// <summary>SelectDB has no such action.</summary>
    [Theory]
    [InlineData("Rds")]
    [InlineData("MongoDb")]
    [InlineData("AnalyticDb")]
    [InlineData("PolarDb")]
    public void A_page_has_fifty_tags_and_the_last_one_leads_nowhere(string product)
    {
        Assert.Equal((50, ""), PageOf(product, instances: 5, token: ""));
        Assert.Equal((50, PageTokens.Of(50)), PageOf(product, instances: 6, token: ""));
        Assert.Equal((10, ""), PageOf(product, instances: 6, token: PageTokens.Of(50)));
    }

    // Of instances with ten tags each.
    private static (int Count, string Next) PageOf(string product, int instances, string token)
    {
        var some = SomeAction.Of(product, "ListTagResources");
        var tags = string.Join(',', Enumerable.Range(0, 10).Select(n => $"\"tag{n}\":\"\""));
        var instance = some.Seen($$$"""{"tags":{"team":null,{{{tags}}}}}""").Instances.Single();
        var others = Enumerable.Range(0, instances).Select(n => instance with { Id = $"{instance.Id}{n}" }).ToArray();

        var decision = SomeDecision.Decide(some.Operation, new(default, null, others),
            [.. some.Parameters.Where(p => p.Name is "RegionId" or "ResourceType"), ("Tag.1.Key", "tag0"), ("NextToken", token)]);

        var page = JsonNode.Parse(SomeDecision.Text(Assert.IsType<Decision.Answer>(decision).Reply))!;
        return (page["TagResources"]!["TagResource"]!.AsArray().Count, (string)page["NextToken"]!);
    }
}
