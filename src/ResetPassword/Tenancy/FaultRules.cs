using System.Collections.Immutable;
using ResetPassword.Operations;

namespace ResetPassword.Tenancy;

/// <summary>A tenant's fault rules, in the order they were armed; the first that hits decides. Thread-safe: the list is immutable.</summary>
internal sealed class FaultRules
{
    public const int MaxRules = 1000;

    private ImmutableArray<FaultRule> _rules = [];

    public ImmutableArray<FaultRule> All => _rules;

    /// <summary>False when the tenant has as many as it may.</summary>
    public ValueTask<bool> TryArmAsync(FaultRule rule)
    {
        var isArmed = ImmutableInterlocked.Update(ref _rules, static (rules, added) => rules.Length < MaxRules ? rules.Add(added) : rules, rule);
        return ValueTask.FromResult(isArmed);
    }

    /// <summary>False when there is no rule with this id.</summary>
    public ValueTask<bool> DisarmAsync(string id)
    {
        var rule = _rules.FirstOrDefault(r => r.Id == id);
        return ValueTask.FromResult(rule is not null && ImmutableInterlocked.Update(ref _rules, static (rules, removed) => rules.Remove(removed), rule));
    }

    public ValueTask ClearAsync()
    {
        ImmutableInterlocked.Update(ref _rules, static _ => []);
        return ValueTask.CompletedTask;
    }

    /// <summary>The rule that hits this call at a stage, or null; every matching rule up to it counts the call.</summary>
    public ValueTask<FaultRule?> HitAsync(string product, string action, Target target, FaultMoment moment, bool isThrottling) =>
        ValueTask.FromResult(Hit(product, action, target, moment, isThrottling));

    private FaultRule? Hit(string product, string action, Target target, FaultMoment moment, bool isThrottling)
    {
        foreach (var rule in _rules)
        {
            if (rule.Moment == moment && rule.IsThrottling == isThrottling && rule.Match.Matches(product, action, target) && rule.TryHit())
                return rule;
        }

        return null;
    }
}
