using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.Rds;

/// <summary>Lists the accounts of an RDS instance, or the one that is named: an unknown name gives an empty list.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-describeaccounts</remarks>
internal sealed class DescribeAccounts() : RdsOperation<DescribeAccounts.Request>("get")
{
    private const long DefaultPageSize = 500;

    private static readonly Parameter Name = Parameter.Optional("AccountName", "The account to show; all when left out.", "test1");
    private static readonly Parameter PageSize = Parameter.Optional("PageSize", "How many accounts a page has; 500 by default.", "30").Integer(min: 1);
    private static readonly Parameter PageNumber = Parameter.Optional("PageNumber", "The page, counted from 1.", "1").Integer();

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, Name, PageSize, PageNumber];

    public override IReadOnlyList<ErrorRow> Errors => Rows;

    protected override Request Read(RpcParameters parameters) =>
        new(parameters.Find(Name), parameters.FindInteger(PageNumber) ?? 1, parameters.FindInteger(PageSize) ?? DefaultPageSize);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return RdsErrors.InstanceNotFound;
        if (RdsErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        if (!instance.Is(RdsInstances.EngineReachable))
            return RdsErrors.ConnectFailed;

        IReadOnlyList<DatabaseAccount> accounts =
            [.. instance.Accounts.Where(account => request.AccountName is null or "" || account.Name == request.AccountName)];
        var page = Page.Of(accounts, request.PageNumber, request.PageSize);
        return new Decision.Answer(new()
        {
            ["Accounts"] = new Reply { ["DBInstanceAccount"] = page.Items.Select(account => ReplyOf(account, instance)).ToArray<object>() },
            ["PageNumber"] = page.Number,
            ["TotalRecordCount"] = page.Total,
            ["SystemAdminAccountStatus"] = instance.Accounts.Any(account => account.Type == "Sysadmin") ? "True" : "False",
            ["SystemAdminAccountFirstActivationTime"] = "",
            ["ResourceGroupId"] = instance[RdsInstances.ResourceGroupId],
        });
    }

    private static Reply ReplyOf(DatabaseAccount account, Instance instance)
    {
        // Recorded: what is granted on PostgreSQL is not shown here, DescribeDatabases shows it.
        var isPostgreSQL = instance.Engine == RdsInstances.PostgreSQL;
        var reply = new Reply
        {
            ["AccountStatus"] = account.Status,
            ["AccountDescription"] = account[RdsInstances.AccountDescription],
            ["DBInstanceId"] = instance.Id,
            ["AccountType"] = account.Type,
            ["AccountName"] = account.Name,
            ["DatabasePrivileges"] = new Reply { ["DatabasePrivilege"] = isPostgreSQL ? Array.Empty<object>() : PrivilegesOf(account) },
            ["PasswordExpireTime"] = "",
            ["ValidUntil"] = "",
            ["CreateDB"] = "f",
            ["Replication"] = "f",
            ["CreateRole"] = "f",
            ["BypassRLS"] = "f",
        };
        if (isPostgreSQL)
            return reply;
        reply["PrivExceeded"] = "0";
        reply["CheckPolicy"] = account.Is(RdsInstances.CheckPolicy);
        return reply;
    }

    private static object[] PrivilegesOf(DatabaseAccount account) => [.. account.Privileges.Select(privilege => PrivilegeOf(privilege.Key, privilege.Value))];

    private static Reply PrivilegeOf(string database, string privilege) => new()
    {
        ["DBName"] = database,
        ["AccountPrivilege"] = privilege,
        ["AccountPrivilegeDetail"] = Privileges.DetailOf(privilege),
    };

    internal sealed record Request(string? AccountName, long PageNumber, long PageSize);

    private static readonly IReadOnlyList<ErrorRow> Rows =
    [
        RdsErrors.ConnectFailed, RdsErrors.InstanceState, RdsErrors.InstanceNotFound, RdsErrors.InstanceLocked, RdsErrors.BusyByFault, RdsErrors.Denied,
    ];
}
