using ResetPassword.Ram;

namespace ResetPassword.Testing;

/// <summary>An Alibaba Cloud account of the emulator: its credentials, and controls that no cloud has.</summary>
/// <example><code>
/// await using var tenant = await cloud.CreateTenantAsync();
/// await tenant.Faults.ArmAsync(new(Products.Rds, "ResetAccountPassword") { Code = "Throttling.User", First = 1 });
/// </code></example>
public sealed class Tenant : IAsyncDisposable
{
    private readonly ControlClient _controls;
    private readonly PasswordFiles _passwords;

    internal Tenant(
        AlibabaCloudEmulator cloud, ControlClient controls, PasswordFiles passwords, string accessKeyId, string accessKeySecret, string ownerId)
    {
        (Cloud, _controls, _passwords, AccessKeyId, AccessKeySecret, OwnerId) = (cloud, controls, passwords, accessKeyId, accessKeySecret, ownerId);
        Instances = new(controls);
        Faults = new(controls);
        Journal = new(controls);
        Clock = new(controls);
        Users = new(controls);
        Roles = new(controls, ownerId);
    }

    /// <summary>The AccessKey ID to sign with.</summary>
    public string AccessKeyId { get; }

    /// <summary>The secret of the AccessKey.</summary>
    public string AccessKeySecret { get; }

    /// <summary>The account's id, 16 digits, as ARNs have it.</summary>
    public string OwnerId { get; }

    /// <summary>Its instances and their accounts.</summary>
    public TenantInstances Instances { get; }

    /// <summary>The failures that its calls are to meet.</summary>
    public TenantFaults Faults { get; }

    /// <summary>The calls that it has made.</summary>
    public TenantJournal Journal { get; }

    /// <summary>Its time, which statuses and the validity of temporary keys follow.</summary>
    public TenantClock Clock { get; }

    /// <summary>Its RAM users, and what they may do.</summary>
    public TenantUsers Users { get; }

    /// <summary>Its RAM roles, what they may do, and temporary AccessKeys of them.</summary>
    public TenantRoles Roles { get; }

    internal AlibabaCloudEmulator Cloud { get; }

    /// <summary>Whether a password is an account's, compared in fixed time.</summary>
    /// <param name="characterType"><c>db</c> or <c>cs</c> on a sharded MongoDB cluster, where each part has a <c>root</c> of its own; else null.</param>
    /// <exception cref="EmulatorControlException">There is no such instance or account.</exception>
    public Task<PasswordProof> VerifyPasswordAsync(string instanceId, string accountName, string password, string? characterType = null,
        CancellationToken cancellationToken = default) =>
        _controls.SendAsync<PasswordProof>(
            HttpMethod.Post, TenantInstances.PathOf(instanceId, accountName, "/verify-password", characterType), new { password }, cancellationToken);

