using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Says whether SQL Server applies its password policy to an account of an RDS instance.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-modifyaccountcheckpolicy</remarks>
internal sealed class ModifyAccountCheckPolicy() : RdsOperation<ModifyAccountCheckPolicy.Request>("update")
{
    private static readonly Parameter CheckPolicy = Parameter.Required("CheckPolicy", "Whether the policy is applied.", "true").Boolean();

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBInstanceId, AccountName, CheckPolicy,
        Parameter.Optional("ClientToken", "A token; the call may be repeated anyway.", "ETnLKlblzczshOTUbOCz"),
        Parameter.Optional("ResourceGroupId", "The resource group of the instance.", "rg-emulated"),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(AccountName), parameters.FindBoolean(CheckPolicy) ?? false);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return RdsErrors.InstanceNotFound;
        if ((RdsErrors.FindRefusal(instance) ?? RdsErrors.FindKindRefusal(instance)) is { } refusal)
            return refusal;
        if (instance.Engine != RdsInstances.SQLServer)
            return RdsErrors.InstanceType;
        if (instance.FindAccount(request.AccountName) is not { } account)
            return RdsErrors.AccountNotFound;
        return Decision.Become(instance.With(account.With(RdsInstances.CheckPolicy, request.CheckPolicy ? "true" : "false")),
            new InstanceEvent.AccountModified(account.Key));
    }

    internal sealed record Request(string AccountName, bool CheckPolicy);

    // The metadata lists none.
    internal static class Rows
    {
        public static readonly IReadOnlyList<ErrorRow> All =
        [
            RdsErrors.InstanceNotFound.ByAnalogy(), RdsErrors.InstanceState.ByAnalogy(), RdsErrors.InstanceLocked.ByAnalogy(),
            RdsErrors.InstanceType.ByAnalogy(), RdsErrors.CharacterType.ByAnalogy(), RdsErrors.AccountNotFound.ByAnalogy(), RdsErrors.BusyByFault,
            RdsErrors.Denied,
        ];
    }
}
