using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.SelectDb;

/// <summary>Gives a cluster of a SelectDB instance another name.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/selectdb/developer-reference/api-selectdb-2023-05-22-modifybeclusterattribute</remarks>
internal sealed class ModifyBEClusterAttribute() : ClusterOperation<ModifyBEClusterAttribute.Request>("update")
{
    private static readonly Parameter Value = Parameter.Required("Value", "The cluster's name.", "testdb")
        .UpTo(Clusters.MaxNameLength, SelectDbErrors.InvalidValue);

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        RegionId, DBInstanceId, DBClusterId,
        Parameter.Required("InstanceAttributeType", "DBInstanceDescription.", "DBInstanceDescription").OneOf(["DBInstanceDescription"]),
        Value,
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(RegionId), parameters.Get(DBClusterId), parameters.Get(Value));

    protected override Decision Decide(Request request, Instance instance, Part cluster, CallContext context) =>
        Decision.Become(instance.WithCluster(cluster.With(SelectDbInstances.ClusterName, request.Value)), new InstanceEvent.InstanceModified());

    internal sealed record Request(string RegionId, string DBClusterId, string Value) : IOfCluster;

    internal static class Rows
    {
        public static readonly IReadOnlyList<ErrorRow> All = [SelectDbErrors.InvalidValue, .. OfCluster];
    }
}
