using System.Text;
using System.Text.Json.Nodes;
using ResetPassword.Gateway;
using ResetPassword.Products;
using ResetPassword.Store;

namespace ResetPassword.Emulator;

/// <summary>
/// Keeps the instances of all tenants in a file between a stop and the next start: <c>{"tenants": [{"accessKeyId", "instances", "seed"}]}</c>, the seed only of
/// those that were made with their own. There are password hashes in it, so it is to be treated as sensitive.
/// </summary>
internal sealed class StateFile(string path, Tenants tenants, InstanceStore store, IdSource ids, TimeProvider clock)
{
    /// <summary>Puts back what the file holds; nothing of a file that has a fault, of which each is in the result. No file is no fault.</summary>
    /// <exception cref="IOException">It cannot be read, or could not be written on stop; or <see cref="UnauthorizedAccessException"/>.</exception>
    public IReadOnlyList<DocumentFault> Load()
    {
        // What could not be kept in the end is to be known at the start.
        if (Directory.Exists(path))
            throw new IOException("It is a directory.");
        OpenUnfinished().Dispose();
        File.Delete(Unfinished);
        var faults = new DocumentFaults();
        if (!File.Exists(path) || LocatedJson.TryRead(File.ReadAllBytes(path), faults) is not { } root)
            return faults;

        var reader = new InstanceReader(Catalogue.Databases, ids, clock.GetUtcNow(), faults);
        var kept = new DocumentObject(root, "$", faults, ["tenants"]).Array("tenants").Select(item => Read(item.Value, item.Path, reader, faults)).ToList();
        foreach (var _ in kept.Where(k => k.OwnerId != "").GroupBy(k => k.OwnerId).Where(g => g.Count() > 1))
            faults.Add(new(root.Line, "$.tenants", "A tenant occurs twice."));
        if (faults.Count > 0)
            return faults;
        foreach (var (ownerId, instances) in kept)
            store.ReplaceTenant(ownerId, instances, isChange: true);
        return faults;
    }

    /// <summary>Writes the file anew, whole or not at all.</summary>
    public async Task SaveAsync()
    {
        var writer = new InstanceWriter(Catalogue.Databases);
        var list = new JsonArray();
        foreach (var (tenant, _) in tenants.All)
        {
            var instances = await store.ListAsync(tenant.OwnerId, tenant.Clock.Now);
            var kept = new JsonObject
            {
                ["accessKeyId"] = tenant.Keys[0].Caller.AccessKeyId,
                ["instances"] = new JsonArray([.. instances.Select(writer.Write)]),
            };
            if (tenants.HasOwnSeed(tenant))
                kept["seed"] = new JsonArray([.. tenant.Seed.Select(writer.Write)]);
            list.Add((JsonNode)kept);
        }

        await using (var file = OpenUnfinished())
            await file.WriteAsync(Encoding.UTF8.GetBytes(new JsonObject { ["tenants"] = list }.ToJsonString()));
        File.Move(Unfinished, path, overwrite: true);
    }

    private string Unfinished => path + ".new";

    // There are hashes in it: nobody else may read it, from the beginning.
    private FileStream OpenUnfinished()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(Unfinished, options);
    }

    private (string OwnerId, IReadOnlyList<Instance> Instances) Read(LocatedJson value, string place, InstanceReader reader, DocumentFaults faults)
    {
        var fields = new DocumentObject(value, place, faults, ["accessKeyId", "instances", "seed"]);
        if (!fields.Has("instances"))
            fields.Fault("instances", "Expected an array.");
        var key = tenants.FindKey(fields.RequiredText("accessKeyId"));
        var seed = fields.Has("seed") ? reader.ReadInstances(fields.Array("seed"), SeedReader.DefaultRegion) : null;
        var tenant = key is null ? null : seed is null ? tenants.Enter(key) : tenants.Enter(key, seed);
        if (key is null)
            fields.Fault("accessKeyId", "Expected an AccessKeyId of the seed, or one that starts with test-.");
        else if (tenant is null)
            fields.Fault("accessKeyId", "There are more tenants than ResetPassword:MaxTenants allows.");
        return (tenant?.OwnerId ?? "", reader.ReadInstances(fields.Array("instances"), SeedReader.DefaultRegion));
    }
}
