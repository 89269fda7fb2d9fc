using System.Text;
using System.Text.Json.Nodes;
using ResetPassword.Gateway;
using ResetPassword.Products;
using ResetPassword.Store;

namespace ResetPassword.Emulator;

/// <summary>
/// Keeps the instances of all tenants in a file between a stop and the next start: <c>{"tenants": [{"accessKeyId", "instances"}]}</c>. There are password
/// hashes in it, so it is to be treated as sensitive.
/// </summary>
internal sealed class StateFile(string path, Tenants tenants, InstanceStore store, IdSource ids, TimeProvider clock)
{
    /// <summary>Puts back what the file holds; nothing of a file that has a fault, of which each is in the result. No file is no fault.</summary>
    public IReadOnlyList<DocumentFault> Load()
    {
        var faults = new List<DocumentFault>();
        if (!File.Exists(path) || LocatedJson.TryRead(File.ReadAllBytes(path), faults) is not { } root)
            return faults;

        var reader = new InstanceReader(Catalogue.Databases, ids, clock.GetUtcNow(), faults);
        var kept = new DocumentObject(root, "$", faults, ["tenants"]).Array("tenants").Select(item => Read(item.Value, item.Path, reader, faults)).ToList();
        if (faults.Count > 0)
            return faults;
        foreach (var (tenant, instances) in kept)
            store.ReplaceTenant(tenant!.OwnerId, instances, isChange: true);
        return faults;
    }

    /// <summary>Writes the file anew, whole or not at all.</summary>
    public async Task SaveAsync()
    {
        var writer = new InstanceWriter(Catalogue.Databases);
        var list = new JsonArray();
        foreach (var (tenant, _) in tenants.All)
        {
            var instances = await store.ListAsync(tenant.OwnerId);
            list.Add((JsonNode)new JsonObject
            {
                ["accessKeyId"] = tenant.Keys[0].Caller.AccessKeyId,
                ["instances"] = new JsonArray([.. instances.Select(writer.Write)]),
            });
        }

        var unfinished = path + ".new";
        await File.WriteAllTextAsync(unfinished, new JsonObject { ["tenants"] = list }.ToJsonString(), Encoding.UTF8);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(unfinished, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Move(unfinished, path, overwrite: true);
    }

    private (Tenant? Tenant, IReadOnlyList<Instance> Instances) Read(LocatedJson value, string place, InstanceReader reader, List<DocumentFault> faults)
    {
        var fields = new DocumentObject(value, place, faults, ["accessKeyId", "instances"]);
        var key = tenants.FindKey(fields.RequiredText("accessKeyId"));
        if (key is null)
            fields.Fault("accessKeyId", "Expected an AccessKeyId of the seed, or one that starts with test-.");
        return (key is null ? null : tenants.Enter(key), reader.ReadInstances(fields.Array("instances"), SeedReader.DefaultRegion));
    }
}
