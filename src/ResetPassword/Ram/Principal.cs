namespace ResetPassword.Ram;

/// <summary>Who a caller is within its Alibaba Cloud account. Users and roles are named, so that what they may do is always what it is now.</summary>
internal abstract record Principal
{
    /// <summary>The account itself: no policy is asked.</summary>
    public static readonly Principal Root = new AccountRoot();

    private Principal()
    {
    }

    /// <summary>The caller's ARN, as GetCallerIdentity has it.</summary>
    public abstract string ArnOf(string ownerId);

    /// <summary>The ARNs that a role's trust policy may name it by.</summary>
    public abstract IReadOnlyList<string> TrustedAs(string ownerId);

    private static string AccountOf(string ownerId) => $"acs:ram::{ownerId}:root";

    internal sealed record AccountRoot : Principal
    {
        public override string ArnOf(string ownerId) => AccountOf(ownerId);

        public override IReadOnlyList<string> TrustedAs(string ownerId) => [AccountOf(ownerId)];
    }

    internal sealed record User(string Name) : Principal
    {
        public override string ArnOf(string ownerId) => $"acs:ram::{ownerId}:user/{Name}";

        public override IReadOnlyList<string> TrustedAs(string ownerId) => [AccountOf(ownerId), ArnOf(ownerId)];
    }

    /// <summary>A role that was assumed. A session policy narrows what the role's own policies allow.</summary>
    internal sealed record RoleSession(string RoleName, string SessionName, Policy? SessionPolicy) : Principal
    {
        public override string ArnOf(string ownerId) => $"acs:ram::{ownerId}:assumed-role/{RoleName}/{SessionName}";

        public override IReadOnlyList<string> TrustedAs(string ownerId) => [AccountOf(ownerId), RamRole.ArnOf(ownerId, RoleName)];
    }
}
