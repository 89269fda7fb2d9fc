using System.Globalization;
using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.SelectDb;

/// <summary>Adds a cluster to a SelectDB instance.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/selectdb/developer-reference/api-selectdb-2023-05-22-createdbcluster</remarks>
internal sealed class CreateDBCluster() : SelectDbOperation<CreateDBCluster.Request>("update")
{
    private static readonly Parameter ChargeType = Parameter.Required("ChargeType", "The billing method.", "Postpaid").OneOf(ChargeTypes.Spellings);
    private static readonly Parameter ZoneId = Parameter.Required("ZoneId", "The zone.", "cn-hangzhou-e").Keep(SelectDbInstances.Zone);
    private static readonly Parameter CacheSize = Parameter.Required("CacheSize", "The cache, in GB; GB may follow the number.", "200");

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        Parameter.Optional("ResourceGroupId", "The resource group; it is that of the instance.", "rg-emulated"),
        DBInstanceId,
        Parameter.Optional("Engine", "selectdb.", "selectdb").OneOf(["selectdb"]).InAnyCase(),
        Parameter.Required("EngineVersion", "The version of the engine; it is that of the instance.", "2.4"),
        ChargeType,
        Parameter.Optional("UsedTime", "How many periods are paid for; there is no billing here.", "1").Integer(min: 1),
        Parameter.Optional("Period", "The period of a prepaid cluster; there is no billing here.", "Month").OneOf(["Month", "Year"]),
        Parameter.Required("DBClusterClass", "The instance type.", "selectdb.2xlarge").UpTo().Keep(SelectDbInstances.InstanceClass),
        RegionId, ZoneId,
        Parameter.Required("VpcId", "The VPC; it is that of the instance.", "vpc-emulated"),
        Parameter.Required("VSwitchId", "The vSwitch.", "vsw-emulated").UpTo().Keep(SelectDbInstances.VSwitchId),
        CacheSize,
        Parameter.Required("DBClusterDescription", "The cluster's name.", "testdb").UpTo(Clusters.MaxNameLength).Keep(SelectDbInstances.ClusterName),
        Parameter.Optional("ClusterNodeCount", "How many nodes the cluster has; it is not kept.", "3").Integer(),
        Parameter.Optional("ClusterNodeType", "The kind of nodes; it is not kept.", ""),
        Parameter.Optional("ScaleMax", "The upper limit of a serverless cluster; it is not kept.", "8")
            .Like(Capacity.IsNumber, SelectDbErrors.InvalidScaleMax),
        Parameter.Optional("ScaleMin", "The lower limit of a serverless cluster; it is not kept.", "0.5")
            .Like(Capacity.IsNumber, SelectDbErrors.InvalidScaleMin),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(RegionId), parameters.Get(CacheSize), parameters);

    protected override void CheckFormats(Formats<Request> rules)
    {
        base.CheckFormats(rules);
        rules.RuleFor(r => r.Parameters).Must(p => Regions.IsZoneOf(p.Get(RegionId), p.Get(ZoneId))).OrError(SelectDbErrors.InvalidZone);
        rules.RuleFor(r => r.CacheSize).Must(size => Capacity.GigabytesOf(size) is not null).OrError(SelectDbErrors.InvalidCacheSize);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (InRegion(seen, request) is not { } instance)
            return SelectDbErrors.InstanceNotFound;
        if (SelectDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        if (Clusters.Of(instance).Count() >= Clusters.MaxCount)
            return SelectDbErrors.Capacity;

        var cluster = new Part(SelectDbInstances.Clusters, context.NewId("selectdb-cn-", Action, token: null) + "-be")
            .WithKept(request.Parameters, Parameters)
            .With(SelectDbInstances.CacheSize, Capacity.GigabytesOf(request.CacheSize)?.ToString(CultureInfo.InvariantCulture) ?? "")
            .With(SelectDbInstances.ChargeType, ChargeTypes.Read(request.Parameters.Get(ChargeType)))
            .With(SelectDbInstances.ClusterCreated, VendorTime.Write(context.Now));
        var reply = new Reply { ["ClusterId"] = cluster.Name, ["DBInstanceId"] = instance.Id, ["OrderId"] = Orders.IdOf(cluster.Name) };
        return new Decision.Change(
            instance.WithCluster(cluster).Busy("CREATING", context, cluster.Name), [new InstanceEvent.InstanceModified()], new() { ["Data"] = reply });
    }

    internal sealed record Request(string RegionId, string CacheSize, RpcParameters Parameters) : IRegional;

    internal static class Rows
    {
        public static readonly IReadOnlyList<ErrorRow> All =
        [
            SelectDbErrors.InstanceState, SelectDbErrors.Capacity, SelectDbErrors.InstanceNotFound.Elsewhere(), SelectDbErrors.InstanceLocked,
            SelectDbErrors.InvalidCacheSize, SelectDbErrors.InvalidZone, SelectDbErrors.InvalidScaleMax, SelectDbErrors.InvalidScaleMin,
            SelectDbErrors.RegionNotFound, SelectDbErrors.Denied,
        ];
    }
}
