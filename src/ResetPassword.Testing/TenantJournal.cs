using System.Globalization;

namespace ResetPassword.Testing;

/// <summary>The calls that a tenant has made: the last 1,000, or as many as the setting <c>JournalSize</c> says. Secrets are never in it.</summary>
/// <example><code>
/// Assert.True(await tenant.Journal.WaitForAsync(new() { Action = "ResetAccountPassword", Code = "OK" }, count: 2, TimeSpan.FromSeconds(5)));
/// </code></example>
public sealed class TenantJournal
{
    private readonly ControlClient _controls;

    internal TenantJournal(ControlClient controls) => _controls = controls;

    /// <summary>The calls, oldest first.</summary>
    /// <param name="filter">Which calls; null for all.</param>
    public Task<IReadOnlyList<SeenCall>> ListAsync(CallFilter? filter = null, CancellationToken cancellationToken = default) =>
        _controls.GetAsync<IReadOnlyList<SeenCall>>("requests", QueryOf(filter), cancellationToken);

    /// <summary>How many calls there were, of those that the journal still holds.</summary>
    /// <param name="filter">Which calls; null for all.</param>
    public async Task<int> CountAsync(CallFilter? filter = null, CancellationToken cancellationToken = default) =>
        (await _controls.GetAsync<Counted>("requests/count", QueryOf(filter), cancellationToken).ConfigureAwait(false)).Count;

    /// <summary>Waits until there were so many calls; false when the time is over first.</summary>
    /// <param name="filter">Which calls; null for all.</param>
    /// <param name="count">How many, from 1 to the journal's size.</param>
    /// <param name="timeout">How long, at most 300 seconds.</param>
    /// <exception cref="EmulatorControlException">400: count or timeout is out of range.</exception>
    public async Task<bool> WaitForAsync(CallFilter? filter, int count, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var query = string.Create(CultureInfo.InvariantCulture, $"{QueryOf(filter)}&count={count}&timeoutSeconds={timeout.TotalSeconds:0.###}");
        return (await _controls.GetAsync<Waited>("requests/wait", query, cancellationToken).ConfigureAwait(false)).Satisfied;
    }

    /// <summary>Forgets the calls.</summary>
    public Task ClearAsync(CancellationToken cancellationToken = default) => _controls.SendAsync(HttpMethod.Delete, "requests", null, cancellationToken);

    private static string QueryOf(CallFilter? filter) => filter is null ? "" : string.Concat(
        new (string Name, string? Value)[]
        {
            ("product", filter.Product), ("action", filter.Action), ("instanceId", filter.InstanceId), ("accountName", filter.AccountName),
            ("code", filter.Code),
        }.Select(part => part.Value is { } value ? $"&{part.Name}={Uri.EscapeDataString(value)}" : ""));

    private sealed record Counted(int Count);

    private sealed record Waited(bool Satisfied);
}

/// <summary>Which calls are meant: what is null does not narrow.</summary>
/// <example><code>new CallFilter { Product = "Rds", Code = "Throttling.User" }</code></example>
public sealed record CallFilter
{
    /// <summary>The product, such as <c>Rds</c>.</summary>
    public string? Product { get; init; }

    /// <summary>The action, such as <c>ResetAccountPassword</c>.</summary>
    public string? Action { get; init; }

    /// <summary>The instance that they are about.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The account that they are about.</summary>
    public string? AccountName { get; init; }

    /// <summary>The code of the answer: <c>OK</c>, or that of an error.</summary>
    public string? Code { get; init; }
}

/// <summary>A call as the journal has it.</summary>
/// <param name="Time">When it came, by the tenant's time.</param>
/// <param name="RequestId">The id in its answer.</param>
/// <param name="Product">The product, or null when it found none.</param>
/// <param name="Action">The action that it named.</param>
/// <param name="InstanceId">The instance that it named.</param>
/// <param name="AccountName">The account that it named.</param>
/// <param name="Parameters">Each parameter; the value is <c>***</c> where it may be a secret.</param>
/// <param name="UnreadParameters">Those that the action does not read: misspelt, as a rule.</param>
/// <param name="Status">The HTTP status of the answer; 0 when a fault kept it back.</param>
/// <param name="Code">The error's code, <c>OK</c>, or what a fault did to the connection.</param>
/// <param name="FaultId">The fault that it met, or null.</param>
/// <example><code>Assert.Empty(calls.SelectMany(call => call.UnreadParameters));</code></example>
public sealed record SeenCall(
    DateTimeOffset Time,
    string RequestId,
    string? Product,
    string? Action,
    string? InstanceId,
    string? AccountName,
    IReadOnlyDictionary<string, string> Parameters,
    IReadOnlyList<string> UnreadParameters,
    int Status,
    string Code,
    string? FaultId);
