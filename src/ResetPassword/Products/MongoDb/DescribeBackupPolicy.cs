using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.MongoDb;

/// <summary>Shows the backup policy of a MongoDB instance: that of a new one, since nothing is backed up here.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/mongodb/developer-reference/api-dds-2015-12-01-describebackuppolicy</remarks>
internal sealed class DescribeBackupPolicy : SettingOperation
{
    private static readonly TimeSpan Start = TimeSpan.FromHours(9);

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBInstanceId,
        Parameter.Optional("InstanceType", "The kind of the instance; it is not asked for.", "sharding").OneOf(["replicate", "sharding"]),
        Parameter.Optional("SrcRegion", "The region of the instance; it is not asked for.", "cn-hangzhou"),
    ];

    protected override Reply ReplyOf(Instance instance, CallContext context) => new()
    {
        ["BackupInterval"] = -1,
        ["BackupRetentionPeriod"] = "30",
        ["BackupRetentionPolicyOnClusterDeletion"] = 0,
        ["CrossBackupPeriod"] = "",
        ["CrossLogRetentionType"] = "",
        ["CrossLogRetentionValue"] = 0,
        ["CrossRetentionType"] = "",
        ["CrossRetentionValue"] = 0,
        ["DestRegion"] = "",

        // The log backup of a sharded cluster cannot be off.
        ["EnableBackupLog"] = MongoDbInstances.IsSharded(instance) ? 1 : 0,
        ["EnableCrossLogBackup"] = 0,
        ["HighFrequencyBackupRetention"] = "1",
        ["LogBackupRetentionPeriod"] = 7,
        ["PreferredBackupPeriod"] = "Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday",
        ["PreferredBackupTime"] = "09:00Z-10:00Z",
        ["PreferredNextBackupTime"] = VendorTime.WriteMinutes(NextAfter(context.Now)),
        ["PreserveOneEachHour"] = false,
        ["SnapshotBackupType"] = "Standard",
        ["SrcRegion"] = "",
    };

    private static DateTimeOffset NextAfter(DateTimeOffset now) => now.UtcDateTime.Date + Start is var today && today > now.UtcDateTime
        ? new(today, TimeSpan.Zero)
        : new(today.AddDays(1), TimeSpan.Zero);
}
