namespace ResetPassword.Ram;

internal enum Effect
{
    Allow,
    ImplicitDeny,
    ExplicitDeny,
}

/// <summary>Whose policy decided: the word of <c>AccessDeniedDetail</c>.</summary>
internal enum PolicyType
{
    AccountLevelIdentityBasedPolicy,
    SessionPolicy,
    AssumeRolePolicy,
}

/// <summary>What the policies said, and which statement of which of them decided, if one did.</summary>
internal sealed record Evaluation(Effect Effect, PolicyType PolicyType, string? Statement = null)
{
    public bool IsAllowed => Effect == Effect.Allow;

    /// <summary>For the journal: <c>Allow by ResetOne[0]</c>, or <c>ImplicitDeny</c>.</summary>
    public override string ToString() => Statement is null ? Effect.ToString() : $"{Effect} by {Statement}";
}

/// <summary>The sequence of an evaluation: the session policy must allow, then the identity's policies; a Deny anywhere wins. Pure.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/ram/policy-evaluation-process</remarks>
internal static class Authorizer
{
    private const string SessionPolicyName = "session policy";

    public static Evaluation Evaluate(IReadOnlyList<NamedPolicy> identity, Policy? session, AuthorizationRequest request)
    {
        if (session is not null && Evaluate([new(SessionPolicyName, session)], PolicyType.SessionPolicy, request) is { IsAllowed: false } denied)
            return denied;
        return Evaluate(identity, PolicyType.AccountLevelIdentityBasedPolicy, request);
    }

    private static Evaluation Evaluate(IReadOnlyList<NamedPolicy> policies, PolicyType type, AuthorizationRequest request)
    {
        if (Find(policies, isAllow: false, request) is { } denying)
            return new(Effect.ExplicitDeny, type, denying);
        return Find(policies, isAllow: true, request) is { } allowing ? new(Effect.Allow, type, allowing) : new(Effect.ImplicitDeny, type);
    }

    private static string? Find(IReadOnlyList<NamedPolicy> policies, bool isAllow, AuthorizationRequest request)
    {
        foreach (var (name, policy) in policies)
        {
            if (policy.Find(isAllow, request) is >= 0 and var index)
                return $"{name}[{index}]";
        }

        return null;
    }
}
