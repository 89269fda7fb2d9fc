using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.PolarDb;

/// <summary>Shows one PolarDB cluster with its nodes. Here the row of a malformed cluster ID has status 400.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-describedbclusterattribute</remarks>
internal sealed class DescribeDBClusterAttribute() : PolarDbOperation<DescribeDBClusterAttribute.Request>("get")
{
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        ClusterIdOr(PolarDbErrors.MalformedClusterId),
        Parameter.Optional("DescribeType", "The kind of answer; there is one here.", "AI"),
    ];

    public override IReadOnlyList<ErrorRow> Errors { get; } = [PolarDbErrors.MalformedClusterId, PolarDbErrors.Denied, PolarDbErrors.ClusterNotFound];

    protected override Request Read(RpcParameters parameters) => new();

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (Unreleased(seen) is not { } cluster)
            return PolarDbErrors.ClusterNotFound;
        return new Decision.Answer(ClusterReplies.OfAttribute(cluster));
    }

    internal sealed record Request;
}
