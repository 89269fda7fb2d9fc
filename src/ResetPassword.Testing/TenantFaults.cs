using System.Text.Json.Nodes;

namespace ResetPassword.Testing;

/// <summary>The failures that a tenant's calls are to meet.</summary>
/// <example><code>
/// var fault = await tenant.Faults.ArmAsync(new(Products.Rds, "ResetAccountPassword") { Code = "Throttling.User", First = 2 });
/// // … two calls fail, the third succeeds …
/// Assert.Equal(2, (await tenant.Faults.GetAsync(fault)).Hits);
/// </code></example>
public sealed class TenantFaults
{
    private readonly ControlClient _controls;

    internal TenantFaults(ControlClient controls) => _controls = controls;

    /// <summary>Arms a fault for the calls to come; its id is given.</summary>
    /// <exception cref="EmulatorControlException">400: there is no such product, action or row; the message says what is allowed.</exception>
    public async Task<string> ArmAsync(Fault fault, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return (await _controls.SendAsync<Armed>(HttpMethod.Post, "faults", fault.ToDocument(), cancellationToken).ConfigureAwait(false)).Id;
    }

    /// <summary>The faults that are armed, in the order in which they are asked.</summary>
    public async Task<IReadOnlyList<ArmedFault>> ListAsync(CancellationToken cancellationToken = default)
    {
        var armed = await _controls.GetAsync<FaultDocument[]>("faults", "", cancellationToken).ConfigureAwait(false);
        return [.. armed.Select(fault => fault.ToArmed())];
    }

    /// <summary>How often a fault was looked at, and how often it hit.</summary>
    /// <exception cref="EmulatorControlException">404: there is no fault with this id.</exception>
    public async Task<FaultCount> GetAsync(string id, CancellationToken cancellationToken = default) =>
        (await ListAsync(cancellationToken).ConfigureAwait(false)).FirstOrDefault(armed => armed.Id == id)?.Count
        ?? throw new EmulatorControlException(404, $"There is no fault {id}.");

    /// <summary>Removes one fault.</summary>
    /// <exception cref="EmulatorControlException">404: there is no fault with this id.</exception>
    public Task RemoveAsync(string id, CancellationToken cancellationToken = default) =>
        _controls.SendAsync(HttpMethod.Delete, $"faults/{Uri.EscapeDataString(id)}", null, cancellationToken);

    /// <summary>Removes all faults.</summary>
    public Task ClearAsync(CancellationToken cancellationToken = default) => _controls.SendAsync(HttpMethod.Delete, "faults", null, cancellationToken);

    private sealed record Armed(string Id);

    private sealed record FaultDocument(
        string Id, Match Match, Error? Error, string When, long DelayMilliseconds, ConnectionFault Connection, Schedule? Schedule, int Matched, int Hits)
    {
        public ArmedFault ToArmed() => new(Id, ToFault(), new(Matched, Hits));

        private Fault ToFault() => new(Match.Product, Match.Action)
        {
            InstanceId = Match.InstanceId,
            AccountName = Match.AccountName,
            Code = Error?.Code,
            Status = Error?.Status,
            Message = Error?.Message,
            AfterChange = When == "after",
            Delay = TimeSpan.FromMilliseconds(DelayMilliseconds),
            Connection = Connection,
            First = Schedule?.First,
            Nth = Schedule?.Nth,
            Every = Schedule?.Every,
            Probability = Schedule?.Probability,
            Seed = Schedule?.Seed,
        };
    }

    private sealed record Match(string Product, string Action, string? InstanceId, string? AccountName);

    private sealed record Error(string Code, int? Status, string? Message);

    private sealed record Schedule(int? First, int? Nth, int? Every, double? Probability, int? Seed);
}

/// <summary>A fault that is armed.</summary>
/// <param name="Id">What <see cref="TenantFaults.ArmAsync"/> gave.</param>
/// <param name="Fault">What it was armed with; an error has the status and message of its row where none were given.</param>
/// <param name="Count">How often it was met.</param>
/// <example><code>Assert.All(await tenant.Faults.ListAsync(), armed => Assert.Equal(1, armed.Count.Hits));</code></example>
public sealed record ArmedFault(string Id, Fault Fault, FaultCount Count);

