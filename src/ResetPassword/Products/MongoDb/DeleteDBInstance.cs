using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.MongoDb;

/// <summary>Releases a MongoDB instance.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/mongodb/developer-reference/api-dds-2015-12-01-deletedbinstance</remarks>
internal sealed class DeleteDBInstance() : MongoDbOperation<DeleteDBInstance.Request>("delete")
{
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBInstanceId,
        Parameter.Optional("ClientToken", "Has no effect: when the call is repeated, the instance is already gone.", "ETnLKlblzczshOTUbOCz"),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new();

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return MongoDbErrors.InstanceNotFound;
        if (MongoDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        if (MongoDbInstances.IsPrepaid(instance))
            return Rows.Prepaid;
        if (instance.Is(MongoDbInstances.ReleaseProtection))
            return Rows.Protected;
        return Decision.Delete(instance, "Deleting", context, Reply.Empty);
    }

    internal sealed record Request;

    internal static class Rows
    {
        public static readonly ApiError Prepaid          = new(400, "ChargeTypeViolation",       "The operation is not permitted due to charge type of the instance.", By.State, Source: DocumentedElsewhere);
        public static readonly ApiError Protected        = new(403, "InstanceReleaseProtection", "The operation is not permitted due to instance release protection.", By.State, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            Prepaid, Protected, MongoDbErrors.InstanceNotFound.ByAnalogy(), MongoDbErrors.InstanceState, MongoDbErrors.InstanceLocked.ByAnalogy(),
            MongoDbErrors.Denied,
        ];
    }
}
