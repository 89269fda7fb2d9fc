using System.Globalization;
using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Gives an AnalyticDB for PostgreSQL instance another size: what of it changes, the type of the change says.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-upgradedbinstance</remarks>
internal sealed class UpgradeDBInstance() : AnalyticDbOperation<UpgradeDBInstance.Request>("update")
{
    private static readonly Parameter UpgradeType = Parameter.Optional("UpgradeType",
        "What changes: 0 (the default) the compute nodes, 1 their size, 2 the coordinator nodes, 3 the disks.", "0").Integer(0, 3);
    private static readonly Parameter SegNodeNum = Parameter.Optional("SegNodeNum", "How many compute nodes.", "2").Integer(1, 512)
        .Keep(AnalyticDbInstances.SegmentNodes);
    private static readonly Parameter MasterNodeNum = Parameter.Optional("MasterNodeNum", "How many coordinator nodes.", "2").Integer(1, 10)
        .Keep(AnalyticDbInstances.MasterNodes);
    private static readonly Parameter InstanceSpec = Parameter.Optional("InstanceSpec", "Cores and memory of a node.", "4C16G")
        .OneOf(AnalyticDbInstances.Specs).Keep(AnalyticDbInstances.Spec);
    private static readonly Parameter StorageSize = Parameter.Optional("StorageSize", "The storage of a node, in GB.", "100").Integer()
        .Keep(AnalyticDbInstances.StorageSize);
    private static readonly Parameter ServerlessResource = Parameter.Optional("ServerlessResource", "The limit of a serverless instance.", "16").Integer()
        .Keep(AnalyticDbInstances.ServerlessResource);
    private static readonly Parameter CacheStorageSize = Parameter.Optional("CacheStorageSize", "The cache of a serverless instance, in GB.", "800").UpTo()
        .Keep(AnalyticDbInstances.CacheStorageSize);
    private static readonly Parameter SegStorageType = Parameter.Optional("SegStorageType", "The storage type.", "cloud_essd")
        .OneOf(["cloud_essd", "cloud_efficiency"]).Keep(AnalyticDbInstances.StorageType);
    private static readonly Parameter SegDiskPerformanceLevel = Parameter.Optional("SegDiskPerformanceLevel", "The performance level of the disks.", "pl1")
        .OneOf(["pl0", "pl1", "pl2"]).Keep(AnalyticDbInstances.DiskPerformanceLevel);

    // By the type of the change; other parameters do not matter then.
    private static readonly Parameter[][] Changed =
    [
        [SegNodeNum], [InstanceSpec, StorageSize, ServerlessResource, CacheStorageSize], [MasterNodeNum], [SegStorageType, SegDiskPerformanceLevel],
    ];

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        Parameter.Optional("ResourceGroupId", "The resource group; it is not asked for.", "rg-emulated"),
        Parameter.Optional("RegionId", "The region; it is not asked for.", "cn-hangzhou"),
        Parameter.Optional("DBInstanceClass", "No longer used.", "null"),
        Parameter.Optional("DBInstanceGroupCount", "No longer used.", "null"),
        DBInstanceId,
        Parameter.Optional("PayType", "No longer used.", "Postpaid"),
        MasterNodeNum, SegNodeNum, InstanceSpec, StorageSize, SegDiskPerformanceLevel, SegStorageType, UpgradeType, CacheStorageSize, ServerlessResource,
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) =>
        new(Changed[parameters.FindInteger(UpgradeType) ?? 0], parameters.FindInteger(StorageSize), parameters);

    protected override void CheckFormats(Formats<Request> rules) =>
        rules.RuleFor(r => r).Must(r => r.Changed.Any(r.Parameters.Has)).OrError(Rows.Nothing);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return AnalyticDbErrors.InstanceNotFound;
        if (AnalyticDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        if (request.Changed.Contains(StorageSize) && request.StorageSize < AnalyticDbInstances.StorageOf(instance))
            return Rows.Reduced;

        var (status, pending) = context.StatusOver("DBInstanceClassChanging", instance.Status);
        var next = instance.WithKept(request.Parameters, request.Changed) with { Status = status, Pending = pending };
        return new Decision.Change(next, [new InstanceEvent.InstanceModified()], new()
        {
            ["DBInstanceId"] = instance.Id,
            ["OrderId"] = Orders.IdOf(context.RequestId).ToString(CultureInfo.InvariantCulture),
        });
    }

    internal sealed record Request(Parameter[] Changed, long? StorageSize, RpcParameters Parameters);

    internal static class Rows
    {
        public static readonly ApiError Nothing = new(400, "MissingParameter", "The input parameters \"DBInstanceClass\" and \"DBInstanceStorage\" all blank or no change.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError Reduced = new(403, "OperationDenied.DBInstanceStorageReduce", "The operation is not permitted due to reduce storage.", By.State, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            Nothing, AnalyticDbErrors.InstanceNotFound, AnalyticDbErrors.InstanceState, AnalyticDbErrors.InstanceLocked, Reduced, AnalyticDbErrors.Denied,
        ];
    }
}
