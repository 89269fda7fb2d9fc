namespace ResetPassword.Tests.Products.Rds;

/// <summary>What RDS's actions around the reset refuse, and what their right calls need.</summary>
internal static class RdsActions
{
    public static readonly IReadOnlyDictionary<string, Setup> Setups = new Dictionary<string, Setup>
    {
        ["CreateAccount"] = new(Parameters: "AccountName=newaccount"),
    };

    /// <summary>The actions that ask for a status, and the code of the refusal in any other; an action that is not here goes in every status.</summary>
    public static readonly IReadOnlyDictionary<string, StateRule> States = new Dictionary<string, StateRule>
    {
        ["CreateAccount"] = new("IncorrectDBInstanceState", "Running"),
        ["DescribeAccounts"] = new("IncorrectDBInstanceState", "Running"),
        ["DeleteDBInstance"] = new("IncorrectDBInstanceState", "Running"),
    };

    /// <summary>Action; status, code and message; the instance's state; what differs in the call.</summary>
    public static TheoryData<string, int, string, string, string, string> Refusals => new()
    {
        { "CreateAccount", 400, "InvalidEngineVersion.NotSupported", "Current db instance does not support sysadmin.", "{}", "AccountType=Sysadmin" },
        { "CreateAccount", 400, "Database.ConnectError", "Database connect error. please check instance status and database processlist", """{"engineReachable":false}""", "" },
        { "CreateAccount", 400, "Account.AddError", "Create Account failed, please check your input value or may your input value  not satisfy instance current policy", """{"engineRefusesUpdates":true}""", "" },
        { "CreateAccount", 400, "InvalidAccountPassword.Format", "Specified account password is not valid.", "{}", "AccountPassword=simple" },
        { "CreateAccount", 400, "InvalidAccountDescription.Format", "Specified account description is not valid.", "{}", "AccountDescription=1st" },
        { "CreateAccount", 400, "InvalidAccountDescription.Format", "Specified account description is not valid.", "{}", "AccountDescription=http://a" },
        { "CreateAccount", 400, "InvalidAccountName.Malformed", "The specified parameter \"AccountName\" is not valid.", "{}", "AccountName=a" },
        { "CreateAccount", 400, "InvalidAccountName.Malformed", "The specified parameter \"AccountName\" is not valid.", "{}", "AccountName=1name" },
        { "CreateAccount", 400, "InvalidAccountName.Malformed", "The specified parameter \"AccountName\" is not valid.", "{}", "AccountName=name_" },
        { "CreateAccount", 400, "InvalidAccountName.Malformed", "The specified parameter \"AccountName\" is not valid.", """{"engine":"PostgreSQL"}""", "AccountName=Upper" },
        { "CreateAccount", 400, "InvalidAccountName.Malformed", "The specified parameter \"AccountName\" is not valid.", """{"engineVersion":"5.6"}""", "AccountName=seventeenletters1" },
        { "CreateAccount", 400, "InvalidAccountName.Forbid", "Specified account name is a keyword in RDS.", "{}", "AccountName=Root" },
        { "CreateAccount", 400, "InvalidAccountName.Duplicate", "Specified account name already exists in this instance.", "{}", "AccountName=test1" },
        { "CreateAccount", 400, "InvalidAccountName.Duplicate", "Specified account name already exists in this instance.", "{}", "AccountName=Test1" },
        { "CreateAccount", 403, "IncorrectDBInstanceState", "Current DB instance state does not support this operation.", """{"status":"Rebooting"}""", "" },
        { "CreateAccount", 403, "IncorrectAccountType", "Current account type does not support this operation.", "{}", "AccountType=Super" },
        { "CreateAccount", 403, "AccountLimitExceeded", "AccountQuotaExceeded: Exceeding the allowed amount of account", """{"accountQuota":3}""", "" },
        { "CreateAccount", 404, "InvalidDBInstanceName.NotFound", "The database instance does not exist.", SomeDecision.NoInstance, "" },
        { "CreateAccount", 404, "IncorrectDBInstanceLockMode", "Current DB instance lock mode does not support this operation.", """{"lockMode":"ManualLock"}""", "" },
        { "CreateDBInstance", 400, "InvalidTagKey.Malformed", "The Tag.N.Key parameter is empty.", "{}", "Tag.1.Value=dev" },
        { "CreateDBInstance", 400, "NumberExceed.Tags", "The maximum number of Tags is exceeded. The maximum is 20.", "{}", string.Join(' ', Enumerable.Range(1, 21).Select(n => $"Tag.{n}.Key=key{n}")) },
        { "CreateDBInstance", 400, "InvalidRequestId", "The request is copy, check your token.", SomeDecision.Repeated, "DBInstanceStorage=200" },
        { "CreateDBInstance", 404, "InvalidRegionId.NotFound", "The provided RegionId does not exist in our records.", "{}", "RegionId=cn-nowhere" },
        { "DeleteDBInstance", 400, "OperationDenied.DeletionProtection", "The operation is not permitted when the instance enabled deletion protection.", """{"deletionProtection":true}""", "" },
        { "DeleteDBInstance", 403, "OperationDenied.PrePayTypeNotSupported", "The operation is not permitted due to pay type of instance.", """{"payType":"Prepaid"}""", "" },
        { "DeleteDBInstance", 403, "IncorrectDBInstanceState", "Current DB instance state does not support this operation.", """{"status":"Creating"}""", "" },
        { "DeleteDBInstance", 404, "InvalidDBInstanceName.NotFound", "Invalid DBInstanceId NotFound.", SomeDecision.NoInstance, "" },
        { "DescribeAccounts", 400, "Database.ConnectError", "Database connect error. please check instance status and database processlist", """{"engineReachable":false}""", "" },
        { "DescribeAccounts", 403, "IncorrectDBInstanceState", "Current DB instance state does not support this operation.", """{"status":"Creating"}""", "" },
        { "DescribeAccounts", 404, "InvalidDBInstanceName.NotFound", "The database instance does not exist.", SomeDecision.NoInstance, "" },
        { "DescribeAccounts", 404, "IncorrectDBInstanceLockMode", "Current DB instance lock mode does not support this operation.", """{"lockMode":"LockByExpiration"}""", "" },
    };
}
