using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Products;
using ResetPassword.Seeds;

namespace ResetPassword.Tests.Products;

/// <summary>What every action answers to its examples, and what it changes, to the last value.</summary>
public sealed class AnswersTests
{
    // Those of the seed, and of the calls.
    private static readonly string[] Passwords =
    [
        "Initial_pass1", SomeReset.Password,
        .. Catalogue.Databases.SelectMany(product => product.Operations).SelectMany(operation => operation.Parameters).Where(p => p.IsSecret)
            .Select(p => p.Example),
    ];

    public static TheoryData<string> Products => [.. ProductUnderTest.Names];

    [Theory]
    [MemberData(nameof(Products))]
    public Task The_answers_and_changes_are_the_approved_ones(string product) =>
        Approved.AssertAsync($"tests/ResetPassword.Tests/Products/{product}", "Answers", Print(product));

    private static string Print(string product)
    {
        var text = new StringBuilder();
        foreach (var operation in Catalogue.Databases.Single(p => p.Name == product).Operations)
        {
            var some = SomeAction.Of(product, operation.Action);
            var seenFilled = some.Seen(ProductUnderTest.Of(product).FilledFor(operation.Action));
            text.Append(CultureInfo.InvariantCulture, $"{operation.Action}\n");
            foreach (var same in new (string Title, string Outcome)[]
            {
                ("mandatory parameters", OutcomeOf(some, some.Seen(), some.Parameters)),
                ("all parameters", OutcomeOf(some, some.Seen(), some.AllParameters)),
                ("something in every list", OutcomeOf(some, seenFilled, some.Parameters)),
                ("takes a minute", OutcomeOf(some, some.Seen(), some.Parameters, TimeSpan.FromMinutes(1))),
            }.GroupBy(one => one.Outcome, one => one.Title))
                text.Append(CultureInfo.InvariantCulture, $"  {string.Join(", ", same)}\n{same.Key}");
        }

        return text.ToString();
    }

    private static string OutcomeOf(SomeAction some, Seen seen, (string Name, string Value)[] parameters, TimeSpan duration = default) =>
        string.Concat(LinesOf(SomeDecision.Decide(some.Operation, seen, parameters, duration), seen.Instance).Select(line => $"    {line}\n"));

    private static IEnumerable<string> LinesOf(Decision decision, Instance? before) => decision switch
    {
        Decision.Refusal => [SomeDecision.Refusal(decision).ToString()],
        Decision.Answer answer => [SomeDecision.Text(answer.Reply)],
        Decision.Change change =>
        [
            SomeDecision.Text(change.Reply),
            .. change.Events.Select(e => e.ToString()),
            .. Approved.Difference(DocumentOf(before), DocumentOf(change.Next)).Split('\n', StringSplitOptions.RemoveEmptyEntries),
        ],
        _ => throw new InvalidOperationException($"{decision} is no decision about an instance."),
    };

    // A member a line, with where it stands.
    private static string DocumentOf(Instance? instance) =>
        instance is null ? "" : string.Join('\n', MembersOf("", new InstanceWriter(Catalogue.Databases).Write(instance)));

    private static IEnumerable<string> MembersOf(string path, JsonNode? node) => node switch
    {
        JsonObject { Count: > 0 } members => members.SelectMany(member => MembersOf($"{path}.{member.Key}", member.Value)),
        JsonArray { Count: > 0 } items => items.SelectMany((item, n) => MembersOf($"{path}[{NameOf(item!, n)}]", item)),
        _ => [$"{path.TrimStart('.')} = {TextOf(node)}"],
    };

    // Of a sharded cluster two accounts can have the same name.
    private static string NameOf(JsonNode item, int number) => $"{item["name"] ?? number}{(item["characterType"] is { } type ? $", {type}" : "")}";

    // Hashes are salted: what is the same from run to run is whether one is of the call's password, of the seed's, or of another.
    private static string TextOf(JsonNode? node)
    {
        var text = node?.ToJsonString() ?? "null";
        if (node?.GetValueKind() != JsonValueKind.String || !PasswordHash.TryRead((string)node!, out var hash))
            return text;
        return Passwords.FirstOrDefault(password => hash.Value.Matches(new(password))) is { } known ? $"the hash of {known}" : "the hash of another password";
    }
}
