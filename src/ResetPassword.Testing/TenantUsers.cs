using System.Text.Json;
using System.Text.Json.Nodes;

namespace ResetPassword.Testing;

/// <summary>The RAM users of a tenant. A user's calls are allowed or denied by its policies, as RAM would decide.</summary>
/// <example><code>
/// var user = await tenant.Users.PutAsync("reader", [new("AliyunRDSReadOnlyAccess")]);
/// using var http = new HttpClient(new SigningHandler(user.AccessKeyIds[0], tenant.AccessKeySecret, cloud.CreateHandler()));
/// </code></example>
public sealed class TenantUsers
{
    private readonly ControlClient _controls;

    internal TenantUsers(ControlClient controls) => _controls = controls;

    /// <summary>The users that there are.</summary>
    public Task<IReadOnlyList<RamUser>> ListAsync(CancellationToken cancellationToken = default) =>
        _controls.GetAsync<IReadOnlyList<RamUser>>("users", "", cancellationToken);

    /// <summary>Makes a user, or replaces the one of its name: its AccessKey is there at once, with the tenant's secret.</summary>
    /// <param name="name">At most 64 letters, digits, periods, underscores and hyphens.</param>
    /// <param name="policies">What it may do; nothing where there are none.</param>
    /// <exception cref="ArgumentException">A policy is no JSON.</exception>
    /// <exception cref="EmulatorControlException">400: the name or a policy is not valid; the message says what is allowed.</exception>
    public Task<RamUser> PutAsync(string name, IReadOnlyList<RamPolicy> policies, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(policies);
        return _controls.SendAsync<RamUser>(HttpMethod.Put, PathOf(name), new { policies = RamPolicy.ToDocument(policies) }, cancellationToken);
    }

    /// <summary>Removes a user: its AccessKey is unknown from then on.</summary>
    /// <exception cref="EmulatorControlException">404: there is no such user.</exception>
    public Task DeleteAsync(string name, CancellationToken cancellationToken = default) =>
        _controls.SendAsync(HttpMethod.Delete, PathOf(name), null, cancellationToken);

    private static string PathOf(string name) => $"users/{Uri.EscapeDataString(name)}";
}

/// <summary>A RAM user.</summary>
/// <param name="Name">Its name.</param>
/// <param name="UserId">Its id, as RAM gives one.</param>
/// <param name="AccessKeyIds">Its AccessKeys; the secret of each is the tenant's, unless the seed file says another.</param>
/// <param name="Policies">The names of its policies.</param>
/// <example><code>Assert.Equal(["AliyunRDSReadOnlyAccess"], user.Policies);</code></example>
public sealed record RamUser(string Name, string UserId, IReadOnlyList<string> AccessKeyIds, IReadOnlyList<string> Policies);

/// <summary>What a user or role may do: a policy of one's own, or a system policy by its name.</summary>
/// <param name="Name">Its name, such as <c>AliyunRDSFullAccess</c>.</param>
/// <param name="Document">The policy as JSON, in RAM's form; null for the system policy of that name.</param>
/// <example><code>
/// new RamPolicy("OnlyOrders", """
///     {"Version":"1","Statement":[{"Effect":"Allow","Action":"rds:ResetAccountPassword","Resource":"acs:rds:*:*:dbinstance/rm-orders"}]}
///     """)
/// </code></example>
public sealed record RamPolicy(string Name, string? Document = null)
{
    internal static JsonArray ToDocument(IEnumerable<RamPolicy> policies) => [.. policies.Select(policy => policy.ToNode())];

    internal static JsonNode? Parse(string document, string parameter)
    {
        try
        {
            return JsonNode.Parse(document);
        }
        catch (JsonException unreadable)
        {
            throw new ArgumentException($"The policy is no JSON: {unreadable.Message}", parameter, unreadable);
        }
    }

    private JsonNode ToNode() => Document is null ? Name : new JsonObject { ["name"] = Name, ["document"] = Parse(Document, "policies") };
}
