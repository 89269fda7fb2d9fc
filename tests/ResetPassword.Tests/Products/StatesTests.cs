using System.Text.Json.Nodes;
using ResetPassword.Operations;
using ResetPassword.Products;

namespace ResetPassword.Tests.Products;

/// <summary>Every status of every product against every action on an instance.</summary>
public sealed class StatesTests
{
    /// <summary>Product, action, status, and the code of the refusal or nothing.</summary>
    public static TheoryData<string, string, string, string> Pairs => new(
        from some in SomeAction.All
        where some.Operation.Scope is Scope.OneInstance or Scope.EachInstance
        let rule = ProductUnderTest.Of(some.Product.Name).States.GetValueOrDefault(some.Operation.Action)
        from status in some.Product.Instances.Statuses
        select (some.Product.Name, some.Operation.Action, status, rule is null ? "" : rule.CodeIn(status)));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void An_action_goes_in_the_statuses_that_it_asks_for_and_in_no_other(string product, string action, string status, string code)
    {
        var decision = SomeDecision.Decide(SomeAction.Of(product, action), new JsonObject { ["status"] = status }.ToJsonString(), "");

        var found = (decision as Decision.Refusal)?.Error.Code ?? "";
        Assert.True(
            code == found,
            $"{action} gets \"{found}\" in {status} and should get \"{code}\". If that is right, say in which statuses it goes, in States in {ProductUnderTest.Of(product).File}:\n"
            + $"[\"{action}\"] = new(\"{found}\", \"{Catalogue.Databases.Single(p => p.Name == product).Instances.Running}\"),");
    }

    [Fact]
    public void A_rule_is_about_an_action_of_the_product()
    {
        var named = ProductUnderTest.All.SelectMany(product => product.States.Keys.Select(action => $"{product.Name}.{action}"));

        Assert.Empty(named.Except(Catalogue.Databases.SelectMany(p => p.Operations.Select(o => $"{p.Name}.{o.Action}"))));
    }
}
