namespace ResetPassword.Ram;

/// <summary>Who may assume a role: the policy of the role itself. Immutable.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/ram/edit-the-trust-policy-of-a-ram-role</remarks>
/// <param name="Document">Its text, as it was read.</param>
internal sealed record TrustPolicy(IReadOnlyList<TrustStatement> Statements, string Document)
{
    /// <summary>Whether one of a caller's ARNs is trusted, and none is denied.</summary>
    public Evaluation Evaluate(IReadOnlyList<string> principals, IReadOnlyDictionary<string, string> keys)
    {
        var covering = Statements.Where(statement => statement.Covers(principals, keys)).ToArray();
        if (covering.Any(statement => !statement.IsAllow))
            return new(Effect.ExplicitDeny, PolicyType.AssumeRolePolicy);
        return new(covering.Length > 0 ? Effect.Allow : Effect.ImplicitDeny, PolicyType.AssumeRolePolicy);
    }
}

/// <summary>One statement of a trust policy.</summary>
internal sealed record TrustStatement(bool IsAllow, IReadOnlyList<string> Principals, IReadOnlyList<Condition> Conditions)
{
    public bool Covers(IReadOnlyList<string> principals, IReadOnlyDictionary<string, string> keys) =>
        Principals.Any(principals.Contains) && Conditions.All(condition => condition.Holds(keys));
}
