using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Gives a database account of an RDS instance another description.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-modifyaccountdescription</remarks>
internal sealed class ModifyAccountDescription() : RdsOperation<ModifyAccountDescription.Request>("update")
{
    private static readonly Parameter AccountDescription = Parameter.Required(
        "AccountDescription", "The description: 2 to 256 letters, digits, blanks, underscores and hyphens, starting with a letter.", "testuser")
        .Like(AccountRules.IsDescription, RdsErrors.InvalidDescription);

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, AccountName, AccountDescription];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(AccountName), parameters.Get(AccountDescription));

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return RdsErrors.InstanceNotFound;
        if ((RdsErrors.FindRefusal(instance) ?? RdsErrors.FindKindRefusal(instance)) is { } refusal)
            return refusal;
        if (instance.FindAccount(request.AccountName) is not { } account)
            return RdsErrors.AccountNotFound;
        if (account.CreatedBy == "sql" && RdsInstances.RefusesSqlAccounts(instance))
            return RdsErrors.AccountType;
        if (instance.Is(RdsInstances.EngineRefusesUpdates))
            return Rows.UpdateFailed;
        return Decision.Become(instance.With(account.With(RdsInstances.AccountDescription, request.AccountDescription)),
            new InstanceEvent.AccountModified(account.Key));
    }

    internal sealed record Request(string AccountName, string AccountDescription);

    internal static class Rows
    {
        public static readonly ApiError UpdateFailed       = new(400, "Account.UpdateError",         "Account is invalid.", By.State, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            RdsErrors.InvalidDescription, UpdateFailed, RdsErrors.InstanceType, RdsErrors.CharacterType, RdsErrors.InstanceState, RdsErrors.AccountType,
            RdsErrors.InstanceNotFound, RdsErrors.InstanceLocked, RdsErrors.AccountNotFound, RdsErrors.BusyByFault, RdsErrors.Denied,
        ];
    }
}
