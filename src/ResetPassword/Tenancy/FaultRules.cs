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
    public bool TryArm(FaultRule rule)
    {
        ImmutableInterlocked.Update(ref _rules, static (rules, added) => rules.Length < MaxRules ? rules.Add(added) : rules, rule);
        return _rules.Contains(rule);
    }

    public bool Disarm(string id)
    {
        var rule = _rules.FirstOrDefault(r => r.Id == id);
        return rule is not null && ImmutableInterlocked.Update(ref _rules, static (rules, removed) => rules.Remove(removed), rule);
    }

    public void Clear() => ImmutableInterlocked.Update(ref _rules, static _ => []);

    /// <summary>The rule that hits this call at a stage, or null; every matching rule up to it counts the call.</summary>
    public FaultRule? Hit(string product, string action, Target target, FaultMoment moment, bool isThrottling)
    {
        foreach (var rule in _rules)
        {
            if (rule.Moment == moment && rule.IsThrottling == isThrottling && rule.Match.Matches(product, action, target) && rule.TryHit())
                return rule;
        }

        return null;
    }
}
