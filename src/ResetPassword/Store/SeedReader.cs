using System.Collections.Immutable;
using System.Text.Json;
using ResetPassword.Gateway;
using ResetPassword.Gateway.Authentication;

namespace ResetPassword.Store;

/// <summary>Something wrong in a seed: where, and what was expected.</summary>
/// <param name="Path">JSONPath of the value: <c>$.instances[2].status</c>.</param>
internal sealed record SeedFault(int Line, string Path, string Message);

/// <summary>Reads a seed: all of it, or every fault that is in it. The models of the products say what is allowed.</summary>
internal sealed class SeedReader(IReadOnlyList<Product> products, IdSource ids, DateTimeOffset now)
{
    public const string DefaultRegion = "cn-hangzhou";
    public const string DefaultPassword = "Initial_pass1";

    private static readonly AccessKey DefaultAccessKey = new("testid", new("testsecret"), "1000000000000001", DefaultRegion);

    private readonly List<SeedFault> _faults = [];

    /// <summary>The seed, or null and what is wrong with the text.</summary>
    public Seed? Read(ReadOnlySpan<byte> utf8, out IReadOnlyList<SeedFault> faults)
    {
        faults = _faults;
        LocatedJson root;
        try
        {
            root = LocatedJson.Read(utf8);
        }
        catch (JsonException notJson)
        {
            _faults.Add(new((int)(notJson.LineNumber ?? 0) + 1, "$", $"This is not JSON: {WithoutPosition(notJson.Message)}"));
            return null;
        }

        var seed = Read(root);
        return _faults.Count == 0 ? seed : null;
    }

    private Seed Read(LocatedJson root)
    {
        var fields = new SeedObject(root, "$", _faults, ["$schema", "region", "accessKeys", "instances"]);
        fields.Text("$schema", "");
        var region = fields.Text("region", DefaultRegion);
        var keys = fields.Array("accessKeys").Select(item => ReadAccessKey(item.Value, item.Path, region)).ToList();
        foreach (var (path, value) in Repeated(fields.Array("accessKeys"), keys, key => key.Caller.AccessKeyId))
            _faults.Add(new(value.Line, path, "This accessKeyId occurs twice; each must be unique."));

        var instances = fields.Array("instances").Select(item => ReadInstance(item.Value, item.Path, region)).ToList();
        foreach (var (path, value) in Repeated(fields.Array("instances"), instances, instance => instance.Id))
            _faults.Add(new(value.Line, path, "This id occurs twice; instance ids are unique across products."));
        return new(keys.Count == 0 ? [DefaultAccessKey] : keys, instances, region);
    }

    private AccessKey ReadAccessKey(LocatedJson value, string path, string region)
    {
        var fields = new SeedObject(value, path, _faults, ["accessKeyId", "accessKeySecret", "ownerId", "region", "status"]);
        var id = fields.RequiredText("accessKeyId");
        var secret = new Secret(fields.RequiredText("accessKeySecret"));
        var ownerId = fields.RequiredText("ownerId");
        if (ownerId != "" && (ownerId.Length != 16 || !ownerId.All(char.IsAsciiDigit)))
            fields.Fault("ownerId", "An Alibaba Cloud account id is 16 digits.");
        if (id.StartsWith("test-", StringComparison.Ordinal))
            fields.Fault("accessKeyId", "Keys that start with test- are tenants of their own and cannot be configured.");
        var status = fields.OneOf("status", "Active", ["Active", "Inactive"]);
        return new(id, secret, ownerId, fields.Text("region", region), status == "Active");
    }

    private Instance ReadInstance(LocatedJson value, string path, string region)
    {
        var productName = SeedObject.TextOf(value, "product");
        if (products.FirstOrDefault(p => p.Name == productName)?.Instances is not { } model)
        {
            _faults.Add(new(value.Line, $"{path}.product", $"Expected one of {string.Join(", ", products.Select(p => p.Name))}."));
            return new() { Product = "", Id = SeedObject.TextOf(value, "id") ?? path, Region = region, Status = "", LockMode = "" };
        }

        string[] names = ["product", "id", "region", "engine", "engineVersion", "status", "lockMode", "tags", "accounts", .. model.Properties.Select(p => p.Name)];
        var fields = new SeedObject(value, path, _faults, names);
        var instance = new Instance
        {
            Product = fields.RequiredText("product"),
            Id = fields.RequiredText("id"),
            Region = fields.Text("region", region),
            Engine = fields.OneOf("engine", model.Engines[0], model.Engines),
            EngineVersion = fields.Text("engineVersion", ""),
            Status = fields.OneOf("status", model.Running, model.Statuses),
            LockMode = fields.OneOf("lockMode", model.Unlocked, model.LockModes),
            Properties = model.Properties.Select(p => (Property: p, Value: fields.OneOf(p.Name, p.Default, p.AllowedValues)))
                .Where(p => p.Value != p.Property.Default)
                .Select(p => KeyValuePair.Create(p.Property.Name, p.Value))
                .ToImmutableSortedDictionary(StringComparer.Ordinal),
            Tags = fields.Map("tags").ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
        var accounts = fields.Array("accounts").Select(item => ReadAccount(item.Value, item.Path, instance, model)).ToList();
        foreach (var (accountPath, account) in Repeated(fields.Array("accounts"), accounts, account => account.Key))
            _faults.Add(new(account.Line, accountPath, "This account occurs twice; names (with characterType) are unique within an instance."));
        return instance with { Accounts = accounts.DistinctBy(account => account.Key).ToImmutableSortedDictionary(account => account.Key, account => account) };
    }

    private DatabaseAccount ReadAccount(LocatedJson value, string path, Instance instance, InstanceModel model)
    {
        var fields = new SeedObject(value, path, _faults, ["name", "type", "status", "createdBy", "privilegeType", "characterType", "password"]);
        var characterTypes = model.CharacterTypes(instance);
        var characterType = fields.Text("characterType", "");
        if (characterTypes.Count == 0 && characterType != "")
            fields.Fault("characterType", "Only an account of a sharded MongoDB cluster has a characterType.");
        if (characterTypes.Count > 0 && !characterTypes.Contains(characterType))
            fields.Fault("characterType", $"An account of a sharded cluster needs one of {string.Join(", ", characterTypes)}.");
        return new()
        {
            Name = fields.RequiredText("name"),
            CharacterType = characterTypes.Count == 0 ? null : characterType,
            Type = fields.OneOf("type", model.AccountTypes[0], model.AccountTypes),
            Status = fields.OneOf("status", model.Usable, model.AccountStatuses),
            CreatedBy = fields.OneOf("createdBy", "api", ["api", "sql"]),
            PrivilegeType = fields.OneOf("privilegeType", "", ["", "Custom"]),
            Password = PasswordHash.Of(new(fields.Text("password", DefaultPassword)), ids.NextSalt()),
            PasswordChangedAt = now,
        };
    }

    private static List<(string Path, LocatedJson Value)> Repeated<T, TKey>(
        IReadOnlyList<(LocatedJson Value, string Path)> items, IReadOnlyList<T> read, Func<T, TKey> keyOf)
        where TKey : notnull
    {
        var seen = new HashSet<TKey>();
        return [.. items.Zip(read).Where(pair => !seen.Add(keyOf(pair.Second))).Select(pair => (pair.First.Path, pair.First.Value))];
    }

    // The exception's text ends with a position of its own, which counts from 0.
    private static string WithoutPosition(string message) => message.Split(" LineNumber:")[0].Split(" Path:")[0];
}
