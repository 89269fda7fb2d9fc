using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.MongoDb;

/// <summary>Lists the accounts of a MongoDB instance, or those of one name: an unknown name gives an empty list.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/mongodb/developer-reference/api-dds-2015-12-01-describeaccounts</remarks>
internal sealed class DescribeAccounts() : MongoDbOperation<DescribeAccounts.Request>("get")
{
    private static readonly Parameter Name = Parameter.Optional("AccountName", "Only accounts of this name.", "root");

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, Name];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Find(Name) ?? "");

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return MongoDbErrors.InstanceNotFound;
        var found = instance.Accounts.Where(account => request.AccountName == "" || account.Name == request.AccountName);
        return new Decision.Answer(new() { ["Accounts"] = new Reply { ["Account"] = found.Select(account => ReplyOf(account, instance)).ToArray<object>() } });
    }

    private static Reply ReplyOf(DatabaseAccount account, Instance instance)
    {
        var reply = new Reply
        {
            ["CharacterType"] = account.CharacterType ?? "normal",
            ["AccountStatus"] = account.Status,
            ["DBInstanceId"] = instance.Id,
            ["AccountName"] = account.Name,
        };

        // There only once it has been set.
        if (account[MongoDbInstances.AccountDescription] is { Length: > 0 } description)
            reply["AccountDescription"] = description;
        return reply;
    }

    internal sealed record Request(string AccountName);

    internal static class Rows
    {
        public static readonly IReadOnlyList<ErrorRow> All = [MongoDbErrors.InstanceNotFound.ByAnalogy(), MongoDbErrors.Denied];
    }
}
