using System.Text.Json.Nodes;
using ResetPassword.CommandLine;
using ResetPassword.Gateway;
using ResetPassword.Operations;
using ResetPassword.Products;

namespace ResetPassword.Tests.Http;

/// <summary>What can be done to an account.</summary>
internal enum AccountStep
{
    Create,
    Reset,
    Delete,
    Lock,
    Unlock,
}

/// <summary>What a product answers when a step does not fit, and how its calls name things.</summary>
/// <param name="Instance">The default instance whose accounts are changed.</param>
/// <param name="Names">The accounts.</param>
/// <param name="Steps">Those that the product has.</param>
internal sealed record AccountKind(string Product, string Instance, string[] Names, AccountStep[] Steps)
{
    public static readonly IReadOnlyDictionary<string, AccountKind> ByProduct = new[]
    {
        // SelectDB's only account comes and goes with its instance: the names are the tokens that instances are created with.
        new AccountKind("SelectDb", "", ["token1", "token2", "token3"], [AccountStep.Create, AccountStep.Reset, AccountStep.Delete])
        {
            Duplicate = "OK",
            NotFound = "InvalidDBInstanceId.NotFound",
        },
        new AccountKind("Rds", "pgm-running", ["model1", "model2", "model3"], Enum.GetValues<AccountStep>())
        {
            Duplicate = "InvalidAccountName.Duplicate",
            NotFound = "InvalidAccountName.NotFound",
            Locked = "IncorrectAccountStatus",
            KeepsLocked = true,
        },
        new AccountKind("MongoDb", "dds-sharded", ["root", "model1", "model2"], [AccountStep.Create, AccountStep.Reset])
        {
            Duplicate = "InvalidAccountName.Duplicate",
            NotFound = "InvalidAccountName.NotFound",
            NotRoot = "OperationDenied.AccountType",
            IsThere = "root",
        },
        new AccountKind("AnalyticDb", "gp-running", ["model1", "model2", "model3"], [AccountStep.Create, AccountStep.Reset, AccountStep.Delete])
        {
            Duplicate = "InvalidAccountName.Duplicate",
            NotFound = "InvalidAccountName.NotFound",
        },
        new AccountKind("PolarDb", "pc-running", ["model1", "model2", "model3"], Enum.GetValues<AccountStep>())
        {
            Duplicate = "InvalidAccountName.Duplicate",
            NotFound = "InvalidAccountName.Malformed",
            Gone = "InvalidAccountName.NotFound",
        },
    }.ToDictionary(kind => kind.Product);

    /// <summary>The code of a create of an account that is there.</summary>
    public required string Duplicate { get; init; }

    /// <summary>The code of a step with an account that is not there.</summary>
    public required string NotFound { get; init; }

    /// <summary>What a deletion gets for an account that is not there, if not the same.</summary>
    public string? Gone { get; init; }

    /// <summary>The code of a reset of a locked account, where that matters.</summary>
    public string? Locked { get; init; }

    /// <summary>Whether a delete of a locked account is answered well and changes nothing.</summary>
    public bool KeepsLocked { get; init; }

    /// <summary>The code of a reset of another account than root, where only root can be reset.</summary>
    public string? NotRoot { get; init; }

    /// <summary>The account that is there from the first.</summary>
    public string? IsThere { get; init; }
}

/// <summary>The accounts of a tenant of its own, as an SDK changes and reads them, on one connection.</summary>
internal sealed class AccountWorld(AccountKind kind, Uri endpoint, string tenant) : IDisposable
{
    private readonly PersistentClient _client = new(endpoint);
    private readonly DatabaseProduct _product = Catalogue.Databases.Single(p => p.Name == kind.Product);
    private readonly Dictionary<string, string> _instances = [];