/// <summary>How often a fault was met.</summary>
/// <param name="Matched">How many calls were of its kind.</param>
/// <param name="Hits">How many of them it failed.</param>
/// <example><code>Assert.Equal(new FaultCount(3, 2), await tenant.Faults.GetAsync(id));</code></example>
public sealed record FaultCount(int Matched, int Hits);

/// <summary>
/// A failure: of which calls, what happens, and to which of them. It needs a <see cref="Code"/>, a <see cref="Delay"/> or a <see cref="Connection"/>.
/// </summary>
/// <param name="Product">The product: one of <see cref="Products"/>, or the vendor's code, in any case.</param>
/// <param name="Action">The action, such as <c>ResetAccountPassword</c>.</param>
/// <example><code>
/// new Fault(Products.PolarDb, "ResetAccount") { Connection = ConnectionFault.Reset, AfterChange = true, Nth = 2 }
/// </code></example>
public sealed record Fault(string Product, string Action)
{
    /// <summary>Only calls about this instance.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Only calls about accounts of this name.</summary>
    public string? AccountName { get; init; }

    /// <summary>The code of an error: any row of the action or of the gateway; with <see cref="Status"/> and <see cref="Message"/> any code at all.</summary>
    public string? Code { get; init; }

    /// <summary>The error's HTTP status, 300 to 599; that of the row when null.</summary>
    public int? Status { get; init; }

    /// <summary>The error's message; that of the row when null.</summary>
    public string? Message { get; init; }

    /// <summary>Whether the call has its effect first, and only its answer fails.</summary>
    public bool AfterChange { get; init; }

    /// <summary>How long the answer is kept back, at most ten minutes.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>What happens to the connection.</summary>
    public ConnectionFault Connection { get; init; }

    /// <summary>Only the first so many calls. At most one of First, Nth, Every and Probability; none is always.</summary>
    public int? First { get; init; }

    /// <summary>Only the call of this number, counted from 1.</summary>
    public int? Nth { get; init; }

    /// <summary>Every call whose number is a multiple of this.</summary>
    public int? Every { get; init; }

    /// <summary>Each call with this probability, 0 to 1, in a sequence that <see cref="Seed"/> fixes.</summary>
    public double? Probability { get; init; }

    /// <summary>The seed of <see cref="Probability"/>; 0 when null.</summary>
    public int? Seed { get; init; }

    internal JsonObject ToDocument()
    {
        var document = new JsonObject
        {
            ["match"] = Given(("product", Product), ("action", Action), ("instanceId", InstanceId), ("accountName", AccountName)),
            ["when"] = AfterChange ? "after" : "before",
        };
        if (Code is not null)
            document["error"] = Given(("code", Code), ("status", Status), ("message", Message));
        if (Delay > TimeSpan.Zero)
            document["delayMilliseconds"] = (long)Delay.TotalMilliseconds;
        if (Connection != ConnectionFault.None)
            document["connection"] = Connection.ToString().ToLowerInvariant();
        var schedule = Given(("first", First), ("nth", Nth), ("every", Every), ("probability", Probability), ("seed", Probability is null ? Seed : Seed ?? 0));
        if (schedule.Count > 0)
            document["schedule"] = schedule;
        return document;
    }

    private static JsonObject Given(params (string Name, JsonNode? Value)[] members) =>
        new(members.Where(member => member.Value is not null).Select(member => KeyValuePair.Create(member.Name, member.Value)));
}

/// <summary>What happens to the connection of a call.</summary>
/// <example><code>new Fault(Products.Rds, "ResetAccountPassword") { Connection = ConnectionFault.Hang }</code></example>
public enum ConnectionFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is closed without an answer.</summary>
    Reset,

    /// <summary>It is closed after half of the answer's body.</summary>
    Truncate,

    /// <summary>No answer comes, until the client gives up.</summary>
    Hang,
}
