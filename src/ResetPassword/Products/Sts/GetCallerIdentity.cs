using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Ram;

namespace ResetPassword.Products.Sts;

/// <summary>Says who signed the call.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-getcalleridentity</remarks>
internal sealed class GetCallerIdentity : Operation<GetCallerIdentity.Request>
{
    public override string Documentation => "https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-getcalleridentity";

    public override IReadOnlyList<Parameter> Parameters => [];

    public override IReadOnlyList<ErrorRow> Errors => [];

    public override RamPermission? Permission => null;

    public override Scope Scope => Scope.Nothing;

    public override Target TargetOf(RpcParameters parameters, CallContext context) => default;

    protected override Request Read(RpcParameters parameters) => new();

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        var caller = context.Caller;
        var reply = new Reply { ["IdentityType"] = TypeOf(caller.Principal), ["AccountId"] = caller.OwnerId, ["PrincipalId"] = PrincipalIdOf(caller) };
        if (caller.Principal is Principal.User user)
            reply["UserId"] = RamAccount.IdOf(caller.OwnerId, RamAccount.UserKind, user.Name);
        if (caller.Principal is Principal.RoleSession session)
            reply["RoleId"] = RamAccount.IdOf(caller.OwnerId, RamAccount.RoleKind, session.RoleName);
        reply["Arn"] = caller.Principal.ArnOf(caller.OwnerId);
        return new Decision.Answer(reply);
    }

    private static string TypeOf(Principal principal) => principal switch
    {
        Principal.User => "RAMUser",
        Principal.RoleSession => "AssumedRoleUser",
        _ => "Account",
    };

    private static string PrincipalIdOf(Caller caller) => caller.Principal switch
    {
        Principal.User user => RamAccount.IdOf(caller.OwnerId, RamAccount.UserKind, user.Name),
        Principal.RoleSession session => $"{RamAccount.IdOf(caller.OwnerId, RamAccount.RoleKind, session.RoleName)}:{session.SessionName}",
        _ => caller.OwnerId,
    };

    internal sealed record Request;
}
