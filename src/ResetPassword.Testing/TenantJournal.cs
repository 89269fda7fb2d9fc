using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace ResetPassword.Testing;

/// <summary>The calls that a tenant has made: the last 1,000, or as many as the setting <c>JournalSize</c> says. Secrets are never in it.</summary>
/// <example><code>
/// await tenant.Journal.AssertAsync(new() { Action = "ResetAccountPassword", Code = "OK" }, times: 2);
/// </code></example>
public sealed class TenantJournal
{
    private readonly ControlClient _controls;

    internal TenantJournal(ControlClient controls) => _controls = controls;

    /// <summary>The calls, oldest first.</summary>
    /// <param name="filter">Which calls; null for all.</param>
    /// <exception cref="EmulatorControlException">400: there is no such product or action; the message says which was meant.</exception>
    public Task<IReadOnlyList<SeenCall>> ListAsync(CallFilter? filter = null, CancellationToken cancellationToken = default) =>
        _controls.GetAsync<IReadOnlyList<SeenCall>>("requests", QueryOf(filter), cancellationToken);

    /// <summary>How many calls there were, of those that the journal still holds.</summary>
    /// <param name="filter">Which calls; null for all.</param>
    /// <exception cref="EmulatorControlException">400: there is no such product or action; the message says which was meant.</exception>
    public async Task<int> CountAsync(CallFilter? filter = null, CancellationToken cancellationToken = default) =>
        (await _controls.GetAsync<Counted>("requests/count", QueryOf(filter), cancellationToken).ConfigureAwait(false)).Count;

    /// <summary>Asserts that there were exactly so many calls, and gives them.</summary>
    /// <param name="filter">Which calls; null for all.</param>
    /// <param name="times">How many, 0 or more.</param>
    /// <exception cref="UnexpectedCallsException">There were more or fewer; the message lists what was called instead.</exception>
    /// <exception cref="EmulatorControlException">400: there is no such product or action; the message says which was meant.</exception>
    public async Task<IReadOnlyList<SeenCall>> AssertAsync(CallFilter? filter, int times, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(times);
        var meant = await ListAsync(filter, cancellationToken).ConfigureAwait(false);
        if (meant.Count == times)
            return meant;
        var all = filter is null ? meant : await ListAsync(null, cancellationToken).ConfigureAwait(false);
        throw new UnexpectedCallsException(filter, times, meant, all);
    }

    /// <summary>Waits until there were so many calls; false when the time is over first.</summary>
    /// <param name="filter">Which calls; null for all.</param>
    /// <param name="count">How many, from 1 to the journal's size.</param>
    /// <param name="timeout">How long, at most 300 seconds.</param>
    /// <exception cref="EmulatorControlException">400: count or timeout is out of range, or there is no such product or action.</exception>
    public async Task<bool> WaitForAsync(CallFilter? filter, int count, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var query = string.Create(CultureInfo.InvariantCulture, $"{QueryOf(filter)}&count={count}&timeoutSeconds={timeout.TotalSeconds:0.###}");
        return (await _controls.GetAsync<Waited>("requests/wait", query, cancellationToken).ConfigureAwait(false)).Satisfied;
    }

