using System.Security.Cryptography;
using ResetPassword.Documents;
using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Ram;

namespace ResetPassword.Seeds;

/// <summary>Reads a seed: all of it, or every fault that is in it.</summary>
internal sealed class SeedReader(IReadOnlyList<DatabaseProduct> products, IdSource ids, DateTimeOffset now)
{
    public const string DefaultRegion = "cn-hangzhou";
    public const int MaxKeyIdLength = 128;

    private static readonly AccessKey DefaultAccessKey = new(PublishedKeys.DefaultId, new(PublishedKeys.Secret), "1000000000000001", DefaultRegion);

    private readonly DocumentFaults _faults = [];

    /// <summary>The seed, or null and what is wrong with the text.</summary>
    public Seed? Read(byte[] utf8, out IReadOnlyList<DocumentFault> faults)
    {
        faults = _faults;
        if (LocatedJson.TryRead(utf8, _faults) is not { } root)
            return null;
        return Read(root) is { } seed ? seed with { Hash = Convert.ToHexStringLower(SHA256.HashData(utf8)), ReadAt = now } : null;
    }

    private Seed? Read(LocatedJson root)
    {
        var fields = new DocumentObject(root, "$", _faults, ["$schema", "region", "accessKeys", "users", "roles", "instances"]);
        fields.Text("$schema", "");
        var region = fields.Text("region", DefaultRegion);
        var keys = new Dictionary<string, AccessKey>();
        foreach (var (value, path) in fields.Array("accessKeys"))
        {
            var key = ReadAccessKey(value, path, region);
            if (!keys.TryAdd(key.Caller.AccessKeyId, key))
                _faults.Add(new(value.Line, path, "This accessKeyId occurs twice; each must be unique."));
        }

        var first = keys.Count == 0 ? DefaultAccessKey : keys.Values.First();
        if (keys.Count == 0)
            keys.Add(first.Caller.AccessKeyId, first);
        LocatedItem[] users = [.. fields.Array("users")];
        foreach (var (value, path) in users)
            ReadUser(value, path, first.Caller, keys);
        LocatedItem[] roles = [.. fields.Array("roles")];
        foreach (var (value, path) in roles)
            RamReader.ReadRole(value, path, _faults);
        RefuseRepeated(users);
        RefuseRepeated(roles);
        var instances = new InstanceReader(products, ids, now, _faults, BindingRights.Free).ReadInstances(fields.Array("instances"), region);
        return _faults.Count > 0 ? null : new([.. keys.Values], instances, region)
        {
            Ram = new(first.Caller.OwnerId, [.. users.Select(user => user.Value)], [.. roles.Select(role => role.Value)]),
        };
    }

    private void ReadUser(LocatedJson value, string path, Caller account, Dictionary<string, AccessKey> keys)
    {
        var user = RamReader.ReadUser(value, path, _faults);
        foreach (var (item, place) in new DocumentObject(value, path, [], RamReader.UserNames).Array("accessKeys"))
        {
            var fields = new DocumentObject(item, place, _faults, ["accessKeyId", "accessKeySecret", "status"]);
            var caller = account with { AccessKeyId = ReadKeyId(fields), Principal = new Principal.User(user.Name) };
            if (!keys.TryAdd(caller.AccessKeyId, new(caller, new(fields.RequiredText("accessKeySecret")), ReadIsActive(fields))))
                _faults.Add(new(item.Line, place, "This accessKeyId occurs twice; each must be unique."));
        }
    }

    private void RefuseRepeated(IReadOnlyList<LocatedItem> items)
    {
        foreach (var (value, path) in items.GroupBy(item => DocumentObject.TextOf(item.Value, "name")).SelectMany(same => same.Skip(1)))
            _faults.Add(new(value.Line, path, "This name occurs twice; each must be unique."));
    }

    private AccessKey ReadAccessKey(LocatedJson value, string path, string region)
    {
        var fields = new DocumentObject(value, path, _faults, ["accessKeyId", "accessKeySecret", "ownerId", "region", "status"]);
        var id = ReadKeyId(fields);
        var secret = new Secret(fields.RequiredText("accessKeySecret"));
        var ownerId = fields.RequiredText("ownerId");
        if (ownerId != "" && (ownerId.Length != 16 || !ownerId.All(char.IsAsciiDigit)))
            fields.Fault("ownerId", "An Alibaba Cloud account id is 16 digits.");
        return new(id, secret, ownerId, fields.Text("region", region), ReadIsActive(fields));
    }

    private static string ReadKeyId(DocumentObject fields)
    {
        var id = fields.RequiredText("accessKeyId");
        if ($"{id}.".StartsWith(TemporaryKey.IdPrefix, StringComparison.Ordinal))
            fields.Fault("accessKeyId", "Keys that start with STS., as those of the users of STS would, are temporary: AssumeRole makes them.");
        else if (id != "" && !IsKeyId(id))
            fields.Fault("accessKeyId",
                $"Expected at most {MaxKeyIdLength} letters, digits, hyphens and underscores, the first a letter or a digit. A period stands between an account's key and a user.");
        else if (id.StartsWith(PublishedKeys.AdHocPrefix, StringComparison.Ordinal))
            fields.Fault("accessKeyId", "Keys that start with test- are tenants of their own and cannot be configured.");
        return id;
    }

    // What an Authorization header, ?tenant= and the keys of users can all carry.
    private static bool IsKeyId(string id) =>
        id.Length <= MaxKeyIdLength && char.IsAsciiLetterOrDigit(id[0]) && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static bool ReadIsActive(DocumentObject fields) => fields.OneOf("status", "Active", ["Active", "Inactive"]) == "Active";
}
