using ResetPassword.Model;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>
/// Rows of the product's error appendix of 2021, and what no page gives at all. The pages of the account and instance actions list no errors, so which
/// action has which row is a choice. What orders that cannot be sold get is recorded.
/// </summary>
/// <remarks>github.com/AlibabaCloudDocs/gpdb, Error codes; github.com/aliyun/terraform-provider-alicloud/issues/3802</remarks>
internal static class AnalyticDbErrors
{
    public static readonly ApiError InvalidPassword    = new(400, "InvalidAccountPassword.Malformed", "The specified parameter AccountPassword is not valid.", By.Parameter, Source: Analogy);
    public static readonly ApiError InvalidAccountName = new(400, "InvalidAccountName.Malformed",     "The specified parameter AccountName is not valid.", By.Parameter, Source: Analogy);
    public static readonly ApiError InvalidDescription = new(400, "InvalidAccountDescription.Malformed", "The specified parameter AccountDescription is not valid.", By.Parameter, Source: Analogy);
    public static readonly ApiError InvalidInstanceDescription = new(400, "InvalidDBInstanceDescription.Malformed", "The specified parameter DBInstanceDescription is not valid.", By.Parameter, Source: Analogy);
    public static readonly ApiError ReservedName       = new(400, "InvalidAccountName.keyword",       "The specified AccountName is a reserved keyword.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError Duplicate          = new(400, "InvalidAccountName.Duplicate",     "The specified AccountName already exists.", By.State, Source: DocumentedElsewhere);
    public static readonly ApiError Quota              = new(403, "QuotaExceeded.AccountName",        "The quota of account exceeds.", By.State, Source: DocumentedElsewhere);
    public static readonly ApiError InstanceNotFound   = new(404, "InvalidDBInstanceId.NotFound",     "The specified DBInstanceId does not exist.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError InstanceState      = new(403, "OperationDenied.DBInstanceStatus", "The operation is not permitted due to instance status.", By.State, Source: DocumentedElsewhere);
    public static readonly ApiError InstanceLocked     = new(403, "OperationDenied.LockMode",         "The operation is not permitted due to lock of instance.", By.State, Source: DocumentedElsewhere);
    public static readonly ApiError AccountNotFound    = new(404, "InvalidAccountName.NotFound",      "Specified account name does not exist.", By.Parameter, Source: Analogy);
    public static readonly ApiError AccountStatus      = new(403, "OperationDenied.AccountStatus",    "The status of the account does not support this operation.", By.State, Source: DocumentedElsewhere);
    public static readonly ApiError AccountType        = new(403, "OperationDenied.AccountType",      "The operation is not permitted due to type of account.", By.State, Source: DocumentedElsewhere);
    public static readonly ApiError RegionNotFound     = new(404, "InvalidRegionId.NotFound",         "The provided RegionId does not exist in our records.", By.Parameter, Source: Analogy);
    public static readonly ApiError InvalidZone        = new(400, "InvalidZoneId.Malformed",           "The specified parameter ZoneId is not valid.", By.Parameter, Source: Analogy);
    public static readonly ApiError InvalidAddresses   = new(400, "InvalidSecurityIPList.Malformed",   "The specified parameter SecurityIPList is not valid.", By.Parameter, Source: Analogy);
    public static readonly ApiError RepeatedAddress    = new(400, "InvalidSecurityIPList.Duplicate",   "The Security IP address is not in the available range or occupied.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError TooManyAddresses   = new(400, "InvalidSecurityIps.Duplicate",      "The quota of security ip exceeds.", By.State, Source: DocumentedElsewhere);
    public static readonly ApiError DatabaseNotFound   = new(404, "Database.NotFound",                 "The specified database does not exist.", By.Parameter, Source: Analogy);
    public static readonly ApiError DatabaseState      = new(403, "OperationDenied.DBStatus",          "The status of the database does not support this operation.", By.State, Source: DocumentedElsewhere);
    public static readonly ApiError InvalidPrefix      = new(400, "InvalidConnectionStringPrefix.Duplicate", "The connection string is not in the available range or occupied.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError InvalidPort        = new(400, "InvalidPort.Malformed",             "Specified port is not valid.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError ConnectionNotFound = new(400, "InvalidCurrentConnectionString.NotFound", "Specified current connection string doesn't exist.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError InstanceType       = new(400, "OperationDenied.DBInstanceType",    "The operation is not permitted due to type of instance.", By.State, Source: DocumentedElsewhere);
    public static readonly ApiError TooManyInstances   = new(400, "QuotaExceed.AfterpayInstance", "Living afterpay instances quota exceeded.", By.State, Source: Analogy);
    public static readonly ApiError InvalidTag         = new(400, "InvalidTag.Malformed",             "The specified parameter Tag is not valid.", By.Parameter, Source: Analogy);
    public static readonly ApiError InvalidComponent   = new(400, "COMMODITY.INVALID_COMPONENT",      "模块非法", By.Parameter, Source: Recorded);
    public static readonly ApiError Prepaid            = new(400, "OperationDenied.DBInstancePayType", "The operation is not permitted due to instance pay type.", By.State, Source: Analogy);
    public static readonly ApiError OtherRequest       = new(400, "IdempotentParameterMismatch",      "The request uses the same client token as a previous, but non-identical request.", By.State, Source: Analogy);
    public static readonly ApiError InvalidGroupName   = new(400, "InvalidIPArrayName.Malformed",     "The specified parameter IPArrayName is not valid.", By.Parameter, Source: Analogy);
    public static readonly ApiError Denied             = new(403, "Forbidden.RAM",                    "The user is not authorized to operate the specified resource, or this operation does not support RAM.", By.Policy, Source: DocumentedElsewhere);

    /// <summary>What keeps an instance from a change: its state, then its lock.</summary>
    public static ApiError? FindRefusal(Instance instance)
    {
        if (!AnalyticDbInstances.IsUsable(instance))
            return InstanceState;
        return instance.LockMode != AnalyticDbInstances.Model.Unlocked ? InstanceLocked : null;
    }
}