    /// <summary>Takes a step; <c>OK</c> or the code of the refusal.</summary>
    public string Take(AccountStep step, string name, string password)
    {
        if (kind.Product == "SelectDb")
            return TakeOfSelectDb(step, name, password);
        (string, string)[] account = [(kind.Product == "PolarDb" ? "DBClusterId" : "DBInstanceId", kind.Instance), ("AccountName", name)];
        return (step, kind.Product) switch
        {
            (AccountStep.Create, "MongoDb") => Call("CreateAccount", [.. account, ("AccountPassword", password)]),
            (AccountStep.Create, _) => Call("CreateAccount", [.. account, ("AccountPassword", password), ("AccountType", "Normal")]),
            (AccountStep.Reset, "MongoDb") => Call("ResetAccountPassword", [.. account, ("AccountPassword", password), ("CharacterType", "db")]),
            (AccountStep.Reset, _) => Call("ResetAccountPassword", [.. account, ("AccountPassword", password)]),
            (AccountStep.Delete, _) => Call("DeleteAccount", account),
            (AccountStep.Lock, "PolarDb") => Call("ModifyAccountLockState", [.. account, ("AccountLockState", "Lock")]),
            (AccountStep.Unlock, "PolarDb") => Call("ModifyAccountLockState", [.. account, ("AccountLockState", "UnLock")]),
            (AccountStep.Lock, _) => Call("LockAccount", account),
            _ => Call("UnlockAccount", account),
        };
    }

    /// <summary>Of the accounts that <see cref="AccountKind.Names"/> names, those that the product says there are, and whether each is locked.</summary>
    public IReadOnlyDictionary<string, bool> List()
    {
        if (kind.Product == "SelectDb")
        {
            var ids = Send("DescribeDBInstances", ("RegionId", "cn-hangzhou"))["Items"]!.AsArray().Select(item => (string)item!["DBInstanceId"]!).ToHashSet();
            return _instances.Where(pair => ids.Contains(pair.Value)).ToDictionary(pair => pair.Key, _ => false);
        }

        // AnalyticDB lists the privileged account alone unless it is asked for all.
        (string, string)[] all = kind.Product == "AnalyticDb" ? [("AccountType", "All")] : [];
        var accounts = Send("DescribeAccounts", [(kind.Product == "PolarDb" ? "DBClusterId" : "DBInstanceId", kind.Instance), .. all])["Accounts"]!;
        var items = accounts as JsonArray ?? accounts["DBInstanceAccount"]?.AsArray() ?? accounts["Account"]!.AsArray();
        return items.Where(item => (string?)item!["CharacterType"] != "cs").Select(item => item!)
            .Where(item => kind.Names.Contains((string?)item["AccountName"]))
            .ToDictionary(item => (string)item["AccountName"]!, item => (string?)item["AccountStatus"] == "Lock" || (string?)item["AccountLockState"] == "Lock");
    }

    /// <summary>Whether a password is the account's; null when there is no such account.</summary>
    public bool? Verify(string name, string password)
    {
        var (instance, account) = kind.Product == "SelectDb" ? (_instances.GetValueOrDefault(name, "none"), "admin") : (kind.Instance, name);
        var query = kind.Product == "MongoDb" ? "&characterType=db" : "";
        var body = $$"""{"password":"{{password}}"}""";
        var answer = _client.Exchange(
            $"POST /_emulator/instances/{instance}/accounts/{account}/verify-password?tenant={tenant}{query} HTTP/1.1\r\nHost: {endpoint.Authority}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}")!;
        return answer.Status == 404 ? null : (bool)answer.Json["matches"]!;
    }

    public void Dispose() => _client.Dispose();

    private string TakeOfSelectDb(AccountStep step, string name, string password)
    {
        (string, string)[] instance = [("RegionId", "cn-hangzhou"), ("DBInstanceId", _instances.GetValueOrDefault(name, "selectdb-cn-none"))];
        if (step == AccountStep.Reset)
            return Call("ResetAccountPassword", [.. instance, ("AccountName", "admin"), ("AccountPassword", password)]);
        if (step == AccountStep.Delete)
            return Call("DeleteDBInstance", instance);

        // The same token is the same id, also when the instance was deleted in between.
        var answer = Send("CreateDBInstance", [.. Products.SomeAction.Of("SelectDb", "CreateDBInstance").Parameters, ("ClientToken", name)]);
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