    /// <summary>The calls that the journal holds, and then each one that comes, until whoever reads them stops or the emulator does.</summary>
    /// <param name="filter">Which calls; null for all.</param>
    /// <exception cref="EmulatorControlException">400: there is no such product or action; 429: a thousand are reading already.</exception>
    /// <example><code>
    /// await foreach (var call in tenant.Journal.StreamAsync(cancellationToken: cancellation))
    ///     output.WriteLine($"{call}");
    /// </code></example>
    public async IAsyncEnumerable<SeenCall> StreamAsync(CallFilter? filter = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var answer = await _controls.OpenAsync("requests/stream", QueryOf(filter), cancellationToken).ConfigureAwait(false);
        using var body = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var item in SseParser.Create(body).EnumerateAsync(cancellationToken).ConfigureAwait(false))
        {
            if (item.EventType == "call")
                yield return JsonSerializer.Deserialize<SeenCall>(item.Data, ControlClient.Json)!;
        }
    }

    /// <summary>
    /// The calls in words, the last 50, a line each: time, action, target, key, status, code, and the reason where it was refused. For a test that has failed.
    /// </summary>
    /// <param name="filter">Which calls; null for all.</param>
    /// <exception cref="EmulatorControlException">400: there is no such product or action; the message says which was meant.</exception>
    public async Task<string> DescribeAsync(CallFilter? filter = null, CancellationToken cancellationToken = default) =>
        SeenCall.Describe(await ListAsync(filter, cancellationToken).ConfigureAwait(false));

    /// <summary>Forgets the calls.</summary>
    public Task ClearAsync(CancellationToken cancellationToken = default) => _controls.SendAsync(HttpMethod.Delete, "requests", null, cancellationToken);

    private static string QueryOf(CallFilter? filter) =>
        string.Concat(filter?.Given().Select(part => $"&{part.Name}={Uri.EscapeDataString(part.Value)}") ?? []);

    private sealed record Counted(int Count);

    private sealed record Waited(bool Satisfied);
}

/// <summary>Which calls are meant: what is null does not narrow.</summary>
/// <example><code>new CallFilter { Product = Products.Rds, Code = "Throttling.User" }</code></example>
public sealed record CallFilter
{
    /// <summary>The product: one of <see cref="Products"/>, or the vendor's code, in any case.</summary>
    public string? Product { get; init; }

    /// <summary>The action, such as <c>ResetAccountPassword</c>.</summary>
    public string? Action { get; init; }

    /// <summary>The instance that they are about.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The account that they are about.</summary>
    public string? AccountName { get; init; }

    /// <summary>The code of the answer: <c>OK</c>, or that of an error.</summary>
    public string? Code { get; init; }

    /// <summary>Who signed: the tenant's own AccessKey, one of a user, or a temporary one.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>What it asks for, in a line.</summary>
    public override string ToString() => string.Join(", ", Given().Select(part => $"{part.Name} {part.Value}")) is { Length: > 0 } text ? text : "all";

    internal IEnumerable<(string Name, string Value)> Given() =>
        from part in new (string Name, string? Value)[]
        {
            ("product", Product), ("action", Action), ("instanceId", InstanceId), ("accountName", AccountName), ("code", Code), ("accessKeyId", AccessKeyId),
        }
        where part.Value is not null
        select (part.Name, part.Value);
}

/// <summary>There were other calls than a test asserts.</summary>
/// <example><code>
/// // Expected 2 calls with action ResetAccountPassword, code OK, and there was 1. All calls:
/// //   12:00:00.105 Rds ResetAccountPassword rm-running test1 by test-1f0c…: 400 Throttling.User. The fault rule …
/// //   12:00:00.209 Rds ResetAccountPassword rm-running test1 by test-1f0c…: 200 OK
/// await tenant.Journal.AssertAsync(new() { Action = "ResetAccountPassword", Code = "OK" }, times: 2);
/// </code></example>
public sealed class UnexpectedCallsException : Exception
{
    internal UnexpectedCallsException(CallFilter? filter, int times, IReadOnlyList<SeenCall> meant, IReadOnlyList<SeenCall> all)
        : base(MessageOf(filter, times, meant.Count, all)) => Calls = all;

    /// <summary>Every call that the journal holds, oldest first.</summary>
    public IReadOnlyList<SeenCall> Calls { get; }

    private static string MessageOf(CallFilter? filter, int times, int count, IReadOnlyList<SeenCall> all)
    {
        var expected = $"{times} {(times == 1 ? "call" : "calls")}{(filter is null ? "" : $" with {filter}")}";
        var counted = count == 1 ? "was 1" : $"were {count}";
        var indented = SeenCall.Describe(all).Split('\n').Select(line => $"  {line}");
        return string.Create(CultureInfo.InvariantCulture, $"Expected {expected}, and there {counted}. All calls:\n{string.Join('\n', indented)}");
    }
}
