using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Shows whether connections to an RDS instance are encrypted: they are not.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-describedbinstancessl</remarks>
internal sealed class DescribeDBInstanceSSL() : RdsReading(Rows.InstanceNotFound)
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId];

    protected override Reply ReplyOf(Instance instance) => new()
    {
        ["ACL"] = "",
        ["CAType"] = "",
        ["ClientCACert"] = "",
        ["ClientCACertExpireTime"] = "",
        ["ClientCertRevocationList"] = "",
        ["ConnectionString"] = "",
        ["ForceEncryption"] = "0",
        ["LastModifyStatus"] = "",
        ["ModifyStatusReason"] = "",
        ["ReplicationACL"] = "",
        ["RequireUpdate"] = "No",
        ["RequireUpdateItem"] = "",
        ["RequireUpdateReason"] = "",
        ["SSLCreateTime"] = "",
        ["SSLEnabled"] = "No",
        ["SSLExpireTime"] = "",
        ["ServerCAUrl"] = "",
        ["ServerCert"] = "",
        ["ServerKey"] = "",
        ["TlsVersion"] = "",
    };

    internal static class Rows
    {
        public static readonly ApiError InstanceNotFound = new(404, "InvalidDBInstanceId.NotFound", "The specified instance is not found.", By.Parameter, Source: DocumentedElsewhere);
    }
}
