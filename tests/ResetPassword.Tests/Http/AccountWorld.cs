using System.Text.Json.Nodes;
using ResetPassword.CommandLine;
using ResetPassword.Operations;
using ResetPassword.Products;
using ResetPassword.Tests.Products;

namespace ResetPassword.Tests.Http;

/// <summary>The accounts of a tenant of its own, as an SDK changes and reads them, on one connection.</summary>
internal sealed class AccountWorld(AccountKind kind, Uri endpoint, string tenant) : IDisposable
{
    private readonly PersistentClient _client = new(endpoint);
    private readonly DatabaseProduct _product = Catalogue.Databases.Single(p => p.Name == kind.Product);
    private readonly Dictionary<string, string> _instances = [];

    private (string Name, string Value) Instance => (ProductUnderTest.Of(kind.Product).Target.InstanceParameter, kind.Instance);

    /// <summary>Takes a step; <c>OK</c> or the code of the refusal.</summary>
    public string Take(AccountStep step, string name, string password)
    {
        if (kind.IsAnInstance)
            return TakeOfInstance(step, name, password);
        (string, string)[] account = [Instance, ("AccountName", name)];
        return step switch
        {
            AccountStep.Create => Call("CreateAccount", [.. account, ("AccountPassword", password), .. kind.CreatedWith]),
            AccountStep.Reset => Call("ResetAccountPassword", [.. account, ("AccountPassword", password), .. kind.ResetWith]),
            AccountStep.Delete => Call("DeleteAccount", account),
            AccountStep.Lock => Call(kind.Lock.Action, [.. account, .. kind.Lock.Parameters]),
            _ => Call(kind.Unlock.Action, [.. account, .. kind.Unlock.Parameters]),
        };
    }

    /// <summary>Of the accounts that <see cref="AccountKind.Names"/> names, those that the product says there are, and whether each is locked.</summary>
    public IReadOnlyDictionary<string, bool> List()
    {
        if (kind.IsAnInstance)
        {
            var ids = Send("DescribeDBInstances", ("RegionId", "cn-hangzhou"))["Items"]!.AsArray().Select(item => (string)item!["DBInstanceId"]!).ToHashSet();
            return _instances.Where(pair => ids.Contains(pair.Value)).ToDictionary(pair => pair.Key, _ => false);
        }

        var accounts = Send("DescribeAccounts", [Instance, .. kind.ListedWith])["Accounts"]!;
        var items = accounts as JsonArray ?? accounts["DBInstanceAccount"]?.AsArray() ?? accounts["Account"]!.AsArray();
        return items.Where(item => (string?)item!["CharacterType"] != "cs").Select(item => item!)
            .Where(item => kind.Names.Contains((string?)item["AccountName"]))
            .ToDictionary(item => (string)item["AccountName"]!, item => (string?)item["AccountStatus"] == "Lock"
                || (string?)item["AccountLockState"] == "Lock");
    }

    /// <summary>Whether a password is the account's; null when there is no such account.</summary>
    public bool? Verify(string name, string password)
    {
        var (instance, account) = kind.IsAnInstance
            ? (_instances.GetValueOrDefault(name, "none"), ProductUnderTest.Of(kind.Product).Target.Account)
            : (kind.Instance, name);
        var body = $$"""{"password":"{{password}}"}""";
        var answer = _client.Exchange(
            $"POST /_emulator/instances/{instance}/accounts/{account}/verify-password?tenant={tenant}{kind.VerifiedWith} HTTP/1.1\r\nHost: {endpoint.Authority}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}")!;
        return answer.Status == 404 ? null : (bool)answer.Json["matches"]!;
    }

    public void Dispose() => _client.Dispose();

    private string TakeOfInstance(AccountStep step, string name, string password)
    {
        (string, string)[] instance = [("RegionId", "cn-hangzhou"), ("DBInstanceId", _instances.GetValueOrDefault(name, "selectdb-cn-none"))];
        if (step == AccountStep.Reset)
            return Call("ResetAccountPassword",
                [.. instance, ("AccountName", ProductUnderTest.Of(kind.Product).Target.Account), ("AccountPassword", password)]);
        if (step == AccountStep.Delete)
            return Call("DeleteDBInstance", instance);

        // The same token is the same id, also when the instance was deleted in between.
        var answer = Send("CreateDBInstance", [.. SomeAction.Of(kind.Product, "CreateDBInstance").Parameters, ("ClientToken", name)]);
        _instances[name] = (string)answer["Data"]!["DBInstanceId"]!;
        return "OK";
    }

    private string Call(string action, params (string Name, string Value)[] parameters) => (string?)Send(action, parameters)["Code"] ?? "OK";

    private JsonNode Send(string action, params (string Name, string Value)[] parameters)
    {
        var request = new SignedRequest
        {
            Endpoint = endpoint,
            Version = _product.Version,
            Action = action,
            AccessKeyId = tenant,
            Parameters = [.. parameters.Select(p => KeyValuePair.Create(p.Name, p.Value))],
        };
        return _client.Exchange(RawRequest.Of(request).ToText())!.Json;
    }
}
