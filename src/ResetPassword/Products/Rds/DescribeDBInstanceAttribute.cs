using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Shows one RDS instance.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-describedbinstanceattribute</remarks>
internal sealed class DescribeDBInstanceAttribute() : RdsOperation<DescribeDBInstanceAttribute.Request>("get")
{
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBInstanceId,
        Parameter.Optional("Expired", "Whether the instance has expired: none has here.", "False").OneOf(["True", "False"]).InAnyCase(),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new();

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return Rows.InstanceNotFound;
        return new Decision.Answer(new() { ["Items"] = new Reply { ["DBInstanceAttribute"] = (object[])[InstanceReplies.OfAttribute(instance)] } });
    }

    internal sealed record Request;

    internal static class Rows
    {
        public static readonly ApiError InstanceNotFound = new(400, "InvalidDBInstanceName.NotFound", "The specified DB instance name does not exist.", By.Parameter, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All = [InstanceNotFound, RdsErrors.BusyByFault, RdsErrors.Denied];
    }
}
