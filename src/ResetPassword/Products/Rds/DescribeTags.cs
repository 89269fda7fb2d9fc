using System.Collections.Immutable;
using FluentValidation;
using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Lists tags of RDS instances, each with the instances that have it.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-describetags</remarks>
internal sealed class DescribeTags() : RdsOperation<DescribeTags.Request>("get")
{
    private static readonly Parameter DBInstanceIdFilter =
        Parameter.Optional("DBInstanceId", "Only the tags of this instance, and no other filter counts.", "rm-running");
    private static readonly Parameter TagFilter = Parameter.Optional("Tags", "Only these tags, as JSON.", """{"team":"dev"}""");

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        RdsTags.RegionId, DBInstanceIdFilter, TagFilter,
        Parameter.Optional("ResourceType", "INSTANCE.", "INSTANCE").OneOf(["INSTANCE"], RdsTags.InvalidResourceType),
        Parameter.Optional("ClientToken", "A token; reading may be repeated anyway.", "ETnLKlblzczshOTUbOCz"),
        Parameter.Optional("proxyId", "Reserved.", "test"),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    public override Scope Scope => Scope.AllInstances;

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Get(RdsTags.RegionId),
        parameters.Find(DBInstanceIdFilter) ?? "",
        parameters.Find(TagFilter) is { Length: > 0 } tags ? Tags.FindInJson(tags) : PropertyValues.None);

    protected override void CheckFormats(AbstractValidator<Request> rules) =>
        rules.RuleFor(r => r.Tags).Must(tags => tags is not null).OrError(Rows.InvalidTags);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        var instances = seen.Instances.Where(instance => instance.Region == request.Region && (request.Id == "" || request.Id == instance.Id)).ToArray();
        if (request.Id != "" && instances.Length == 0)
            return Rows.InstanceNotFound;
        var tags = from instance in instances
                   from tag in instance.Tags
                   where request.Id != "" || request.Wants(tag)
                   group instance.Id by tag into having
                   orderby having.Key.Key, having.Key.Value
                   select ReplyOf(having);
        return new Decision.Answer(new() { ["Items"] = new Reply { ["TagInfos"] = tags.ToArray<object>() } });
    }

    private static Reply ReplyOf(IGrouping<KeyValuePair<string, string>, string> having) => new()
    {
        ["DBInstanceIds"] = new Reply { ["DBInstanceIds"] = having.ToArray<object>() },
        ["TagKey"] = having.Key.Key,
        ["TagValue"] = having.Key.Value,
    };

    internal sealed record Request(string Region, string Id, ImmutableSortedDictionary<string, string>? Tags)
    {
        public bool Wants(KeyValuePair<string, string> tag) => Tags is not { Count: > 0 } wanted || wanted.Contains(tag);
    }

    internal static class Rows
    {
        public static readonly ApiError InvalidTags      = new(400, "Tag.InvalidTagsParameter",     "tags parameter is invalid.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError InstanceNotFound = ModifyDBInstanceMonitor.Rows.InstanceNotFound;

        public static readonly IReadOnlyList<ErrorRow> All =
            [InvalidTags, InstanceNotFound, RdsTags.InvalidResourceType.ByAnalogy(), RdsErrors.RegionNotFound, RdsErrors.BusyByFault, RdsErrors.Denied];
    }
}
