using System.Text;
using ResetPassword.CommandLine;
using ResetPassword.Tenancy;
using ResetPassword.Tests.Http;

namespace ResetPassword.Tests.CommandLine;

/// <summary>Sends calls whose every secret is one of a kind, and keeps the secrets and the answers.</summary>
internal sealed class CanaryTraffic(Uri endpoint)
{
    private readonly List<string> _secrets = [];
    private readonly List<string> _answers = [];

    /// <summary>Passwords, AccessKey secrets and signatures that were sent, each as it is and percent-encoded.</summary>
    public IEnumerable<string> Secrets => _secrets.SelectMany(secret => new[] { secret, Uri.EscapeDataString(secret) }).Distinct();

    /// <summary>What came back: headers and bodies, but for the echo that the gateway owes to whoever signed wrongly.</summary>
    public IEnumerable<string> Answers => _answers;

    public int Count => _answers.Count;

    /// <summary>A password by every product's rule.</summary>
    public string NewPassword() => Keep($"Canary_{Guid.NewGuid():N}"[..30]);

    public string NewSecret() => Keep($"canary-secret-{Guid.NewGuid():N}");

    /// <summary>A call of <see cref="SomeReset"/> with a password of its own.</summary>
    public SignedRequest Reset(string product, SignatureGeneration generation = SignatureGeneration.V3)
    {
        var some = SomeReset.Of(product);
        var target = ResetPassword.Products.Catalogue.Products.Single(p => p.Name == product);
        return new()
        {
            Endpoint = endpoint,
            Version = target.Version,
            Action = target.Example.Action,
            Generation = generation,
            Parameters = [.. some.Parameters.Where(p => p.Name != "AccountPassword").Select(p => KeyValuePair.Create(p.Name, p.Value)),
                new("AccountPassword", NewPassword())],
        };
    }

    /// <summary>A call by a user that gets a temporary key.</summary>
    public SignedRequest AssumeRole() => new()
    {
        Endpoint = endpoint,
        Version = "2015-04-01",
        Action = "AssumeRole",
        AccessKeyId = "testlimited",
        Parameters = [new("RoleArn", "acs:ram::1000000000000001:role/rotator"), new("RoleSessionName", "canary")],
    };

    public Answer Send(SignedRequest call) => Send(RawRequest.Of(call));

    public Answer Send(RawRequest request)
    {
        var authorization = request.Headers.FirstOrDefault(h => h.Key == "Authorization").Value ?? "";
        _secrets.AddRange(authorization.Split("Signature=").Skip(1));
        _secrets.AddRange(request.Pairs.Where(pair => pair.StartsWith("Signature=", StringComparison.Ordinal))
            .Select(pair => Uri.UnescapeDataString(pair["Signature=".Length..])));
        return SendText(request.ToText());
    }

    /// <summary>Sends what may not even be HTTP.</summary>
    public Answer SendText(string request)
    {
        var answer = RawConnection.Exchange(endpoint, request);
        _answers.Add($"{answer.Status} {string.Join('\n', answer.Headers)}\n{(IsEcho(answer.Text) ? "" : answer.Text)}");
        return answer;
    }

    /// <summary>A call of one of the emulator's own endpoints.</summary>
    public Answer Control(string method, string path, string json = "") =>
        SendText($"{method} /_emulator/{path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}");

    private static bool IsEcho(string text) =>
        text.Contains("\"Code\":\"SignatureDoesNotMatch\"", StringComparison.Ordinal)
            || text.Contains("<Code>SignatureDoesNotMatch</Code>", StringComparison.Ordinal);

    private string Keep(string secret)
    {
        _secrets.Add(secret);
        return secret;
    }
}
