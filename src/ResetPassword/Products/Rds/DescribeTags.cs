using System.Collections.Immutable;
using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Lists tags of RDS instances, each with the instances that have it.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-describetags</remarks>
internal sealed class DescribeTags() : RdsOperation<DescribeTags.Request>("get")
{
    private const int MaxCount = 5;

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

    protected override void CheckFormats(Formats<Request> rules)
    {
        rules.RuleFor(r => r.Tags).Must(tags => tags is not null).OrError(Rows.InvalidTags);
        rules.RuleFor(r => r.Wanted).Must(tags => tags.Count <= MaxCount).OrError(Rows.TooManyTags);
        rules.RuleFor(r => r.Wanted).Must(tags => !tags.Keys.Any(string.IsNullOrWhiteSpace)).OrError(Rows.BlankKey);
        rules.RuleFor(r => r.Wanted).Must(tags => !tags.Any(tag => IsReserved(tag.Key) || IsReserved(tag.Value))).OrError(Rows.ReservedTag);
        rules.RuleFor(r => r.Wanted).Must(tags => tags.Keys.All(key => key.Length <= RdsTags.MaxKeyLength)).OrError(Rows.LongKey);
        rules.RuleFor(r => r.Wanted).Must(tags => tags.Values.All(value => value.Length <= RdsTags.MaxValueLength)).OrError(Rows.LongValue);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        var instances = seen.Instances.Where(instance => instance.Region == request.Region && (request.Id == "" || request.Id == instance.Id)).ToArray();
        if (request.Id != "" && instances.Length == 0)
            return RdsErrors.InstanceIdNotFound;
        var tags = from instance in instances
                   from tag in instance.Tags
                   where request.Id != "" || request.Wants(tag)
                   group instance.Id by tag into having
                   orderby having.Key.Key, having.Key.Value
                   select ReplyOf(having);
        return new Decision.Answer(new() { ["Items"] = new Reply { ["TagInfos"] = tags.ToArray<object>() } });
    }

    private static bool IsReserved(string text) => text.StartsWith("aliyun", StringComparison.OrdinalIgnoreCase);

    private static Reply ReplyOf(IGrouping<KeyValuePair<string, string>, string> having) => new()
    {
        ["DBInstanceIds"] = new Reply { ["DBInstanceIds"] = having.ToArray<object>() },
        ["TagKey"] = having.Key.Key,
        ["TagValue"] = having.Key.Value,
    };

    internal sealed record Request(string Region, string Id, ImmutableSortedDictionary<string, string>? Tags)
    {
        public ImmutableSortedDictionary<string, string> Wanted => Tags ?? PropertyValues.None;

        public bool Wants(KeyValuePair<string, string> tag) => Wanted.IsEmpty || Wanted.Contains(tag);
    }

    internal static class Rows
    {
        public static readonly ApiError TooManyTags = new(400, "Tag.Allow5TagInfos",         "only 5 tags allowed in one operation.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError BlankKey    = new(400, "Tag.TagKeyIsBlank",          "tag key can not be blank.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError ReservedTag = new(400, "Tag.TagKeyStartWith.aliyun", "tag key and value can not be started with aliyun.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError LongKey     = new(400, "Tag.TagKeyTooLong",          "the max length of tag key is 64.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError LongValue   = new(400, "Tag.TagValueTooLong",        "the max length of tag value is 128.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidTags = new(400, "Tag.InvalidTagsParameter",   "tags parameter is invalid.", By.Parameter, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            TooManyTags, BlankKey, ReservedTag, LongKey, LongValue, InvalidTags, RdsErrors.InstanceIdNotFound, RdsTags.InvalidResourceType.ByAnalogy(),
            RdsErrors.RegionNotFound, RdsErrors.BusyByFault, RdsErrors.Denied,
        ];
    }
}
