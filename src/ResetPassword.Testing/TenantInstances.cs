using System.Text.Json;
using System.Text.Json.Serialization;

namespace ResetPassword.Testing;

/// <summary>A tenant's instances and their accounts: read, made, changed and removed as no cloud could, in any state at once.</summary>
/// <example><code>
/// await tenant.Instances.PutAsync(new(Products.Rds, "rm-own") { Engine = "MySQL", Accounts = [new("app1") { Password = "First_pass1" }] });
/// await tenant.Instances.SetStatusAsync("rm-own", "Rebooting");
/// </code></example>
public sealed class TenantInstances
{
    private readonly ControlClient _controls;

    internal TenantInstances(ControlClient controls) => _controls = controls;

    /// <summary>All instances, in the order of their ids.</summary>
    public async Task<IReadOnlyList<Instance>> ListAsync(CancellationToken cancellationToken = default) =>
        (await _controls.GetAsync<StateDocument>("state", "", cancellationToken).ConfigureAwait(false)).Instances;

    /// <summary>Replaces all instances by these, which may be those that <see cref="ListAsync"/> gave. Calls, faults, users, roles and the time stay.</summary>
    /// <exception cref="EmulatorControlException">400: something in them is not valid; the message names each fault, and nothing has changed.</exception>
    public Task ReplaceAsync(IReadOnlyList<Instance> instances, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instances);
        return _controls.SendAsync(HttpMethod.Put, "state", new StateDocument(instances), cancellationToken);
    }

    /// <summary>One instance.</summary>
    /// <exception cref="EmulatorControlException">404: there is none with this id.</exception>
    public Task<Instance> GetAsync(string instanceId, CancellationToken cancellationToken = default) =>
        _controls.GetAsync<Instance>(PathOf(instanceId), "", cancellationToken);

    /// <summary>Makes an instance, or replaces the one with its id.</summary>
    /// <exception cref="EmulatorControlException">400: something in it is not valid; the message names each fault.</exception>
    public Task<Instance> PutAsync(Instance instance, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return _controls.SendAsync<Instance>(HttpMethod.Put, PathOf(instance.Id), instance, cancellationToken);
    }

    /// <summary>Gives an instance another status, in the product's own word, such as <c>Rebooting</c>; null for the usable one.</summary>
    /// <exception cref="EmulatorControlException">400: it is no status of the product; 404: there is no such instance.</exception>
    public Task<Instance> SetStatusAsync(string instanceId, string? status, CancellationToken cancellationToken = default) =>
        PatchAsync(instanceId, "status", status, cancellationToken);

    /// <summary>Locks or unlocks an instance, in the product's own word, such as <c>LockByExpiration</c>; null unlocks.</summary>
    /// <exception cref="EmulatorControlException">400: it is no lock of the product; 404: there is no such instance.</exception>
    public Task<Instance> SetLockModeAsync(string instanceId, string? lockMode, CancellationToken cancellationToken = default) =>
        PatchAsync(instanceId, "lockMode", lockMode, cancellationToken);

    /// <summary>Sets any property that a seed may have, such as <c>engineReachable</c>; null puts the default back.</summary>
    /// <exception cref="EmulatorControlException">400: the product has no such property or value; 404: there is no such instance.</exception>
    public Task<Instance> PatchAsync(string instanceId, string property, object? value, CancellationToken cancellationToken = default) =>
        _controls.SendAsync<Instance>(HttpMethod.Patch, PathOf(instanceId), new Dictionary<string, object?> { [property] = value }, cancellationToken);

    /// <summary>Removes an instance.</summary>
    /// <exception cref="EmulatorControlException">404: there is no such instance.</exception>
    public Task DeleteAsync(string instanceId, CancellationToken cancellationToken = default) =>
        _controls.SendAsync(HttpMethod.Delete, PathOf(instanceId), null, cancellationToken);

    /// <summary>One account.</summary>
    /// <param name="characterType"><c>db</c> or <c>cs</c> on a sharded MongoDB cluster; else null.</param>
    /// <exception cref="EmulatorControlException">404: there is no such instance or account.</exception>
    public Task<Account> GetAccountAsync(string instanceId, string accountName, string? characterType = null, CancellationToken cancellationToken = default) =>
        _controls.GetAsync<Account>(PathOf(instanceId, accountName, "", characterType), "", cancellationToken);

    /// <summary>Makes an account, or replaces the one of its name.</summary>
    /// <exception cref="EmulatorControlException">400: something in it is not valid; 404: there is no such instance.</exception>
    public Task<Account> PutAccountAsync(string instanceId, Account account, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        return _controls.SendAsync<Account>(HttpMethod.Put, PathOf(instanceId, account.Name, "", account.CharacterType), account, cancellationToken);
    }

    /// <summary>Gives an account a password, as a new version.</summary>
    /// <exception cref="EmulatorControlException">404: there is no such instance or account.</exception>
    public Task<Account> SetPasswordAsync(string instanceId, string accountName, string password, string? characterType = null,
        CancellationToken cancellationToken = default) =>
        _controls.SendAsync<Account>(HttpMethod.Patch, PathOf(instanceId, accountName, "", characterType), new { password }, cancellationToken);

    /// <summary>Gives an account another status, in the product's own word, such as <c>Unavailable</c>.</summary>
    /// <exception cref="EmulatorControlException">400: it is no status of the product; 404: there is no such instance or account.</exception>
    public Task<Account> SetAccountStatusAsync(string instanceId, string accountName, string status, string? characterType = null,
        CancellationToken cancellationToken = default) =>
        _controls.SendAsync<Account>(HttpMethod.Patch, PathOf(instanceId, accountName, "", characterType), new { status }, cancellationToken);

    /// <summary>Removes an account.</summary>
    /// <exception cref="EmulatorControlException">404: there is no such instance or account.</exception>
    public Task DeleteAccountAsync(string instanceId, string accountName, string? characterType = null, CancellationToken cancellationToken = default) =>
        _controls.SendAsync(HttpMethod.Delete, PathOf(instanceId, accountName, "", characterType), null, cancellationToken);

    internal static string PathOf(string instanceId, string accountName, string action, string? characterType)
    {
        var path = $"{PathOf(instanceId)}/accounts/{Uri.EscapeDataString(accountName)}{action}";
        return characterType is null ? path : $"{path}?characterType={Uri.EscapeDataString(characterType)}";
    }

    private static string PathOf(string instanceId) => $"instances/{Uri.EscapeDataString(instanceId)}";
}

