using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Tenancy;

/// <summary>What becomes of the connection instead of a whole answer.</summary>
internal enum ConnectionFate
{
    None,

    /// <summary>Closed without an answer.</summary>
    Reset,

    /// <summary>Half of the body, then closed.</summary>
    Truncate,

    /// <summary>No answer until the client gives up or the service ends.</summary>
    Hang,
}

/// <summary>When a fault happens: before anything was done, or after the change is committed.</summary>
internal enum FaultMoment
{
    Before,
    After,
}

/// <summary>The calls a rule is for: what is null does not narrow.</summary>
internal sealed record FaultMatch(string Product, string Action, string? InstanceId, string? AccountName)
{
    public bool Matches(string product, string action, Target target) =>
        Product == product
        && Action == action
        && (InstanceId is null || target.Names(InstanceId))
        && (AccountName is null || AccountName == target.AccountName);
}

/// <summary>Which of the matching calls it hits; all null: every one.</summary>
/// <param name="First">The first n.</param>
/// <param name="Nth">Only the n-th, from 1.</param>
/// <param name="Every">Every n-th.</param>
/// <param name="Probability">Between 0 and 1; the same <paramref name="Seed"/> gives the same sequence.</param>
internal sealed record FaultSchedule(int? First = null, int? Nth = null, int? Every = null, double? Probability = null, int? Seed = null);

/// <summary>A fault that is armed for a tenant's calls. Thread-safe.</summary>
internal sealed class FaultRule(string id, FaultMatch match, ApiError? error, FaultMoment moment, TimeSpan delay, ConnectionFate connection,
    FaultSchedule schedule)
{
    private readonly Random _random = new(schedule.Seed ?? 0);
    private readonly Lock _lock = new();
    private int _matched;
    private int _hits;

    public string Id { get; } = id;

    public FaultMatch Match { get; } = match;

    public ApiError? Error { get; } = error;

    public FaultMoment Moment { get; } = moment;

    public TimeSpan Delay { get; } = delay;

    public ConnectionFate Connection { get; } = connection;

    public FaultSchedule Schedule { get; } = schedule;

    /// <summary>Throttling is refused before authorisation, everything else after it.</summary>
    public bool IsThrottling => Moment == FaultMoment.Before && Error?.Code.StartsWith("Throttling", StringComparison.Ordinal) == true;

    /// <summary>How many calls matched, and how many of them were hit.</summary>
    public (int Matched, int Hits) Counts
    {
        get
        {
            lock (_lock)
                return (_matched, _hits);
        }
    }

    /// <summary>Counts a matching call; whether it is one that the schedule hits.</summary>
    public bool TryHit()
    {
        lock (_lock)
        {
            _matched++;
            var hits = Schedule switch
            {
                { First: { } first } => _matched <= first,
                { Nth: { } nth } => _matched == nth,
                { Every: { } every } => _matched % every == 0,
                { Probability: { } probability } => _random.NextDouble() < probability,
                _ => true,
            };
            _hits += hits ? 1 : 0;
            return hits;
        }
    }
}
