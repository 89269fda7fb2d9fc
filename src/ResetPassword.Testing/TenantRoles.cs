using System.Text.Json.Nodes;

namespace ResetPassword.Testing;

/// <summary>The RAM roles of a tenant. What is done with a temporary AccessKey of a role is allowed or denied by the role's policies.</summary>
/// <example><code>
/// await tenant.Roles.PutAsync("rotation", [new("AliyunRDSFullAccess")]);
/// var key = await tenant.Roles.GetCredentialsAsync("rotation");
/// var signing = new SigningHandler(key.AccessKeyId, key.AccessKeySecret, cloud.CreateHandler()) { SecurityToken = key.SecurityToken };
/// </code></example>
public sealed class TenantRoles
{
    private readonly ControlClient _controls;
    private readonly string _ownerId;

    internal TenantRoles(ControlClient controls, string ownerId) => (_controls, _ownerId) = (controls, ownerId);

    /// <summary>The roles that there are.</summary>
    public Task<IReadOnlyList<RamRole>> ListAsync(CancellationToken cancellationToken = default) =>
        _controls.GetAsync<IReadOnlyList<RamRole>>("roles", "", cancellationToken);

    /// <summary>Makes a role, or replaces the one of its name. What was assumed already is judged by the new policies.</summary>
    /// <param name="name">At most 64 letters, digits, periods, underscores and hyphens.</param>
    /// <param name="policies">What it may do; nothing where there are none.</param>
    /// <param name="trust">Who may assume it: a trust policy as JSON, in RAM's form. Null for the tenant's own account, with all its users.</param>
    /// <param name="maxSession">How long a session may be, 1 to 12 hours; null for one hour.</param>
    /// <exception cref="ArgumentException">A policy is no JSON.</exception>
    /// <exception cref="EmulatorControlException">400: the name, a policy or the time is not valid; the message says what is allowed.</exception>
    public Task<RamRole> PutAsync(string name, IReadOnlyList<RamPolicy> policies, string? trust = null, TimeSpan? maxSession = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(policies);
        var document = new
        {
            trust = trust is null ? TrustOfAccount() : RamPolicy.Parse(trust, nameof(trust)),
            policies = RamPolicy.ToDocument(policies),
            maxSessionSeconds = (long?)maxSession?.TotalSeconds,
        };
        return _controls.SendAsync<RamRole>(HttpMethod.Put, PathOf(name), document, cancellationToken);
    }

    /// <summary>Removes a role: what was assumed already is denied everything from then on.</summary>
    /// <exception cref="EmulatorControlException">404: there is no such role.</exception>
    public Task DeleteAsync(string name, CancellationToken cancellationToken = default) =>
        _controls.SendAsync(HttpMethod.Delete, PathOf(name), null, cancellationToken);

    /// <summary>A new temporary AccessKey of a role, for an hour of the tenant's time. The role's trust policy is not asked.</summary>
    /// <exception cref="EmulatorControlException">
    /// 404: there is no such role; 429: there are as many temporary keys as <c>MaxTemporaryKeys</c> allows.
    /// </exception>
    public Task<RoleCredentials> GetCredentialsAsync(string name, CancellationToken cancellationToken = default) =>
        _controls.GetAsync<RoleCredentials>(CredentialsPathOf(name), "", cancellationToken);

    /// <summary>
    /// The address that gives a new temporary AccessKey of a role to whoever asks: the value of <c>ALIBABA_CLOUD_CREDENTIALS_URI</c>, which the default chain
    /// of credentials of the vendor's SDKs reads.
    /// </summary>
    /// <example><code>Environment.SetEnvironmentVariable("ALIBABA_CLOUD_CREDENTIALS_URI", $"{tenant.Roles.CredentialsUriOf("rotator")}");</code></example>
    public Uri CredentialsUriOf(string name) => _controls.AddressOf(CredentialsPathOf(name));

    private JsonObject TrustOfAccount() => new()
    {
        ["Version"] = "1",
        ["Statement"] = new JsonArray(new JsonObject
        {
            ["Effect"] = "Allow",
            ["Action"] = "sts:AssumeRole",
            ["Principal"] = new JsonObject { ["RAM"] = $"acs:ram::{_ownerId}:root" },
        }),
    };

    private static string PathOf(string name) => $"roles/{Uri.EscapeDataString(name)}";

    private static string CredentialsPathOf(string name) => $"credentials/{Uri.EscapeDataString(name)}";
}

/// <summary>A RAM role.</summary>
/// <param name="Name">Its name.</param>
/// <param name="RoleId">Its id, as RAM gives one.</param>
/// <param name="Arn">What <c>AssumeRole</c> takes as <c>RoleArn</c>.</param>
/// <param name="MaxSessionSeconds">How long a session may be.</param>
/// <param name="Policies">The names of its policies.</param>
/// <example><code>Assert.Equal($"acs:ram::{tenant.OwnerId}:role/rotation", role.Arn);</code></example>
public sealed record RamRole(string Name, string RoleId, string Arn, long MaxSessionSeconds, IReadOnlyList<string> Policies);

/// <summary>A temporary AccessKey.</summary>
/// <param name="AccessKeyId">Its id, <c>STS.…</c>.</param>
/// <param name="AccessKeySecret">Its secret.</param>
/// <param name="SecurityToken">The token that its calls need.</param>
/// <param name="Expiration">Until when it is valid, by the tenant's time.</param>
/// <example><code>await tenant.Clock.FreezeAsync(key.Expiration);     // and the next call with it is refused</code></example>
public sealed record RoleCredentials(string AccessKeyId, string AccessKeySecret, string SecurityToken, DateTimeOffset Expiration)
{
    /// <summary>Its id and time, without the secret and the token.</summary>
    public override string ToString() => $"{AccessKeyId} until {Expiration:u}";
}
