namespace ResetPassword.Tests.Products.MongoDb;

/// <summary>What MongoDb's actions around the reset refuse, and what their right calls need.</summary>
internal static class MongoDbActions
{
    public static readonly IReadOnlyDictionary<string, Setup> Setups = new Dictionary<string, Setup>
    {
        ["CreateAccount"] = new(Parameters: "AccountName=reader CharacterType=db"),
        ["ModifyAccountDescription"] = new("dds-replica", Parameters: "CharacterType=normal"),
    };

    /// <summary>The actions that ask for a status, and the code of the refusal in any other; an action that is not here goes in every status.</summary>
    public static readonly IReadOnlyDictionary<string, StateRule> States = new Dictionary<string, StateRule>
    {
        ["CreateAccount"] = new("OperationDenied.DBInstanceStatus", "Running"),
        ["ModifyAccountDescription"] = new("OperationDenied.DBInstanceStatus", "Running"),
        ["DeleteDBInstance"] = new("OperationDenied.DBInstanceStatus", "Running"),
    };

    /// <summary>Action; status, code and message; the instance's state; what differs in the call.</summary>
    public static TheoryData<string, int, string, string, string, string> Refusals => new()
    {
        { "CreateDBInstance", 400, "Zone.Closed", "The specified zone is closed.", "{}", "ZoneId=us-west-1a" },
        { "CreateShardingDBInstance", 400, "Zone.Closed", "The specified zone is closed.", "{}", "ZoneId=us-west-1a" },
        { "CreateDBInstance", 400, "QuotaExceed.AfterpayInstance", "Living afterpay instances quota exceeded.", SomeDecision.Full, "" },
        { "CreateShardingDBInstance", 400, "QuotaExceed.AfterpayInstance", "Living afterpay instances quota exceeded.", SomeDecision.Full, "" },
        { "CreateShardingDBInstance", 400, "InvalidParam", "Param not valid.", "{}", "Mongos.1.Class=yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy" },
        { "CreateShardingDBInstance", 400, "InvalidParam", "Param not valid.", "{}", "Mongos.1.Class=a/1/1,b" },
        { "CreateShardingDBInstance", 400, "InvalidParam", "Param not valid.", "{}", "SecurityIPList=garbage" },
        { "CreateShardingDBInstance", 400, "InvalidParam", "Param not valid.", "{}", "DBInstanceDescription=http://x" },
        { "CreateShardingDBInstance", 400, "InvalidParam", "Param not valid.", "{}", "ChargeType=PrePaid" },
        { "CreateShardingDBInstance", 400, "InvalidParam", "Param not valid.", "{}", "ClientToken=ttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt" },
        { "CreateShardingDBInstance", 400, "InvalidParam", "Param not valid.", "{}", "ClientToken=é" },
        { "CreateAccount", 404, "InvalidDBInstanceId.NotFound", "The DBInstanceId provided does not exist in our records.", SomeDecision.NoInstance, "" },
        { "CreateAccount", 400, "OperationDenied.DBInstanceStatus", "The operation is not permitted due to status of instance.", """{"status":"Rebooting"}""", "" },
        { "CreateAccount", 403, "IncorrectDBInstanceLockMode", "Current DB instance lock mode does not support this operation.", """{"lockMode":"ManualLock"}""", "" },
        { "CreateAccount", 400, "InvalidAccountPassword.Malformed", "Specified parameter AccountPassword is not valid.", "{}", "AccountPassword=With_at@1" },
        { "DescribeAccounts", 404, "InvalidDBInstanceId.NotFound", "The DBInstanceId provided does not exist in our records.", SomeDecision.NoInstance, "" },
        { "ModifyAccountDescription", 404, "InvalidDBInstanceId.NotFound", "The DBInstanceId provided does not exist in our records.", SomeDecision.NoInstance, "" },
        { "ModifyAccountDescription", 400, "OperationDenied.DBInstanceStatus", "The operation is not permitted due to status of instance.", """{"status":"Rebooting"}""", "" },
        { "ModifyAccountDescription", 403, "IncorrectDBInstanceLockMode", "Current DB instance lock mode does not support this operation.", """{"lockMode":"ManualLock"}""", "" },
        { "DeleteDBInstance", 404, "InvalidDBInstanceId.NotFound", "The DBInstanceId provided does not exist in our records.", SomeDecision.NoInstance, "" },
        { "DeleteDBInstance", 400, "OperationDenied.DBInstanceStatus", "The operation is not permitted due to status of instance.", """{"status":"Rebooting"}""", "" },
        { "DeleteDBInstance", 403, "IncorrectDBInstanceLockMode", "Current DB instance lock mode does not support this operation.", """{"lockMode":"ManualLock"}""", "" },
        { "DescribeDBInstanceAttribute", 404, "InvalidDBInstanceId.NotFound", "The DBInstanceId provided does not exist in our records.", SomeDecision.NoInstance, "" },
        { "DescribeDBInstances", 400, "InvalidTag.Malformed", "Specified parameter Tag is not valid.", "{}", "Tag.1.Value=x" },
        { "CreateDBInstance", 400, "InvalidAccountPassword.Malformed", "Specified parameter AccountPassword is not valid.", "{}", "AccountPassword=With_at@1" },
        { "CreateDBInstance", 400, "InvalidTag.Malformed", "Specified parameter Tag is not valid.", "{}", "Tag.1.Value=x" },
        { "CreateDBInstance", 400, "InvalidRegion.Format", "Specified Region is not valid.", "{}", "RegionId=cn-nowhere" },
        { "CreateShardingDBInstance", 400, "InvalidAccountPassword.Malformed", "Specified parameter AccountPassword is not valid.", "{}", "AccountPassword=With_at@1" },
        { "CreateShardingDBInstance", 400, "InvalidTag.Malformed", "Specified parameter Tag is not valid.", "{}", "Tag.1.Value=x" },
        { "CreateShardingDBInstance", 400, "InvalidRegion.Format", "Specified Region is not valid.", "{}", "RegionId=cn-nowhere" },
        { "CreateAccount", 400, "InvalidAccountName.Malformed", "Specified parameter AccountName is not valid.", "{}", "AccountName=abc" },
        { "CreateAccount", 400, "InvalidAccountName.Malformed", "Specified parameter AccountName is not valid.", "{}", "AccountName=Upper1" },
        { "CreateAccount", 400, "InvalidAccountName.Malformed", "Specified parameter AccountName is not valid.", "{}", "AccountName=1name" },
        { "CreateAccount", 400, "InvalidAccountName.Malformed", "Specified parameter AccountName is not valid.", "{}", "AccountName=seventeenletters1" },
        { "CreateAccount", 400, "InvalidAccountName.Malformed", "Specified parameter AccountName is not valid.", "{}", "AccountName=na-me" },
        { "CreateAccount", 404, "AccountLimitExceeded", "AccountQuotaExceeded: Exceeding the allowed amount of account.", """{"accountQuota":2}""", "" },
        { "CreateAccount", 400, "InvalidCharacterType", "Specified characterType is not valid.", "{}", "CharacterType=cs" },
        { "CreateAccount", 400, "InvalidCharacterType", "Specified characterType is not valid.", "{}", "CharacterType=normal" },
        { "CreateAccount", 400, "InvalidCharacterType", "Specified characterType is not valid.", "{}", "CharacterType=x" },
        { "CreateAccount", 400, "InvalidAccountName.Duplicate", "Specified account name already exists.", "{}", "AccountName=root" },
        { "CreateAccount", 400, "InsType.NotSupport", "Specified instance type dose not support this operation.", """{"storageType":"local_ssd"}""", "" },
        { "CreateAccount", 400, "InsType.NotSupport", "Specified instance type dose not support this operation.", """{"dbInstanceType":"replicate","accounts":[]}""", "" },
        { "ModifyAccountDescription", 400, "InvalidAccountDescription.Malformed", "Specified parameter AccountDescription is not valid.", "{}", "AccountDescription=a" },
        { "ModifyAccountDescription", 400, "InvalidAccountDescription.Malformed", "Specified parameter AccountDescription is not valid.", "{}", "AccountDescription=1st" },
        { "ModifyAccountDescription", 400, "InvalidAccountDescription.Malformed", "Specified parameter AccountDescription is not valid.", "{}", "AccountDescription=http://a" },
        { "ModifyAccountDescription", 400, "InvalidAccountName.NotFound", "Specified account name does not exist.", "{}", "AccountName=nobody" },
        { "ModifyAccountDescription", 400, "InsType.NotSupport", "Specified instance type dose not support this operation.", """{"dbInstanceType":"sharding","accounts":[]}""", "" },
        { "ModifyAccountDescription", 400, "InvalidCharacterType", "Specified characterType is not valid.", "{}", "CharacterType=cs" },
        { "ModifyAccountDescription", 400, "InvalidCharacterType", "Specified characterType is not valid.", "{}", "CharacterType=x" },
        { "DeleteDBInstance", 400, "ChargeTypeViolation", "The operation is not permitted due to charge type of the instance.", """{"chargeType":"PrePaid"}""", "" },
        { "DeleteDBInstance", 403, "InstanceReleaseProtection", "The operation is not permitted due to instance release protection.", """{"releaseProtection":true}""", "" },
        { "CreateDBInstance", 400, "MissingParameter", "Period is mandatory for this action.", "{}", "ChargeType=PrePaid" },
        { "CreateDBInstance", 400, "InvalidClientToken.Malformed", "Specified parameter ClientToken is not valid.", "{}", "ClientToken=ttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt" },
        { "CreateDBInstance", 400, "InvalidClientToken.Malformed", "Specified parameter ClientToken is not valid.", "{}", "ClientToken=é" },
        { "CreateDBInstance", 400, "InvalidDBInstanceDescription.Malformed", "Specified parameter DBInstanceDescription is not valid.", "{}", "DBInstanceDescription=1" },
        { "CreateDBInstance", 400, "IdempotentParameterMismatch", "Request uses a client token in a previous request but is not identical to that request.", SomeDecision.Repeated, "DBInstanceStorage=40" },
        { "CreateDBInstance", 400, "IdempotentParameterMismatch", "Request uses a client token in a previous request but is not identical to that request.", SomeDecision.Repeated, "AccountPassword=Other_pass1" },
        { "CreateDBInstance", 400, "InvalidSecurityIPList.Malformed", "The specified  parameter \"SecurityIPList\" is not valid.", "{}", "SecurityIPList=x" },
        { "CreateDBInstance", 400, "InvalidSecurityIPList.Malformed", "The specified  parameter \"SecurityIPList\" is not valid.", "{}", "SecurityIPList=10.0.0.1," },
        { "CreateDBInstance", 400, "InvalidSecurityIPList.Malformed", "The specified  parameter \"SecurityIPList\" is not valid.", "{}", "SecurityIPList=10.0.0.0/33" },
        { "CreateShardingDBInstance", 400, "TokenServiceError", "The request token is duplicated.", SomeDecision.Repeated, "EngineVersion=5.0" },
        { "CreateShardingDBInstance", 400, "InvalidParam", "Param not valid.", "{}", "Mongos.2.Class" },
        { "CreateShardingDBInstance", 400, "InvalidParam", "Param not valid.", "{}", "ReplicaSet.2.Storage" },
        { "CreateShardingDBInstance", 400, "InvalidParam", "Param not valid.", "{}", "ReplicaSet.1.ReadonlyReplicas=6" },
        { "CreateShardingDBInstance", 400, "InvalidParam", "Param not valid.", "{}", "ConfigServer.1.Storage=0" },
        { "CreateShardingDBInstance", 400, "InvalidParam", "Param not valid.", "{}", "ConfigServer.2.Class=x ConfigServer.2.Storage=20" },
    };
}
