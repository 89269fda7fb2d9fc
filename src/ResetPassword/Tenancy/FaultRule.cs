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
internal sealed record FaultSchedule(int? First = null, int? Nth = null, int? Every = null, double? Probability = null, int? Seed = null)
{
    /// <summary>Whether it hits a call.</summary>
    /// <param name="number">The call's place among those that match, from 1.</param>
    public bool Hits(int number) => this switch
    {
        { First: { } first } => number <= first,
        { Nth: { } nth } => number == nth,
        { Every: { } every } => number % every == 0,
        { Probability: { } probability } => FractionOf(Seed ?? 0, number) < probability,
        _ => true,
    };

    // From 0 up to 1, by the mixing function of SplitMix64 (Steele, Lea, Flood 2014): evenly spread, and the same wherever the call is counted.
    private static double FractionOf(int seed, int number)
    {
        var mixed = (((ulong)(uint)seed << 32) | (uint)number) + 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1L << 53));
    }
}

/// <summary>A fault that is armed for a tenant's calls.</summary>
internal sealed record FaultRule(
    string Id, FaultMatch Match, ApiError? Error, FaultMoment Moment, TimeSpan Delay, ConnectionFate Connection, FaultSchedule Schedule)
{
    /// <summary>Throttling is refused before authorisation, everything else after it.</summary>
    public bool IsThrottling => Moment == FaultMoment.Before && Error?.Code.StartsWith("Throttling", StringComparison.Ordinal) == true;

    /// <summary>What stands in the place of an error's code where there is no answer, or half of one: <c>reset</c>, <c>truncate</c>, <c>hang</c>.</summary>
    public string BrokenCode => Connection.ToString().ToLowerInvariant();

    /// <summary>Whether it is for a call at a stage.</summary>
    public bool IsFor(in FaultQuery call) =>
        Moment == call.Moment && IsThrottling == call.IsThrottling && Match.Matches(call.Product, call.Action, call.Target);
}

/// <summary>A call that may be hit by a fault rule, at one of its stages.</summary>
internal readonly record struct FaultQuery(string Product, string Action, Target Target, FaultMoment Moment, bool IsThrottling);

/// <summary>How many calls matched a rule since it was armed, and how many of them it hit.</summary>
internal readonly record struct FaultCounts(int Matched, int Hits)
{
    public FaultCounts Next(bool isHit) => new(Matched + 1, Hits + (isHit ? 1 : 0));
}
