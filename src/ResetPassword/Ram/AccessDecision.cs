namespace ResetPassword.Ram;

/// <summary>What a principal's policies said of a call, and what they were asked.</summary>
/// <param name="Action">Such as <c>rds:ResetAccountPassword</c>.</param>
/// <param name="Resource">An ARN, or <c>*</c>.</param>
internal sealed record AccessDecision(Evaluation Evaluation, string Action, string Resource)
{
    private const int MaxShown = 200;

    public bool IsAllowed => Evaluation.IsAllowed;

    /// <summary>In words.</summary>
    public string Explain()
    {
        var asked = $"{Action} on {(Resource.Length > MaxShown ? Resource[..MaxShown] + '…' : Resource)}";
        var statement = FormattableString.Invariant($"statement {Evaluation.Statement} of the policy {Evaluation.Policy}");
        return Evaluation switch
        {
            { Effect: Effect.Allow } => $"{asked} is allowed by {statement}.",
            { Effect: Effect.ExplicitDeny } => $"{asked} is denied by {statement}.",
            { PolicyType: PolicyType.SessionPolicy } => $"The session policy, which AssumeRole was given, does not allow {asked}.",
            _ => $"No policy that is attached to the caller allows {asked}.",
        };
    }
}
