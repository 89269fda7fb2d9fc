using ResetPassword.Operations;

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
}
