using System.Globalization;
using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.SelectDb;

/// <summary>Lists the changes of the configuration of a cluster of a SelectDB instance.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/selectdb/developer-reference/api-selectdb-2023-05-22-describedbclusterconfigchangelogs</remarks>
internal sealed class DescribeDBClusterConfigChangeLogs() : ConfigOperation<DescribeDBClusterConfigChangeLogs.Request>("get")
{
    // The page's format, and that of older examples.
    private static readonly string[] Formats = ["yyyy-MM-dd HH:mm:ss", VendorTime.Seconds];

    private static readonly Parameter ConfigKey = ConfigKeyOf(Parameter.Optional);
    private static readonly Parameter StartTime = Parameter.Required("StartTime", "Only changes since then, in UTC.", "2023-04-25T09:48:23Z")
        .Like(IsTime, Rows.InvalidStart);
    private static readonly Parameter EndTime = Parameter.Required("EndTime", "Only changes till then, in UTC.", "2099-12-31T15:59:59Z")
        .Like(IsTime, Rows.InvalidEnd);

    public override IReadOnlyList<Parameter> Parameters { get; } = [ConfigKey, DBClusterId, DBInstanceId, RegionId, StartTime, EndTime];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Get(RegionId),
        parameters.Get(DBClusterId),
        parameters.Find(ConfigKey),
        TimeOf(parameters.Get(StartTime)),
        TimeOf(parameters.Get(EndTime)));

    protected override Decision Decide(Request request, Instance instance, string file, CallContext context) => new Decision.Answer(new()
    {
        ["Data"] = new Reply
        {
            ["DbClusterId"] = request.DBClusterId,
            ["DbInstanceId"] = "0",
            ["DbInstanceName"] = instance.Id,
            ["ParamChangeLogs"] = ClusterConfigs.ChangesOf(instance, request.DBClusterId).Where(request.Matches).Select(ReplyOf).ToArray<object>(),
            ["TaskId"] = 0,
        },
    });

    private static bool IsTime(string text) => DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    private static string TimeOf(string text) =>
        VendorTime.Write(DateTimeOffset.ParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));

    private static Reply ReplyOf(Part change) => new()
    {
        ["GmtCreated"] = change[ClusterConfigs.ChangedAt],
        ["GmtModified"] = change[ClusterConfigs.ChangedAt],
        ["Id"] = ClusterConfigs.NumberOf(change),
        ["IsApplied"] = true,
        ["Name"] = change[ClusterConfigs.Name],
        ["NewValue"] = change[ClusterConfigs.NewValue],
        ["OldValue"] = change[ClusterConfigs.OldValue],
    };

    internal sealed record Request(string RegionId, string DBClusterId, string? ConfigKey, string StartTime, string EndTime) : IOfConfig
    {
        // Times of one format are ordered as their texts are.
        public bool Matches(Part change) => string.CompareOrdinal(StartTime, change[ClusterConfigs.ChangedAt]) <= 0
            && string.CompareOrdinal(change[ClusterConfigs.ChangedAt], EndTime) <= 0;
    }

    internal static class Rows
    {
        public static readonly ApiError InvalidStart = new(400, "InvalidStartTime.Malformed", "The specified parameter StartTime is not valid.", By.Parameter, Source: Analogy);
        public static readonly ApiError InvalidEnd   = new(400, "InvalidEndTime.Malformed",   "The specified parameter EndTime is not valid.", By.Parameter, Source: Analogy);

        public static readonly IReadOnlyList<ErrorRow> All =
            [.. SelectDbErrors.OfReading, SelectDbErrors.ClusterNotFound, SelectDbErrors.InvalidConfigKey, InvalidStart, InvalidEnd];
    }
}
