using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Lists the databases of an RDS instance, each with the accounts that may use it.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-describedatabases</remarks>
internal sealed class DescribeDatabases() : RdsOperation<DescribeDatabases.Request>("get")
{
    private static readonly Parameter DBName = Parameter.Optional("DBName", "The database to show; all when left out.", "testdb");
    private static readonly Parameter DBStatus = Parameter.Optional("DBStatus", "Only databases in this status.", "Running")
        .OneOf(["Creating", "Running", "Deleting"]);
    private static readonly Parameter PageSize = Parameter.Optional("PageSize", "How many databases a page has: 30, 50 or 100; 0, the default, is all.", "30")
        .OneOf(["0", "30", "50", "100"]);
    private static readonly Parameter PageNumber = Parameter.Optional("PageNumber", "The page, counted from 1.", "1").Integer();

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBInstanceId, DBName, DBStatus, PageSize, PageNumber,
        Parameter.Optional("ResourceGroupId", "The resource group; databases have none here.", "rg-emulated"),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) =>
        new(parameters.Find(DBName), parameters.Find(DBStatus), parameters.FindInteger(PageNumber) ?? 1, parameters.FindInteger(PageSize) ?? 0);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return RdsErrors.InstanceNotFound;
        if (instance.Status != RdsInstances.Model.Running)
            return Rows.InstanceState;
        if (!instance.Is(RdsInstances.EngineReachable))
            return RdsErrors.ConnectFailed;

        IReadOnlyList<Database> databases =
        [
            .. instance.Databases.Values.Where(database => (request.DBName is null or "" || database.Name == request.DBName)
                && (request.DBStatus is null || database.Status == request.DBStatus)),
        ];
        var page = Page.Of(databases, request.PageNumber, request.PageSize == 0 ? int.MaxValue : request.PageSize);
        return new Decision.Answer(new()
        {
            ["Databases"] = new Reply { ["Database"] = page.Items.Select(database => ReplyOf(database, instance, page)).ToArray<object>() },
        });
    }

    // That the counts are in each database is the vendor's.
    private static Reply ReplyOf(Database database, Instance instance, Page<Database> page) =>
        ReplyOf(database, DatabaseRules.LocaleOf(database, instance), instance, page);

    private static Reply ReplyOf(Database database, DatabaseLocale locale, Instance instance, Page<Database> page) => new()
    {
        ["DBDescription"] = database.Description,
        ["DBStatus"] = database.Status,
        ["DBName"] = database.Name,
        ["DBInstanceId"] = instance.Id,
        ["Engine"] = instance.Engine,
        ["CharacterSetName"] = locale.CharacterSet,
        ["Collate"] = locale.Collate,
        ["Ctype"] = locale.Ctype,
        ["ConnLimit"] = "-1",
        ["Tablespace"] = "",
        ["DuckDBEnabled"] = false,
        ["ResourceGroupId"] = instance[RdsInstances.ResourceGroupId],
        ["Accounts"] = new Reply
        {
            ["AccountPrivilegeInfo"] = GrantsOf(database, instance),
        },
        ["PageNumber"] = page.Number,
        ["PageSize"] = page.Size == int.MaxValue ? 0 : page.Size,
        ["TotalCount"] = page.Total,
        ["BasicInfo"] = new Reply { ["BasicDbProperty"] = Array.Empty<object>() },
        ["RuntimeInfo"] = new Reply { ["RuntimeDbProperty"] = Array.Empty<object>() },
        ["AdvancedInfo"] = new Reply { ["AdvancedDbProperty"] = Array.Empty<object>() },
    };

    private static object[] GrantsOf(Database database, Instance instance) =>
        [.. instance.Accounts.Where(account => account.Privileges.ContainsKey(database.Name)).Select(account => PrivilegeOf(account, database, instance))];

    private static Reply PrivilegeOf(DatabaseAccount account, Database database, Instance instance) => new()
    {
        ["Account"] = account.Name,
        ["AccountPrivilege"] = Privileges.OfDatabase(account.Privileges[database.Name], instance.Engine),
        ["AccountPrivilegeDetail"] = Privileges.DetailOf(account.Privileges[database.Name]),
    };

    internal sealed record Request(string? DBName, string? DBStatus, long PageNumber, long PageSize);

    internal static class Rows
    {
        public static readonly ApiError InstanceState    = new(400, "InvalidDBInstanceStatus.NotSupport", "The Specified instance status is not supported to query account list.", By.State, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            RdsErrors.ConnectFailed, InstanceState, RdsErrors.InstanceNotFound.ByAnalogy(), RdsErrors.BusyByFault, RdsErrors.Denied,
        ];
    }
}
