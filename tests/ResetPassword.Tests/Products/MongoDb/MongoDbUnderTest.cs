namespace ResetPassword.Tests.Products.MongoDb;

/// <summary>What the tests know about MongoDB.</summary>
internal static class MongoDbUnderTest
{
    public const string ReplicaSet = """{"dbInstanceType":"replicate","accounts":[{"name":"root"},{"name":"reader"}]}""";

    public static readonly ProductUnderTest Product = new()
    {
        Name = "MongoDb",
        Reset = new("MongoDb", "dds-sharded", "root", "db",
            [("DBInstanceId", "dds-sharded"), ("AccountName", "root"), ("AccountPassword", SomeReset.Password), ("CharacterType", "db")]),
        Target = new()
        {
            InstanceParameter = "DBInstanceId",
            Instance = "dds-replica",
            Account = "root",
            UnknownInstanceId = "dds-none",
            BusyInstance = "dds-restarting",
            BadPassword = (400, "InvalidAccountPassword.Malformed", "Specified parameter AccountPassword is not valid."),
            UnknownInstance = (404, "InvalidDBInstanceId.NotFound", "The DBInstanceId provided does not exist in our records."),
            UnknownAccount = (400, "InvalidAccountName.NotFound", "The AccountName provided does not exist in our records."),
            Busy = (400, "OperationDenied.DBInstanceStatus", "The operation is not permitted due to status of instance."),
        },
        Setups = new Dictionary<string, Setup>
        {
            ["CreateAccount"] = new(Parameters: "AccountName=reader CharacterType=db"),
            ["ModifyAccountDescription"] = new("dds-replica", Parameters: "CharacterType=normal"),
        },
        States = new Dictionary<string, StateRule>
        {
            ["CreateAccount"] = new("OperationDenied.DBInstanceStatus", "Running"),
            ["ModifyAccountDescription"] = new("OperationDenied.DBInstanceStatus", "Running"),
            ["DeleteDBInstance"] = new("OperationDenied.DBInstanceStatus", "Running"),
        },
        ExampleRefusals = new()
        {
            { 400, "InvalidAccountPassword.Malformed", "Specified parameter AccountPassword is not valid.", "{}", "AccountPassword=simple" },
            { 400, "InvalidAccountName.NotFound", "The AccountName provided does not exist in our records.", "{}", "AccountName=nobody" },
            { 400, "InvalidAccountName.Malformed", "The specified parameter AccountName is not valid.", "{}", "AccountName=Root" },
            { 400, "InvalidAccountName.Malformed", "The specified parameter AccountName is not valid.", "{}", "AccountName=abc" },
            { 400, "InvalidAccountName.Malformed", "The specified parameter AccountName is not valid.", "{}", "AccountName=abcdefghijklmnopq" },
            { 400, "InvalidAccountName.Malformed", "The specified parameter AccountName is not valid.", "{}", "AccountName=1root" },
            { 400, "InvalidAccountName.Malformed", "The specified parameter AccountName is not valid.", "{}", "AccountName=ro-ot" },
            { 403, "OperationDenied.AccountStatus", "The operation is not permitted due to status of account.", """{"accounts":[{"name":"root","characterType":"db","status":"Unavailable"}]}""", "" },
            { 403, "OperationDenied.AccountType", "The operation is not permitted due to type of account.", ReplicaSet, "AccountName=reader CharacterType" },
            { 404, "InvalidDBInstanceId.NotFound", "The DBInstanceId provided does not exist in our records.", SomeDecision.NoInstance, "" },
            { 400, "OperationDenied.DBInstanceStatus", "The operation is not permitted due to status of instance.", """{"status":"Rebooting"}""", "" },
            { 403, "IncorrectDBInstanceLockMode", "Current DB instance lock mode does not support this operation.", """{"lockMode":"LockByDiskQuota"}""", "" },
            { 400, "InvalidCharacterType", "Specified characterType is not valid.", "{}", "CharacterType" },
            { 400, "InvalidCharacterType", "Specified characterType is not valid.", "{}", "CharacterType=" },
            { 400, "InvalidCharacterType", "Specified characterType is not valid.", "{}", "CharacterType=normal" },
            { 400, "InvalidCharacterType", "Specified characterType is not valid.", "{}", "CharacterType=mongos" },
            { 400, "InvalidCharacterType", "Specified characterType is not valid.", "{}", "CharacterType=DB" },
            { 400, "InvalidCharacterType", "Specified characterType is not valid.", ReplicaSet, "CharacterType=db" },
            { 400, "InvalidCharacterType", "Specified characterType is not valid.", ReplicaSet, "CharacterType=cs" },
            { 400, "MissingDBInstanceId", "DBInstanceId is mandatory for this action.", "{}", "DBInstanceId" },
            { 400, "MissingAccountName", "AccountName is mandatory for this action.", "{}", "AccountName=" },
            { 400, "MissingAccountPassword", "AccountPassword is mandatory for this action.", "{}", "AccountPassword" },
        },
        Refusals = new()
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
        },
        TagRefusals =
        [
            ("CreateDBInstance", "InvalidTag.Malformed", "Specified parameter Tag is not valid.", 21, 4, 1),
            ("CreateDBInstance", "InvalidTag.Malformed", "Specified parameter Tag is not valid.", 1, 129, 1),
            ("CreateDBInstance", "InvalidTag.Malformed", "Specified parameter Tag is not valid.", 1, 4, 257),
            ("CreateShardingDBInstance", "InvalidTag.Malformed", "Specified parameter Tag is not valid.", 21, 4, 1),
        ],
        TagLimits = [("CreateDBInstance", 128, 256), ("CreateShardingDBInstance", 128, 256)],
        Lifecycles =
        [
            new("MongoDb", "CreateDBInstance", "DescribeDBInstanceAttribute", "DescribeDBInstances", "DeleteDBInstance")
            {
                CreatedIn = answer => answer["DBInstanceId"],
                StatusIn = answer => answer["DBInstances"]!["DBInstance"]![0]!["DBInstanceStatus"],
                ItemsIn = answer => answer["DBInstances"]!["DBInstance"],
                Statuses = ("Creating", "Running", "Deleting"),
                Busy = "OperationDenied.DBInstanceStatus",
                Gone = (404, "InvalidDBInstanceId.NotFound"),
                Mismatch = "IdempotentParameterMismatch",
                Other = ("DBInstanceStorage", "40"),
            },
            new("MongoDb", "CreateShardingDBInstance", "DescribeDBInstanceAttribute", "DescribeDBInstances", "DeleteDBInstance")
            {
                CreatedIn = answer => answer["DBInstanceId"],
                StatusIn = answer => answer["DBInstances"]!["DBInstance"]![0]!["DBInstanceStatus"],
                ItemsIn = answer => answer["DBInstances"]!["DBInstance"],
                Statuses = ("Creating", "Running", "Deleting"),
                Busy = "OperationDenied.DBInstanceStatus",
                Gone = (404, "InvalidDBInstanceId.NotFound"),
                Mismatch = "TokenServiceError",
                Other = ("EngineVersion", "5.0"),
                Listing = [("DBInstanceType", "sharding")],
            },
        ],
        Accounts = new("MongoDb", "dds-sharded", ["root", "model1", "model2"], [AccountStep.Create, AccountStep.Reset])
        {
            Duplicate = "InvalidAccountName.Duplicate",
            NotFound = "InvalidAccountName.NotFound",
            NotRoot = "OperationDenied.AccountType",
            IsThere = "root",
            CreatedWith = [],
            ResetWith = [("CharacterType", "db")],
            VerifiedWith = "&characterType=db",
        },
        FilledOf = new Dictionary<string, string>
        {
            ["DescribeAccounts"] =
            """{"tags":{"team":"dev"},"accounts":[{"name":"root","characterType":"db","description":"test"}]}"""
        },
        EmptyLists = new Dictionary<string, string[]>
        {
            ["DescribeDBInstances"] =
                [".DBInstances.DBInstance[].MongosList.MongosAttribute", ".DBInstances.DBInstance[].ShardList.ShardAttribute", ".DBInstances.DBInstance[].Tags.Tag"],
            ["DescribeDBInstanceAttribute"] = [".DBInstances.DBInstance[].ReplicaSets.ReplicaSet", ".DBInstances.DBInstance[].ShardSearchNodes.ShardSearchNodes"],
            ["DescribeDBInstanceAttribute DBInstanceId=dds-replica"] =
            [
                ".DBInstances.DBInstance[].ConfigserverList.ConfigserverAttribute", ".DBInstances.DBInstance[].MongosList.MongosAttribute",
                ".DBInstances.DBInstance[].ShardList.ShardAttribute", ".DBInstances.DBInstance[].ShardSearchNodes.ShardSearchNodes",
                ".DBInstances.DBInstance[].Tags.Tag",
            ],
        },
        PasswordSpecials = "!#$%^&*()_+-=",
    };
}
