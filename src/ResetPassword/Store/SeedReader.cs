using System.Text.Json;
using ResetPassword.Gateway;
using ResetPassword.Gateway.Authentication;

namespace ResetPassword.Store;

/// <summary>Reads a seed: all of it, or every fault that is in it.</summary>
internal sealed class SeedReader(IReadOnlyList<DatabaseProduct> products, IdSource ids, DateTimeOffset now)
{
    public const string DefaultRegion = "cn-hangzhou";

    private static readonly AccessKey DefaultAccessKey = new("testid", new("testsecret"), "1000000000000001", DefaultRegion);

    private readonly List<DocumentFault> _faults = [];

    /// <summary>The seed, or null and what is wrong with the text.</summary>
    public Seed? Read(ReadOnlySpan<byte> utf8, out IReadOnlyList<DocumentFault> faults)
    {
        faults = _faults;
        if (LocatedJson.TryRead(utf8, _faults) is not { } root)
            return null;
        var seed = Read(root);
        return _faults.Count == 0 ? seed : null;
    }

    private Seed Read(LocatedJson root)
    {
        var fields = new DocumentObject(root, "$", _faults, ["$schema", "region", "accessKeys", "instances"]);
        fields.Text("$schema", "");
        var region = fields.Text("region", DefaultRegion);
        var keys = new Dictionary<string, AccessKey>();
        foreach (var (value, path) in fields.Array("accessKeys"))
        {
            var key = ReadAccessKey(value, path, region);
            if (!keys.TryAdd(key.Caller.AccessKeyId, key))
                _faults.Add(new(value.Line, path, "This accessKeyId occurs twice; each must be unique."));
        }

        var instances = new InstanceReader(products, ids, now, _faults).ReadInstances(fields.Array("instances"), region);
        return new(keys.Count == 0 ? [DefaultAccessKey] : [.. keys.Values], instances, region);
    }

    private AccessKey ReadAccessKey(LocatedJson value, string path, string region)
    {
        var fields = new DocumentObject(value, path, _faults, ["accessKeyId", "accessKeySecret", "ownerId", "region", "status"]);
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
}
