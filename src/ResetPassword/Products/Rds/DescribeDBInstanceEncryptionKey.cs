using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.Rds;

/// <summary>Shows the key of disk encryption of an RDS instance: the one that it was created with, if any.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-describedbinstanceencryptionkey</remarks>
internal sealed class DescribeDBInstanceEncryptionKey() : RdsReading(RdsErrors.InstanceNotFound.ByAnalogy())
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, OptionalRegionId,
        Parameter.Optional("EncryptionKey", "The key; an instance has one at most.", "749c1df7"),
        Parameter.Optional("TargetRegionId", "The region of the keys that can be used; no others are listed here.", "cn-qingdao")];

    protected override Reply ReplyOf(Instance instance) => new()
    {
        ["Creator"] = "",
        ["DeleteDate"] = "",
        ["Description"] = "",
        ["EncryptionKey"] = instance[RdsInstances.EncryptionKey],
        ["EncryptionKeyList"] = Array.Empty<object>(),
        ["EncryptionKeyStatus"] = instance[RdsInstances.EncryptionKey] == "" ? "" : "Enabled",
        ["KeyUsage"] = "",
        ["MaterialExpireTime"] = "",
        ["Origin"] = "",
    };
}
