using ResetPassword.Model;

namespace ResetPassword.Ram;

/// <summary>The <c>AccessDeniedDetail</c> of a denial: who was denied what, and by which kind of policy.</summary>
/// <param name="NoPermissionType"><c>ImplicitDeny</c> or <c>ExplicitDeny</c>.</param>
internal sealed record AccessDenial(string PolicyType, string OwnerId, string PrincipalType, string DisplayName, string NoPermissionType, string Action)
{
    // Opaque to a caller; the vendor's begin so.
    private static readonly byte[] MessageVersion = [1, 1];

    public static AccessDenial Of(Evaluation evaluation, Caller caller, string action) => new(
        evaluation.PolicyType.ToString(),
        caller.OwnerId,
        caller.Principal is Principal.RoleSession ? "AssumedRoleUser" : "SubUser",
        DisplayNameOf(caller),
        evaluation.Effect.ToString(),
        action);

    /// <summary>As it goes on the wire, in the order of a published sample.</summary>
    public Reply ToReply(string requestId) => new()
    {
        ["PolicyType"] = PolicyType,
        ["AuthPrincipalOwnerId"] = OwnerId,
        ["EncodedDiagnosticMessage"] = Convert.ToBase64String([.. MessageVersion, .. System.Text.Encoding.ASCII.GetBytes(requestId)]),
        ["AuthPrincipalType"] = PrincipalType,
        ["AuthPrincipalDisplayName"] = DisplayName,
        ["NoPermissionType"] = NoPermissionType,
        ["AuthAction"] = Action,
    };

    private static string DisplayNameOf(Caller caller) => caller.Principal switch
    {
        Principal.User user => RamAccount.IdOf(caller.OwnerId, RamAccount.UserKind, user.Name),
        Principal.RoleSession session => $"{session.RoleName}:{session.SessionName}",
        _ => caller.OwnerId,
    };
}
