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
/// <param name="Policy">The policy's name; null where none decided.</param>
/// <param name="Statement">The statement's place in it, from 0.</param>
internal sealed record Evaluation(Effect Effect, PolicyType PolicyType, string? Policy = null, int? Statement = null)
{
    public bool IsAllowed => Effect == Effect.Allow;

    /// <summary><c>Allow by ResetOne[0]</c>, or <c>ImplicitDeny</c>.</summary>
    public override string ToString() => Policy is null ? Effect.ToString() : FormattableString.Invariant($"{Effect} by {Policy}[{Statement}]");
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
        if (Find(policies, isAllow: false, request) is var (denying, at))
            return new(Effect.ExplicitDeny, type, denying, at);
        return Find(policies, isAllow: true, request) is var (allowing, place) ? new(Effect.Allow, type, allowing, place) : new(Effect.ImplicitDeny, type);
    }

    private static (string Policy, int Statement)? Find(IReadOnlyList<NamedPolicy> policies, bool isAllow, AuthorizationRequest request)
    {
        foreach (var (name, policy) in policies)
        {
            if (policy.Find(isAllow, request) is >= 0 and var index)
                return (name, index);
        }

        return null;
    }
}
