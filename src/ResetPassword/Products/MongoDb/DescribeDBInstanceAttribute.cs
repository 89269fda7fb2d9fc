using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.MongoDb;

/// <summary>Shows one MongoDB instance with its nodes.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/mongodb/developer-reference/api-dds-2015-12-01-describedbinstanceattribute</remarks>
internal sealed class DescribeDBInstanceAttribute() : MongoDbOperation<DescribeDBInstanceAttribute.Request>("get")
{
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        Parameter.Optional("Engine", "MongoDB.", "MongoDB").OneOf(["MongoDB"]).InAnyCase(),
        DBInstanceId,
        Parameter.Optional("ResourceGroupId", "The resource group; it is not asked for.", "rg-emulated"),
        Parameter.Optional("IsDelete", "Whether the instance is deleted: a deleted one is not remembered.", "false").Boolean(),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new();

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return MongoDbErrors.InstanceNotFound;
        return new Decision.Answer(new() { ["DBInstances"] = new Reply { ["DBInstance"] = (object[])[InstanceReplies.OfAttribute(instance)] } });
    }

    internal sealed record Request;

    internal static class Rows
    {
        public static readonly IReadOnlyList<ErrorRow> All = [MongoDbErrors.InstanceNotFound.ByAnalogy(), MongoDbErrors.Denied];
    }
}
