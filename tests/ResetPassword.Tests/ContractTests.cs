using System.Globalization;
using System.Text;
using ResetPassword.Hosting;
using ResetPassword.Products;

namespace ResetPassword.Tests;

/// <summary>What the service promises, as text, so that a reviewer sees every change of it.</summary>
public sealed class ContractTests
{
    [Fact]
    public Task The_contract_is_the_approved_one() => Approved.AssertAsync("tests/ResetPassword.Tests", "Contract", Print(Contract.Of(Catalogue.Products)));

    [Fact]
    public async Task The_service_publishes_it()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await emulator.SendAsync(new(HttpMethod.Get, new Uri(emulator.Endpoint, "/_emulator/contract")));

        Assert.Equal(200, answer.Status);
        Assert.Equal(
            ["SelectDb 2023-05-22 22", "Rds 2014-08-15 19", "MongoDb 2015-12-01 10", "AnalyticDb 2016-05-03 8", "PolarDb 2017-08-01 9", "Sts 2015-04-01 9", "Location 2015-06-12 2", "Vpc 2016-04-28 4"],
            answer.Json["products"]!.AsArray().Select(p => $"{p!["name"]} {p["version"]} {p["actions"]![0]!["errors"]!.AsArray().Count}"));
        Assert.Contains("SignatureNonceUsed", answer.Json["gatewayErrors"]!.AsArray().Select(e => (string?)e!["code"]));
    }

    private static string Print(Contract contract)
    {
        var text = new StringBuilder();
        foreach (var product in contract.Products)
        {
            foreach (var action in product.Actions)
            {
                text.Append(CultureInfo.InvariantCulture, $"{product.Name} ({product.Code} {product.Version}) {action.Name}\n  {action.Documentation}\n");
                text.Append(action.Ram is { } ram
                    ? $"  RAM {ram.Action} {ram.AccessLevel} {ram.Resource} {string.Join(' ', ram.ConditionKeys)}\n"
                    : "  everybody may call it\n");
                foreach (var p in action.Parameters)
                    text.Append(CultureInfo.InvariantCulture,
                        $"  {p.Name}{(p.Required ? "" : "?")}{(p.Secret ? " secret" : "")} {string.Join('|', p.AllowedValues)}\n");
                Print(text, action.Errors);
            }
        }

        text.Append("Gateway\n");
        Print(text, contract.GatewayErrors);
        return text.ToString();
    }

    private static void Print(StringBuilder text, IReadOnlyList<ContractError> errors)
    {
        foreach (var e in errors)
            text.Append(CultureInfo.InvariantCulture, $"    {e.Status} {e.Code} \"{e.Message}\" [{e.Source}, {e.ReachedBy}] {e.Description}\n");
    }
}
