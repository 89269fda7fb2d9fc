using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.MongoDb;

/// <summary>Lists the keys that a MongoDB instance could be encrypted with: there is no key service here.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/mongodb/developer-reference/api-dds-2015-12-01-describeuserencryptionkeylist</remarks>
internal sealed class DescribeUserEncryptionKeyList : SettingOperation
{
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBInstanceId,
        Parameter.Optional("RoleARN", "The role that may read keys; it is not asked for.",
            "acs:ram::1000000000000001:role/aliyunrdsinstanceencryptiondefaultrole"),
        Parameter.Optional("TargetRegionId", "The region of the keys; it is not asked for.", "cn-shanghai"),
    ];

    protected override Reply ReplyOf(Instance instance, CallContext context) => new() { ["KeyIds"] = new Reply { ["KeyId"] = Array.Empty<object>() } };
}
