using System.Text.Json.Nodes;
using ResetPassword.CommandLine;
using ResetPassword.Gateway.Authentication;
using ResetPassword.Products;

namespace ResetPassword.Tests.CommandLine;

/// <summary>Secrets that can be recognised go in by every door, and must come out of none.</summary>
public sealed class CanaryTests
{
    private const string Canary = "Canary_7";

    [Theory]
    [InlineData("Text")]
    [InlineData("Json")]
    public async Task No_secret_is_in_the_log_on_standard_output_or_in_the_contract(string format)
    {
        await using var service = await ServiceProcess.ServeAsync(
            ["--ResetPassword:LogLevel=Verbose", $"--ResetPassword:LogFormat={format}", "--Logging:LogLevel:Default=Trace"],
            ("Logging__LogLevel__Microsoft", "Trace"),
            ("Serilog__MinimumLevel__Default", "Verbose"));
        using var http = new HttpClient();

        var answers = new List<string>();
        foreach (var message in Messages(service.Endpoint))
        {
            using var answer = await http.SendAsync(message, TestContext.Current.CancellationToken);
            answers.Add(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        var contract = await http.GetStringAsync(new Uri(service.Endpoint, "/_emulator/contract"), TestContext.Current.CancellationToken);
        var journal = await http.GetStringAsync(new Uri(service.Endpoint, "/_emulator/requests"), TestContext.Current.CancellationToken)
            + await http.GetStringAsync(new Uri(service.Endpoint, "/_emulator/requests?tenant=-"), TestContext.Current.CancellationToken);
        var (_, output) = await service.EndAsync();

        Assert.True(answers.Count > 50);
        Assert.DoesNotContain(Canary, output, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, contract, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, journal, StringComparison.Ordinal);
        Assert.DoesNotContain("Signature=", output, StringComparison.Ordinal);
        Assert.All(answers.Where(answer => !answer.Contains("SignatureDoesNotMatch", StringComparison.Ordinal)), answer => Assert.DoesNotContain(Canary, answer, StringComparison.Ordinal));
        Assert.Contains(answers, answer => answer.Contains("SignatureDoesNotMatch", StringComparison.Ordinal) && answer.Contains(Canary, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_call_is_a_structured_line()
    {
        await using var service = await ServiceProcess.ServeAsync(["--ResetPassword:LogFormat=Json"]);
        using var http = new HttpClient();
        using var answer = await http.SendAsync(Request(service.Endpoint, "Rds", Canary).ToMessage(), TestContext.Current.CancellationToken);

        var (_, output) = await service.EndAsync();

        var line = JsonNode.Parse(output.Split('\n').Single(l => l.StartsWith('{')))!["Properties"]!;
        Assert.Equal(
            "Rds ResetAccountPassword rm-running testid 200 OK",
            string.Join(' ', new[] { "Product", "Action", "Instance", "AccessKeyId", "Status", "Code" }.Select(name => line[name]!.ToString())));
        Assert.Equal(answer.Headers.GetValues("x-acs-request-id").Single(), (string?)line["RequestId"]);
        Assert.True((double)line["Milliseconds"]! > 0);
    }

    private static IEnumerable<HttpRequestMessage> Messages(Uri endpoint)
    {
        foreach (var product in Catalogue.Products.Select(product => product.Name))
        {
            foreach (var generation in new[] { SignatureGeneration.V1, SignatureGeneration.V3 })
            {
                var get = Request(endpoint, product, Canary + "x") with { Generation = generation, Method = HttpMethod.Get };
                yield return get.ToMessage();
                yield return (get with { Method = HttpMethod.Post, Parameters = [.. get.Parameters, new("AccountPasword", Canary)] }).ToMessage();
                yield return (get with { Nonce = Canary }).ToMessage();
                yield return (get with { Nonce = Canary }).ToMessage();
                yield return (get with { AccessKeySecret = new(Canary) }).ToMessage();
                yield return (get with { AccessKeyId = Canary }).ToMessage();
                yield return (get with { Action = Canary }).ToMessage();
                yield return (get with { Version = Canary }).ToMessage();
                yield return (get with { SecurityToken = Canary }).ToMessage();
                yield return (get with { Timestamp = DateTimeOffset.UnixEpoch }).ToMessage();
            }
        }

        foreach (var target in new[] { $"/?AccountPassword={Canary}%ZZ", $"/{Canary}", $"/?A={Canary}&A=x{Canary}", $"/?Action={Canary}&Version={Canary}&Format={Canary}", $"/_emulator/{Canary}" })
            yield return new(HttpMethod.Get, new Uri(endpoint, target));
        var basic = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new StringContent(Canary) };
        basic.Headers.TryAddWithoutValidation("Authorization", $"ACS3-HMAC-SHA256 Credential={Canary},SignedHeaders=host,Signature={Canary}");
        yield return basic;
        yield return new(HttpMethod.Post, new Uri(endpoint, "/_emulator/faults")) { Content = new StringContent($"{{\"error\":{{\"code\":{Canary}}}", System.Text.Encoding.UTF8, "application/json") };
    }

    // Accepted by every product's rule, or refused by all of them with a suffix that is too long.
    private static SignedRequest Request(Uri endpoint, string product, string password)
    {
        var target = Catalogue.Products.Single(p => p.Name == product);
        return new()
        {
            Endpoint = endpoint,
            Version = target.Version,
            Action = target.Operations[0].Action,
            Parameters = [.. SomeReset.Of(product).Parameters.Select(p => KeyValuePair.Create(p.Name, p.Name == "AccountPassword" ? password : p.Value))],
        };
    }
}
