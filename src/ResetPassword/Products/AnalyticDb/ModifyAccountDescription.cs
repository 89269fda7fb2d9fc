using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Gives a database account of an AnalyticDB for PostgreSQL instance another description.</summary>
/// <remarks>
/// https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-modifyaccountdescription
/// </remarks>
internal sealed class ModifyAccountDescription() : AnalyticDbOperation<ModifyAccountDescription.Request>("update")
{
    private static readonly Parameter AccountDescription = Parameter.Required(
        "AccountDescription",
        "The description: 2 to 256 letters, digits, underscores, hyphens, blanks and full stops, starting with a letter.",
        "testAccoutdescribe")
        .Like(AccountRules.IsDescription, AnalyticDbErrors.InvalidDescription);

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBInstanceId, AccountName, AccountDescription,
        Parameter.Optional("ClientToken", "Has no effect: repeating the call changes nothing more.", "0c593ea1-3bea-11e9-b96b-88"),
    ];

    public override IReadOnlyList<ErrorRow> Errors { get; } =
    [
        AnalyticDbErrors.InvalidDescription, AnalyticDbErrors.InstanceNotFound, AnalyticDbErrors.InstanceState, AnalyticDbErrors.InstanceLocked,
        AnalyticDbErrors.AccountNotFound, AnalyticDbErrors.AccountStatus, AnalyticDbErrors.Denied,
    ];

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(AccountName), parameters.Get(AccountDescription));

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return AnalyticDbErrors.InstanceNotFound;
        if (AnalyticDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        if (instance.FindAccount(request.AccountName) is not { } account)
            return AnalyticDbErrors.AccountNotFound;
        if (account.Status != AnalyticDbInstances.Model.Usable)
            return AnalyticDbErrors.AccountStatus;
        return Decision.Become(instance.With(account.With(AnalyticDbInstances.AccountDescription, request.AccountDescription)),
            new InstanceEvent.AccountModified(account.Key));
    }

    internal sealed record Request(string AccountName, string AccountDescription);
}
