using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.MongoDb;

/// <summary>Shows whether data of a MongoDB instance are encrypted: they are not.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/mongodb/developer-reference/api-dds-2015-12-01-describedbinstancetdeinfo</remarks>
internal sealed class DescribeDBInstanceTDEInfo : SettingOperation
{
    protected override Reply ReplyOf(Instance instance, CallContext context) =>
        new() { ["EncryptionKey"] = "", ["EncryptorName"] = "", ["RoleARN"] = "", ["TDEStatus"] = "disabled" };
}
