using ResetPassword.Model;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.MongoDb;

/// <summary>Rows that several actions have. The pages of the account actions list none about the instance; those are of the product's other actions.</summary>
internal static class MongoDbErrors
{
    public static readonly ApiError InvalidPassword      = new(400, "InvalidAccountPassword.Malformed",  "Specified parameter AccountPassword is not valid.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError InvalidDescription   = new(400, "InvalidAccountDescription.Malformed", "Specified parameter AccountDescription is not valid.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError WrongKind            = new(400, "InsType.NotSupport",                "Specified instance type dose not support this operation.", By.State, Source: DocumentedElsewhere);
    public static readonly ApiError InstanceState        = new(400, "OperationDenied.DBInstanceStatus",  "The operation is not permitted due to status of instance.", By.State, Source: Analogy);
    public static readonly ApiError InvalidCharacterType = new(400, "InvalidCharacterType",              "Specified characterType is not valid.", By.Parameter, Source: Analogy);
    public static readonly ApiError InstanceLocked       = new(403, "IncorrectDBInstanceLockMode",       "Current DB instance lock mode does not support this operation.", By.State, Source: DocumentedElsewhere);
    public static readonly ApiError InstanceNotFound     = new(404, "InvalidDBInstanceId.NotFound",      "The DBInstanceId provided does not exist in our records.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError InvalidRegion        = new(400, "InvalidRegion.Format",              "Specified Region is not valid.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError ZoneClosed           = new(400, "Zone.Closed",                       "The specified zone is closed.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError TooManyInstances     = new(400, "QuotaExceed.AfterpayInstance", "Living afterpay instances quota exceeded.", By.State, Source: DocumentedElsewhere);
    public static readonly ApiError InvalidTag           = new(400, "InvalidTag.Malformed",              "Specified parameter Tag is not valid.", By.Parameter, Source: Analogy);
    public static readonly ApiError InvalidInstanceDescription = new(400, "InvalidDBInstanceDescription.Malformed", "Specified parameter DBInstanceDescription is not valid.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError MissingNode          = new(400, "MissingNodeId",                     "NodeId is mandatory for this action.", By.Parameter, Source: Analogy);
    public static readonly ApiError NodeNotFound         = new(404, "InvalidNodeId.NotFound",            "The NodeId provided does not exist in our records.", By.Parameter, Source: Analogy);
    public static readonly ApiError AddressNotFound      = new(400, "InvalidConnectionString.NotFound",  "Specified connection string or net type is not found.", By.State, Source: DocumentedElsewhere);
    public static readonly ApiError Denied               = new(403, "Forbidden.RAM",                     "User not authorized to operate on the specified resource, or this API doesn't support RAM.", By.Policy, Source: DocumentedElsewhere);

    /// <summary>What keeps an instance from a change: its state, then its lock.</summary>
    public static ApiError? FindRefusal(Instance instance)
    {
        if (instance.Status != MongoDbInstances.Model.Running)
            return InstanceState;
        return instance.LockMode != MongoDbInstances.Model.Unlocked ? InstanceLocked : null;
    }
}
