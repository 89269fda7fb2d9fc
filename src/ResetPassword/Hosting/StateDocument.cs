using System.Security.Cryptography;
using System.Text.Json;
using ResetPassword.Documents;
using ResetPassword.Model;
using ResetPassword.Products;
using ResetPassword.Ram;
using ResetPassword.Seeds;
using ResetPassword.Store;
using ResetPassword.Store.Memory;

namespace ResetPassword.Hosting;

/// <summary>
/// What differs from the seed, in all tenants, at one moment:
/// <c>{"version": 2, "seededAt", "tenants": [{"accessKeyId", "seed", "instances", "removed", "users", "removedUsers", "roles", "removedRoles"}],
/// "sha256"}</c>, the seed only of a tenant that was made with its own. There are password hashes in it, so it is to be treated as sensitive. Immutable.
/// </summary>
internal sealed class StateDocument
{
    public const long Version = 2;

    public static readonly string[] Names = ["version", "seededAt", "tenants", StateSeal.Name];

    public static readonly string[] TenantNames = ["accessKeyId", "seed", "instances", "removed", "users", "removedUsers", "roles", "removedRoles"];

    private readonly DateTimeOffset _seededAt;
    private readonly IReadOnlyList<TenantState> _tenants;

    private StateDocument(DateTimeOffset seededAt, IReadOnlyList<TenantState> tenants) => (_seededAt, _tenants) = (seededAt, tenants);

    /// <param name="seededAt">What the creation times of instances that do not differ come from.</param>
    public static StateDocument Of(MemoryStore store, DateTimeOffset seededAt) => new(
        seededAt,
        [
            .. store.List().Select(listed => listed.Tenant)
                .Select(tenant => new TenantState(
                    tenant.Keys[0].Caller.AccessKeyId,
                    tenant.HasOwnSeed ? tenant.Seed : null,
                    tenant.ListChanges(tenant.Clock.Now),
                    tenant.RamChanges))
                .Where(state => state.Seed is not null || !state.Instances.IsEmpty || !state.Ram.IsEmpty),
        ]);

    /// <summary>Writes it, the same whenever it is asked for.</summary>
    /// <returns>The length in bytes.</returns>
    public async Task<long> WriteAsync(Stream stream, CancellationToken cancellation)
    {
        using var hash = SHA256.Create();
        await using var hashed = new CryptoStream(stream, hash, CryptoStreamMode.Write, leaveOpen: true);
        await using var json = new Utf8JsonWriter(hashed, InstanceWriter.Options);
        json.WriteStartObject();
        json.WriteNumber("version", Version);
        json.WriteString("seededAt", JsonTime.Write(_seededAt));
        json.WriteStartArray("tenants");
        foreach (var tenant in _tenants)
            await WriteAsync(json, tenant, cancellation);
        json.WriteEndArray();
        await json.FlushAsync(cancellation);
        await hashed.FlushFinalBlockAsync(cancellation);
        var seal = StateSeal.Of(hash.Hash);
        await stream.WriteAsync(seal, cancellation);
        return json.BytesCommitted + seal.Length;
    }

    private static async Task WriteAsync(Utf8JsonWriter json, TenantState tenant, CancellationToken cancellation)
    {
        var instances = new InstanceWriter(Catalogue.Databases);
        json.WriteStartObject();
        json.WriteString("accessKeyId", tenant.AccessKeyId);
        if (tenant.Seed is not null)
            await instances.WriteAsync(json, "seed", tenant.Seed, cancellation);
        await instances.WriteAsync(json, "instances", tenant.Instances.Instances, cancellation);
        WriteAll(json, "removed", tenant.Instances.Removed, json.WriteStringValue);
        WriteAll(json, "users", tenant.Ram.Users, user => RamWriter.Write(json, user));
        WriteAll(json, "removedUsers", tenant.Ram.RemovedUsers, json.WriteStringValue);
        WriteAll(json, "roles", tenant.Ram.Roles, role => RamWriter.Write(json, role));
        WriteAll(json, "removedRoles", tenant.Ram.RemovedRoles, json.WriteStringValue);
        json.WriteEndObject();
    }

    private static void WriteAll<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<T> write)
    {
        if (items.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var item in items)
            write(item);
        json.WriteEndArray();
    }

    private sealed record TenantState(string AccessKeyId, IReadOnlyList<Instance>? Seed, InstanceChanges Instances, RamChanges Ram);
}