/// <summary>All instances of a tenant.</summary>
internal sealed record StateDocument(IReadOnlyList<Instance> Instances);

/// <summary>A database instance. What is null is the product's default.</summary>
/// <param name="Product">The product: one of <see cref="Products"/>, or the vendor's code, in any case.</param>
/// <param name="Id">The id, unique among the tenant's instances; <c>pc-…</c> for PolarDB.</param>
/// <example><code>new Instance(Products.Rds, "rm-own") { Engine = "PostgreSQL", Status = "Rebooting" }</code></example>
public sealed record Instance(string Product, string Id)
{
    /// <summary>The region, such as <c>cn-hangzhou</c>.</summary>
    public string? Region { get; init; }

    /// <summary>The engine, such as <c>MySQL</c>.</summary>
    public string? Engine { get; init; }

    /// <summary>The engine's version, such as <c>8.0</c>.</summary>
    public string? EngineVersion { get; init; }

    /// <summary>The product's own word for its state, such as <c>Running</c>.</summary>
    public string? Status { get; init; }

    /// <summary>The product's own word for its lock, such as <c>Unlock</c>; a number for SelectDB.</summary>
    public JsonElement? LockMode { get; init; }

    /// <summary>Its accounts.</summary>
    public IReadOnlyList<Account>? Accounts { get; init; }

    /// <summary>Every other property that a seed may have, by its name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; init; }
}

/// <summary>A database account. What is null is the default.</summary>
/// <param name="Name">The name; unique within its instance.</param>
/// <example><code>new Account("app1") { Type = "Super", Password = "First_pass1" }</code></example>
public sealed record Account(string Name)
{
    /// <summary><c>db</c> or <c>cs</c> on a sharded MongoDB cluster; else null.</summary>
    public string? CharacterType { get; init; }

    /// <summary>The type, such as <c>Normal</c> or <c>Super</c>.</summary>
    public string? Type { get; init; }

    /// <summary>The product's own word for its state, such as <c>Available</c>.</summary>
    public string? Status { get; init; }

    /// <summary>A password to give it; null when it was read, as only a hash is kept.</summary>
    public string? Password { get; init; }

    /// <summary>1 for the first password; each reset adds one.</summary>
    public long? PasswordVersion { get; init; }

    /// <summary>When the password was set, by the tenant's time.</summary>
    public DateTimeOffset? PasswordChangedAt { get; init; }

    /// <summary>Every other property that a seed may have, by its name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; init; }

    /// <summary>Its name and status, without the password.</summary>
    public override string ToString() => $"{Name} ({Status})";
}