    /// <summary>
    /// Lets an instance stand for a real database server: a reset of a password is one there, and accounts, privileges and databases are made and deleted
    /// there too. <see cref="VerifyPasswordAsync"/> logs in there.
    /// </summary>
    /// <param name="instanceId">An RDS, PolarDB or AnalyticDB for PostgreSQL instance, of PostgreSQL, MySQL or MariaDB.</param>
    /// <param name="connectionString">
    /// The server's administrator, such as <c>Host=localhost;Username=postgres;Password=…</c> or <c>mysql://root:…@localhost:3306</c>.
    /// </param>
    /// <param name="create">Whether accounts and databases that the instance has and the server lacks are made there; else they must exist.</param>
    /// <param name="allowDrop">Whether <c>DeleteDatabase</c> drops the database in the server; else it is refused.</param>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    /// <exception cref="EmulatorControlException">
    /// 400: the instance cannot stand for such a server; 404: there is no such instance; 422: the server cannot be had, with the reason.
    /// </exception>
    /// <example><code>await tenant.BindDatabaseAsync("pgm-running", "Host=localhost;Username=postgres;Password=testsecret");</code></example>
    public async Task<Instance> BindDatabaseAsync(
        string instanceId, string connectionString, bool create = true, bool allowDrop = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connectionString);
        var instance = await Instances.GetAsync(instanceId, cancellationToken).ConfigureAwait(false);
        var address = DatabaseAddress.Read(connectionString, isPostgres: instance.Engine is "PostgreSQL" or "gpdb");
        var passwordFile = address.Password is { } password ? _passwords.Write(password) : null;
        var binding = new { address.Url, passwordFile, create, allowDrop };
        return await Instances.PatchAsync(instanceId, "database", binding, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether the policies of a user or role allow a call, and which statement says so. Nothing is called, and nothing is kept.</summary>
    /// <param name="product">The product, such as <see cref="Products.Rds"/>.</param>
    /// <param name="action">The action, such as <c>ResetAccountPassword</c>.</param>
    /// <param name="instanceId">The instance that it would be about; null for none.</param>
    /// <param name="accountName">The database account that it would be about; null for none.</param>
    /// <param name="accessKeyId">Who would call: a key of one of its users, or a temporary one; null for the tenant's own, which may do everything.</param>
    /// <exception cref="EmulatorControlException">400: there is no such product, action or key.</exception>
    /// <example><code>
    /// var decision = await tenant.DecideAccessAsync(Products.Rds, "ResetAccountPassword", "rm-running", accessKeyId: user.AccessKeyIds[0]);
    /// Assert.True(decision.Allowed, decision.Reason);
    /// </code></example>
    public Task<AccessDecision> DecideAccessAsync(string product, string action, string? instanceId = null, string? accountName = null,
        string? accessKeyId = null, CancellationToken cancellationToken = default) =>
        _controls.SendAsync<AccessDecision>(
            HttpMethod.Post, "ram/decision", new { accessKeyId, product, action, instanceId, accountName }, cancellationToken);

    /// <summary>Puts the tenant back to how it was made: its instances, users and roles, no faults, an empty journal, real time.</summary>
    public Task ResetAsync(CancellationToken cancellationToken = default) => _controls.SendAsync(HttpMethod.Post, "reset", new { }, cancellationToken);

    /// <summary>Drops the tenant with everything in it; the default account is put back to the seed instead.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (AccessKeyId.StartsWith(PublishedKeys.AdHocPrefix, StringComparison.Ordinal))
                await Cloud.DropTenantAsync(AccessKeyId).ConfigureAwait(false);
            else
                await ResetAsync().ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is ObjectDisposedException or HttpRequestException or EmulatorControlException { Status: 404 })
        {
            // The emulator was stopped first, and took the tenant along; or it was dropped before.
        }
    }
}

/// <summary>What is known of an account's password.</summary>
/// <param name="Matches">Whether the password that was asked about is the account's.</param>
/// <param name="PasswordVersion">1 for the first password; each reset adds one.</param>
/// <param name="PasswordChangedAt">When it was set, by the tenant's time.</param>
/// <example><code>Assert.Equal((true, 2), (proof.Matches, proof.PasswordVersion));</code></example>
public sealed record PasswordProof(bool Matches, long PasswordVersion, DateTimeOffset PasswordChangedAt);

/// <summary>Whether a call would be allowed.</summary>
/// <param name="Allowed">Whether it would.</param>
/// <param name="Policy">The policy of the statement that decides; null where none does.</param>
/// <param name="Statement">The statement's place in it, from 0.</param>
/// <param name="Action">RAM's word for the action; null where everybody may call it.</param>
/// <param name="Resource">The ARN that it would be about.</param>
/// <param name="Reason">A sentence.</param>
/// <example><code>Assert.Equal(("OnlyOrders", 0), (decision.Policy, decision.Statement));</code></example>
public sealed record AccessDecision(bool Allowed, string? Policy, int? Statement, string? Action, string? Resource, string Reason);
