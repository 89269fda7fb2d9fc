using System.Globalization;
using System.Text.Json;
using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Products;
using ResetPassword.Seeds;

namespace ResetPassword.Tests.Products;

/// <summary>No action leaves a text of any length, or any number of things: what an instance holds is bounded whatever it is given.</summary>
public sealed class BoundsTests
{
    private const int LongestText = 256;

    private static readonly SomeAction[] All = [.. Catalogue.Databases.SelectMany(p => p.Operations, (p, o) => SomeAction.Of(p.Name, o.Action))];

    /// <summary>Product, action, parameter or item of a list.</summary>
    public static TheoryData<string, string, string> Given => new(
        from some in All
        from name in some.AllParameters.Select(p => p.Name).Where(name => !IsInstanceId(name)).Distinct()
        select (some.Product.Name, some.Operation.Action, name));

    /// <summary>Product, action, code and message; how many tags, how long.</summary>
    public static TheoryData<string, string, string, string, int, int, int> Tagged => new(
        from product in ProductUnderTest.All
        from row in product.TagRefusals
        select (product.Name, row.Action, row.Code, row.Message, row.Count, row.KeyLength, row.ValueLength));

    /// <summary>Product and action; how long a key and a value can be.</summary>
    public static TheoryData<string, string, int, int> TaggedAtMost => new(
        from product in ProductUnderTest.All
        from row in product.TagLimits
        select (product.Name, row.Action, row.KeyLength, row.ValueLength));

    [Theory]
    [MemberData(nameof(Given))]
    public void A_text_that_is_too_long_is_refused_or_not_kept(string product, string action, string name)
    {
        var some = SomeAction.Of(product, action);

        var decision = SomeDecision.Decide(some.Operation, some.Seen(),
            [.. some.AllParameters.Where(p => p.Name != name), (name, new string('y', LongestText + 1))]);

        Assert.InRange(decision is Decision.Change { Next: { } next } ? LongestIn(next) : 0, 0, LongestText);
    }

    [Theory]
    [MemberData(nameof(Tagged))]
    public void Tags_that_are_too_many_or_too_long_are_refused(string product, string action, string code, string message, int count, int keyLength,
        int valueLength)
    {
        var some = SomeAction.Of(product, action);
        var tags = Enumerable.Range(1, count).SelectMany(n => new[]
        {
            ($"Tag.{n}.Key", n.ToString(CultureInfo.InvariantCulture).PadRight(keyLength, 'k')), ($"Tag.{n}.Value", new string('v', valueLength)),
        });

        var decision = SomeDecision.Decide(some.Operation, some.Seen(), [.. some.Parameters, .. tags]);

        Assert.Equal((400, code, message), SomeDecision.Refusal(decision));
    }

    [Theory]
    [MemberData(nameof(TaggedAtMost))]
    public void As_many_and_as_long_tags_as_there_can_be_are_kept(string product, string action, int keyLength, int valueLength)
    {
        var some = SomeAction.Of(product, action);
        var tags = Enumerable.Range(1, 20).SelectMany(n => new[]
        {
            ($"Tag.{n}.Key", n.ToString(CultureInfo.InvariantCulture).PadRight(keyLength, 'k')), ($"Tag.{n}.Value", new string('v', valueLength)),
        });

        var decision = SomeDecision.Decide(some.Operation, some.Seen(), [.. some.Parameters, .. tags]);

        Assert.Equal(20, Assert.IsType<Decision.Change>(decision).Next!.Tags.Count);
    }

    private static bool IsInstanceId(string name) => name is "DBInstanceId" or "DBClusterId";

    private static int LongestIn(Instance instance) => LongestIn(JsonSerializer.SerializeToElement(new InstanceWriter(Catalogue.Databases).Write(instance)));

    private static int LongestIn(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Select(member => Math.Max(member.Name.Length, LongestIn(member.Value))).DefaultIfEmpty().Max(),
        JsonValueKind.Array => value.EnumerateArray().Select(LongestIn).DefaultIfEmpty().Max(),
        JsonValueKind.String => value.GetString()!.Length,
        _ => 0,
    };
}
