using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.MongoDb;

/// <summary>Shows whether connections to a MongoDB instance are encrypted: they are not.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/mongodb/developer-reference/api-dds-2015-12-01-describedbinstancessl</remarks>
internal sealed class DescribeDBInstanceSSL : SettingOperation
{
    protected override Reply ReplyOf(Instance instance, CallContext context) =>
        new() { ["CertCommonName"] = "", ["ForceEncryption"] = "0", ["SSLExpiredTime"] = "", ["SSLStatus"] = "Closed" };
}
