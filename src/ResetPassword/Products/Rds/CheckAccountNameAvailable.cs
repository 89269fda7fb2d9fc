using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.Rds;

/// <summary>Whether CreateAccount would take a name: an answer without an error means yes.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-checkaccountnameavailable</remarks>
internal sealed class CheckAccountNameAvailable() : RdsOperation<CheckAccountNameAvailable.Request>("get")
{
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        Parameter.Optional("ClientToken", "Has no effect: the call changes nothing.", "ETnLKlblzczshOTUbOCz"),
        DBInstanceId, AccountName,
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(AccountName));

    protected override void CheckFormats(Formats<Request> rules)
    {
        rules.RuleFor(r => r.AccountName).Must(AccountRules.IsName).OrError(RdsErrors.InvalidAccountName);
        rules.RuleFor(r => r.AccountName).Must(name => !AccountRules.IsKeyword(name)).OrError(CreateAccount.Rows.ReservedName);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return RdsErrors.InstanceNotFound;
        if (!instance.Is(RdsInstances.EngineReachable))
            return RdsErrors.ConnectFailed;
        if (!AccountRules.Fits(request.AccountName, instance))
            return RdsErrors.InvalidAccountName;
        if (AccountRules.IsTaken(request.AccountName, instance))
            return CreateAccount.Rows.Duplicate;
        return new Decision.Answer(new() { ["ResourceGroupId"] = instance[RdsInstances.ResourceGroupId] });
    }

    internal sealed record Request(string AccountName);

    internal static class Rows
    {
        public static readonly IReadOnlyList<ErrorRow> All =
        [
            RdsErrors.ConnectFailed, RdsErrors.InvalidAccountName.ByAnalogy(), CreateAccount.Rows.ReservedName.ByAnalogy(),
            CreateAccount.Rows.Duplicate.ByAnalogy(), RdsErrors.InstanceNotFound.ByAnalogy(), RdsErrors.BusyByFault, RdsErrors.Denied,
        ];
    }
}
