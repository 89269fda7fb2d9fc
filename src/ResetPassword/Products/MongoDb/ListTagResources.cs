using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.MongoDb;

/// <summary>Lists the tags of MongoDB instances.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/mongodb/developer-reference/api-dds-2015-12-01-listtagresources</remarks>
internal sealed class ListTagResources() : MongoDbOperation<ListTagResources.Request>("get")
{
    private static readonly Parameter ResourceId = Parameter.Optional("ResourceId", "Only these instances, at most 50.", "ResourceId.1=dds-sharded")
        .List(ListShape.Texts, MongoDbTags.InvalidResourceId);
    private static readonly Parameter Tag = Parameter.Optional("Tag", "Only instances that have all of these tags, at most 20.", "Tag.1.Key=team")
        .List().Of("Key", "Value");
    private static readonly Parameter NextToken = Parameter.Optional("NextToken", "Where the answer before ended.", "MA");

    public override IReadOnlyList<Parameter> Parameters { get; } = [MongoDbTags.RegionId, MongoDbTags.ResourceType, NextToken, ResourceId, Tag];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    public override Scope Scope => Scope.AllInstances;

    public override Target TargetOf(RpcParameters parameters, CallContext context) => Target.OfEach(parameters, ResourceId);

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Get(MongoDbTags.RegionId), parameters.FindValues(ResourceId), parameters.FindItems(Tag), PageTokens.Find(parameters.Find(NextToken)));

    protected override void CheckFormats(Formats<Request> rules)
    {
        rules.RuleFor(r => r).Must(r => r.Ids.Count + r.Tags.Count > 0).OrError(MongoDbTags.Nothing);
        rules.RuleFor(r => r.Ids).Must(ids => ids.Count <= Tags.MaxResources).OrError(MongoDbTags.TooManyInstances);
        rules.RuleFor(r => r.Tags).Must(tags => tags.Count <= Tags.MaxCount).OrError(MongoDbTags.TooManyTags);
        rules.RuleFor(r => r.Tags).Must(MongoDbTags.AreKeys).OrError(MongoDbTags.InvalidKey);
        rules.RuleFor(r => r.Tags).Must(MongoDbTags.AreValues).OrError(MongoDbTags.InvalidValue);
        rules.RuleFor(r => r.Tags).Must(Tags.AreDistinct).OrError(MongoDbTags.RepeatedKey);
        rules.RuleFor(r => r.Skipped).Must(skipped => skipped is not null).OrError(Rows.InvalidToken);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        var ofRegion = seen.Instances.Where(instance => instance.Region == request.Region).ToArray();
        if (request.Ids.Except(ofRegion.Select(instance => instance.Id)).Any())
            return MongoDbTags.InstanceNotFound;

        var tags = Tags.List(ofRegion, request.Region, request.Ids, Tags.Of(request.Tags));
        return new Decision.Answer(Tags.PageOf(tags, request.Skipped ?? 0, "ALIYUN::DDS::INSTANCE"));
    }

    internal sealed record Request(string Region, IReadOnlyList<string> Ids, IReadOnlyList<IReadOnlyDictionary<string, string>> Tags, int? Skipped);

    internal static class Rows
    {
        public static readonly ApiError InvalidToken = new(400, "InvalidNextToken.Malformed", "The specified parameter NextToken is not valid.", By.Parameter, Source: Analogy);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            MongoDbTags.InvalidKey, MongoDbTags.InvalidValue, MongoDbTags.InvalidResourceId, MongoDbTags.Nothing,
            MongoDbTags.TooManyInstances, MongoDbTags.TooManyTags, MongoDbTags.RepeatedKey,
            MongoDbTags.InvalidResourceType, MongoDbTags.InstanceNotFound, InvalidToken, MongoDbErrors.InvalidRegion.ByAnalogy(), MongoDbErrors.Denied,
        ];
    }
}
