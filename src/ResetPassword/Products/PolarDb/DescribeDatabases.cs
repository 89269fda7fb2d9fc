using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.PolarDb;

/// <summary>Lists the databases of a PolarDB cluster, each with the accounts that may use it. Here the row of a malformed cluster ID has status 400.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-describedatabases</remarks>
internal sealed class DescribeDatabases() : PolarDbOperation<DescribeDatabases.Request>("get")
{
    private const long DefaultPageSize = 30;

    private static readonly Parameter DBName = Parameter.Optional("DBName", "The database to show; all when left out.", "testdb");
    private static readonly Parameter PageNumber = Parameter.Optional("PageNumber", "The page, counted from 1.", "1")
        .Integer(min: 1, invalid: PolarDbErrors.InvalidPageNumber);
    private static readonly Parameter PageSize = Parameter.Optional("PageSize", "How many databases a page has: 30 (the default), 50 or 100.", "30")
        .OneOf(["30", "50", "100"], PolarDbErrors.InvalidPageSize);

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        ClusterIdOr(PolarDbErrors.MalformedClusterId), DBName, PageNumber, PageSize,
    ];

    public override IReadOnlyList<ErrorRow> Errors { get; } =
    [
        PolarDbErrors.MalformedClusterId, PolarDbErrors.InvalidPageSize, PolarDbErrors.InvalidPageNumber, PolarDbErrors.ClusterNotFound,
        PolarDbErrors.ClusterReleased, PolarDbErrors.Denied,
    ];

    protected override Request Read(RpcParameters parameters) =>
        new(parameters.Find(DBName) ?? "", parameters.FindInteger(PageNumber) ?? 1, parameters.FindInteger(PageSize) ?? DefaultPageSize);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } cluster)
            return PolarDbErrors.ClusterNotFound;
        if (PolarDbErrors.FindRelease(cluster) is { } refusal)
            return refusal;

        var page = Page.Of([.. cluster.Databases.Values.Where(database => request.DBName == "" || database.Name == request.DBName)], request.PageNumber,
            request.PageSize);
        return new Decision.Answer(new()
        {
            ["PageNumber"] = page.Number,
            ["PageRecordCount"] = page.Items.Count,
            ["Databases"] = new Reply { ["Database"] = page.Items.Select(database => ReplyOf(database, cluster)).ToArray<object>() },
        });
    }

    private static Reply ReplyOf(Database database, Instance cluster) => new()
    {
        ["DBDescription"] = database.Description,
        ["DBStatus"] = database.Status,
        ["DBName"] = database.Name,
        ["Engine"] = cluster.Engine,
        ["MasterID"] = "",
        ["CharacterSetName"] = database.CharacterSet,
        ["Accounts"] = new Reply
        {
            // The owner first: clients take it for the account of the database.
            ["Account"] = cluster.Accounts
                .Where(account => account.Privileges.ContainsKey(database.Name))
                .OrderBy(account => account.Privileges[database.Name] != Privileges.Owner)
                .Select(account => PrivilegeOf(account, database))
                .ToArray<object>(),
        },
    };

    private static Reply PrivilegeOf(DatabaseAccount account, Database database) => new()
    {
        ["PrivilegeStatus"] = "Empowered",
        ["AccountStatus"] = account.Status,
        ["AccountPrivilege"] = account.Privileges[database.Name] is Privileges.Owner ? Privileges.ShownOwner : account.Privileges[database.Name],
        ["AccountName"] = account.Name,
    };

    internal sealed record Request(string DBName, long PageNumber, long PageSize);
}
