using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Releases an RDS instance.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-deletedbinstance</remarks>
internal sealed class DeleteDBInstance() : RdsOperation<DeleteDBInstance.Request>("delete")
{
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBInstanceId,

        // Lastest is the vendor's spelling.
        Parameter.Optional("ReleasedKeepPolicy", "Which backups are kept: there are none here.", "None")
            .OneOf(["None", "Lastest", "All"], Rows.InvalidKeepPolicy),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new();

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return Rows.InstanceNotFound;
        if (instance.Status != RdsInstances.Model.Running)
            return RdsErrors.InstanceState;
        if (instance[RdsInstances.PayType] == "Prepaid")
            return Rows.Prepaid;
        if (instance.Is(RdsInstances.DeletionProtection))
            return Rows.Protected;
        return Decision.Delete(instance, "Deleting", context, new() { ["RegionId"] = instance.Region });
    }

    internal sealed record Request;

    internal static class Rows
    {
        public static readonly ApiError Protected         = new(400, "OperationDenied.DeletionProtection",     "The operation is not permitted when the instance enabled deletion protection.", By.State, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidKeepPolicy = new(400, "InvalidReleasedKeepPolicy.Format",       "Specified Released Keep Policy is not valid.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError Prepaid           = new(403, "OperationDenied.PrePayTypeNotSupported", "The operation is not permitted due to pay type of instance.", By.State, Source: DocumentedElsewhere);
        public static readonly ApiError InstanceNotFound  = new(404, "InvalidDBInstanceName.NotFound",         "Invalid DBInstanceId NotFound.", By.Parameter, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            Protected, InvalidKeepPolicy, Prepaid, RdsErrors.InstanceState, InstanceNotFound, RdsErrors.BusyByFault, RdsErrors.Denied,
        ];
    }
}
