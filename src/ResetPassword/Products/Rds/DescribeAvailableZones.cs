using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>
/// Lists the zones of a region in which an engine can be had, with its versions, editions and storage types. What of it is sold out changes daily: the
/// emulator sells everything everywhere.
/// </summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-describeavailablezones</remarks>
internal sealed class DescribeAvailableZones() : RdsOperation<DescribeAvailableZones.Request>("get")
{
    private static readonly Dictionary<string, string[]> Versions = new()
    {
        ["MySQL"] = ["5.6", "5.7", "8.0"],
        [RdsInstances.SQLServer] = ["2012_std_ha", "2016_ent_ha", "2017_ent", "2019_ent", "2022_ent"],
        [RdsInstances.PostgreSQL] = ["12.0", "13.0", "14.0", "15.0", "16.0", "17.0"],
        ["MariaDB"] = ["10.3", "10.6"],
    };

    private static readonly Parameter RegionId = Parameter.Required("RegionId", "The region.", "cn-hangzhou").Like(Regions.Has, RdsErrors.RegionNotFound);
    private static readonly Parameter Engine = Parameter.Required("Engine", "The database engine, in any case.", "MySQL").OneOf(RdsInstances.Model.Engines)
        .InAnyCase();
    private static readonly Parameter ZoneId = Parameter.Optional("ZoneId", "Only this zone.", "cn-hangzhou-h");
    private static readonly Parameter EngineVersion = Parameter.Optional("EngineVersion", "Only this version.", "8.0");
    private static readonly Parameter CommodityCode = Parameter.Optional("CommodityCode", "What is sold, such as bards, a postpaid instance.", "bards");
    private static readonly Parameter DBInstanceName =
        Parameter.Optional("DBInstanceName", "The primary instance, where CommodityCode is that of a read-only one.", "rm-running");
    private static readonly Parameter Category = Parameter.Optional("Category", "Only this edition.", "HighAvailability")
        .OneOf(RdsInstances.Category.AllowedValues);

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        RegionId, Engine, ZoneId, EngineVersion, CommodityCode, DBInstanceName, Category,
        Parameter.Optional("DispenseMode", "Whether zones of single-zone deployments are listed: they are no others here.", "0").OneOf(["0", "1"]),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    public override Target TargetOf(RpcParameters parameters, CallContext context) => new(parameters.Find(DBInstanceName));

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Get(RegionId), parameters.Get(Engine), parameters.Find(ZoneId) ?? "", parameters.Find(EngineVersion) ?? "", parameters.Find(Category) ?? "",
        parameters.Has(DBInstanceName));

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (request.HasInstance && seen.Instance is null)
            return Rows.InstanceNotFound;
        var zones = Regions.All.Single(region => region.Id == request.Region).Zones.Where(zone => request.Zone == "" || request.Zone == zone.Id);
        return new Decision.Answer(new() { ["AvailableZones"] = zones.Select(zone => OfZone(request, zone)).ToArray<object>() });
    }

    private static Reply OfZone(Request request, Zone zone) => new()
    {
        ["RegionId"] = request.Region,
        ["SupportedEngines"] = (object[])
        [
            new Reply
            {
                ["Engine"] = request.Engine,
                ["SupportedEngineVersions"] = Versions[request.Engine].Where(version => request.Version == "" || request.Version == version)
                    .Select(version => OfVersion(request, version)).ToArray<object>(),
            },
        ],
        ["ZoneId"] = zone.Id,
    };

    private static Reply OfVersion(Request request, string version) => new()
    {
        ["SupportedCategorys"] = CategoriesOf(request.Engine).Where(category => request.Category == "" || request.Category == category)
            .Select(category => new Reply { ["Category"] = category, ["SupportedStorageTypes"] = StorageTypesOf(request.Engine) }).ToArray<object>(),
        ["Version"] = version,
    };

    private static string[] CategoriesOf(string engine) => engine switch
    {
        "MySQL" => ["Basic", "HighAvailability", "cluster"],
        RdsInstances.SQLServer => ["Basic", "HighAvailability", "AlwaysOn"],
        _ => ["Basic", "HighAvailability"],
    };

    private static object[] StorageTypesOf(string engine)
    {
        string[] types = engine == "MariaDB" ? ["cloud_essd"] : ["local_ssd", "cloud_essd", "general_essd"];
        return [.. types.Select(type => new Reply { ["StorageType"] = type })];
    }

    internal sealed record Request(string Region, string Engine, string Zone, string Version, string Category, bool HasInstance);

    internal static class Rows
    {
        public static readonly ApiError InstanceNotFound = new(404, "InvalidDBInstanceName.NotFound", "DBInstanceName not found", By.Parameter, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All = [InstanceNotFound, RdsErrors.RegionNotFound, RdsErrors.BusyByFault, RdsErrors.Denied];
    }
}
