using System.Text.RegularExpressions;
using ResetPassword.CommandLine;
using ResetPassword.Operations;
using ResetPassword.Products;

namespace ResetPassword.Tests.CommandLine;

/// <summary>The examples that <c>call PRODUCT ACTION --help</c> prints.</summary>
public sealed partial class ExampleCallsTests
{
    /// <summary>The actions that no call answers on the default instances, and why; each page says so.</summary>
    private static readonly string[] Refused =
    [
        // The id of a cluster or endpoint that may be deleted is in the answer that creates it.
        "SelectDb DeleteDBCluster InvalidDBClusterId.NotFound",
        "PolarDb DeleteDBClusterEndpoint InvalidDBEndpointId.Malformed",

        // The default instances are of no kind that these are for: serverless, or paid in advance.
        "AnalyticDb SetDataShareInstance OperationDenied.DBInstanceType",
        "PolarDb ModifyAutoRenewAttribute OperationDenied.DBClusterPayType",
        "PolarDb ModifyDBClusterServerlessConf OperationDenied.ClusterCategory",

        // Users and roles assume roles; the keys of the help are root's.
        "Sts AssumeRole NoPermission",
    ];

    [Fact]
    public async Task The_example_of_every_action_works_in_a_fresh_tenant()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var actions = from product in Catalogue.Products from operation in product.Operations select (product, operation);

        var outcomes = await Task.WhenAll(actions.Select(async action =>
            (Action: $"{action.product.Name} {action.operation.Action}", Codes: await CallAsync(emulator, action.product, action.operation))));

        Assert.InRange(outcomes.Length, 200, 1000);
        Assert.Equal(Refused.Order(StringComparer.Ordinal),
            outcomes.Where(outcome => outcome.Codes != "").Select(outcome => $"{outcome.Action} {outcome.Codes}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_example_that_cannot_work_says_why()
    {
        var product = Catalogue.Products.Single(one => one.Name == "Sts");

        var page = CallHelp.PageOf(product, product.Example).ToArray();

        Assert.Contains("Example, which the default instances refuse (403 NoPermission Roles may not be assumed by root accounts):", page);
    }

    // The codes of what is refused of the printed calls, in their order.
    private static async Task<string> CallAsync(EmulatorUnderTest emulator, Product product, Operation operation)
    {
        var codes = new List<string>();
        var lines = CallHelp.PageOf(product, operation).SkipWhile(line => !line.StartsWith("Example", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => line != "");
        foreach (var line in lines)
        {
            var answer = await emulator.SendAsync(RequestOf(emulator, product, operation, line).ToMessage());
            if (answer.Status != 200)
                codes.Add(answer.Error.Code ?? "");
        }

        return string.Join(' ', codes);
    }

    private static SignedRequest RequestOf(EmulatorUnderTest emulator, Product product, Operation operation, string line)
    {
        var command = $"  {OwnProgram.CommandLine} call {product.Name.ToLowerInvariant()} ";
        Assert.StartsWith(command, line, StringComparison.Ordinal);
        var words = Word().Matches(line[command.Length..]).Select(word => word.Value.Trim('\'')).ToArray();
        return new()
        {
            Endpoint = emulator.Endpoint,
            Version = product.Version,
            Action = words[0],
            Parameters = [.. words.Skip(1).Chunk(2).Select(pair => KeyValuePair.Create(pair[0][2..], pair[1]))],
            AccessKeyId = $"test-{product.Name}-{operation.Action}",
        };
    }

    [GeneratedRegex("'[^']*'|[^ ]+")]
    private static partial Regex Word();
}
