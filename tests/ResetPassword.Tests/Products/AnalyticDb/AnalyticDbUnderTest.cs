namespace ResetPassword.Tests.Products.AnalyticDb;

/// <summary>What the tests know about AnalyticDB for PostgreSQL.</summary>
internal static class AnalyticDbUnderTest
{
    public static readonly ProductUnderTest Product = new()
    {
        Name = "AnalyticDb",
        Reset = new("AnalyticDb", "gp-running", "testaccount_1", null,
            [("DBInstanceId", "gp-running"), ("AccountName", "testaccount_1"), ("AccountPassword", SomeReset.Password)]),
        Target = new()
        {
            InstanceParameter = "DBInstanceId",
            Instance = "gp-running",
            Account = "testaccount_1",
            UnknownInstanceId = "gp-none",
            BusyInstance = "gp-restarting",
            BadPassword = (400, "InvalidAccountPassword.Malformed", "The specified parameter AccountPassword is not valid."),
            UnknownInstance = (404, "InvalidDBInstanceId.NotFound", "The specified DBInstanceId does not exist."),
            UnknownAccount = (404, "InvalidAccountName.NotFound", "Specified account name does not exist."),
            Busy = (403, "OperationDenied.DBInstanceStatus", "The operation is not permitted due to instance status."),
        },
        Setups = new Dictionary<string, Setup>
        {
            ["CreateAccount"] = new(Parameters: "AccountName=newaccount AccountType=Normal"),
            ["DeleteAccount"] = new(Patch: """{"accounts":[{"name":"testaccount_1","type":"Normal"}]}"""),
        },
        States = new Dictionary<string, StateRule>
        {
            ["CreateAccount"] = new("OperationDenied.DBInstanceStatus", "Running"),
            ["DeleteAccount"] = new("OperationDenied.DBInstanceStatus", "Running"),
            ["ModifyAccountDescription"] = new("OperationDenied.DBInstanceStatus", "Running"),
            ["DeleteDBInstance"] = new("OperationDenied.DBInstanceStatus", "Running"),
        },
        ExampleRefusals = new()
        {
            { 400, "InvalidAccountPassword.Malformed", "The specified parameter AccountPassword is not valid.", "{}", "AccountPassword=simple" },
            { 404, "InvalidDBInstanceId.NotFound", "The specified DBInstanceId does not exist.", SomeDecision.NoInstance, "" },
            { 403, "OperationDenied.DBInstanceStatus", "The operation is not permitted due to instance status.", """{"status":"Rebooting"}""", "" },
            { 403, "OperationDenied.DBInstanceStatus", "The operation is not permitted due to instance status.", """{"status":"IDLE"}""", "" },
            { 403, "OperationDenied.LockMode", "The operation is not permitted due to lock of instance.", """{"lockMode":"ManualLock"}""", "" },
            { 404, "InvalidAccountName.NotFound", "Specified account name does not exist.", "{}", "AccountName=nobody" },
            { 403, "OperationDenied.AccountStatus", "The status of the account does not support this operation.", """{"accounts":[{"name":"testaccount_1","status":0}]}""", "" },
            { 403, "OperationDenied.AccountStatus", "The status of the account does not support this operation.", """{"accounts":[{"name":"testaccount_1","status":"3"}]}""", "" },
            { 400, "MissingDBInstanceId", "DBInstanceId is mandatory for this action.", "{}", "DBInstanceId" },
            { 400, "MissingAccountName", "AccountName is mandatory for this action.", "{}", "AccountName" },
            { 400, "MissingAccountPassword", "AccountPassword is mandatory for this action.", "{}", "AccountPassword=" },
        },
        Refusals = new()
        {
            { "CreateDBInstance", 400, "InvalidZoneId.Malformed", "The specified parameter ZoneId is not valid.", "{}", "ZoneId=us-west-1a" },
            { "CreateDBInstance", 400, "InvalidZoneId.Malformed", "The specified parameter ZoneId is not valid.", "{}", "ZoneId=cn-hangzhou-nowhere" },
            { "CreateAccount", 404, "InvalidDBInstanceId.NotFound", "The specified DBInstanceId does not exist.", SomeDecision.NoInstance, "" },
            { "CreateAccount", 403, "OperationDenied.DBInstanceStatus", "The operation is not permitted due to instance status.", """{"status":"Rebooting"}""", "" },
            { "CreateAccount", 403, "OperationDenied.LockMode", "The operation is not permitted due to lock of instance.", """{"lockMode":"ManualLock"}""", "" },
            { "DescribeAccounts", 404, "InvalidDBInstanceId.NotFound", "The specified DBInstanceId does not exist.", SomeDecision.NoInstance, "" },
            { "GetAccount", 404, "InvalidDBInstanceId.NotFound", "The specified DBInstanceId does not exist.", SomeDecision.NoInstance, "" },
            { "GetAccount", 404, "InvalidAccountName.NotFound", "Specified account name does not exist.", "{}", "AccountName=nobody" },
            { "DeleteAccount", 404, "InvalidDBInstanceId.NotFound", "The specified DBInstanceId does not exist.", SomeDecision.NoInstance, "" },
            { "DeleteAccount", 403, "OperationDenied.DBInstanceStatus", "The operation is not permitted due to instance status.", """{"status":"Rebooting"}""", "" },
            { "DeleteAccount", 403, "OperationDenied.LockMode", "The operation is not permitted due to lock of instance.", """{"lockMode":"ManualLock"}""", "" },
            { "DeleteAccount", 404, "InvalidAccountName.NotFound", "Specified account name does not exist.", "{}", "AccountName=nobody" },
            { "DeleteAccount", 403, "OperationDenied.AccountStatus", "The status of the account does not support this operation.", """{"accounts":[{"name":"testaccount_1","type":"Normal","status":"0"}]}""", "" },
            { "ModifyAccountDescription", 404, "InvalidDBInstanceId.NotFound", "The specified DBInstanceId does not exist.", SomeDecision.NoInstance, "" },
            { "ModifyAccountDescription", 403, "OperationDenied.DBInstanceStatus", "The operation is not permitted due to instance status.", """{"status":"Rebooting"}""", "" },
            { "ModifyAccountDescription", 403, "OperationDenied.LockMode", "The operation is not permitted due to lock of instance.", """{"lockMode":"ManualLock"}""", "" },
            { "ModifyAccountDescription", 404, "InvalidAccountName.NotFound", "Specified account name does not exist.", "{}", "AccountName=nobody" },
            { "ModifyAccountDescription", 403, "OperationDenied.AccountStatus", "The status of the account does not support this operation.", """{"accounts":[{"name":"testaccount_1","type":"Normal","status":"0"}]}""", "" },
            { "DeleteDBInstance", 404, "InvalidDBInstanceId.NotFound", "The specified DBInstanceId does not exist.", SomeDecision.NoInstance, "" },
            { "DeleteDBInstance", 403, "OperationDenied.DBInstanceStatus", "The operation is not permitted due to instance status.", """{"status":"Rebooting"}""", "" },
            { "DeleteDBInstance", 403, "OperationDenied.LockMode", "The operation is not permitted due to lock of instance.", """{"lockMode":"ManualLock"}""", "" },
            { "DescribeDBInstanceAttribute", 404, "InvalidDBInstanceId.NotFound", "The specified DBInstanceId does not exist.", SomeDecision.NoInstance, "" },
            { "DescribeDBInstances", 404, "InvalidRegionId.NotFound", "The provided RegionId does not exist in our records.", "{}", "RegionId=cn-nowhere" },
            { "DescribeDBInstances", 400, "InvalidTag.Malformed", "The specified parameter Tag is not valid.", "{}", "Tag.1.Value=x" },
            { "CreateDBInstance", 404, "InvalidRegionId.NotFound", "The provided RegionId does not exist in our records.", "{}", "RegionId=cn-nowhere" },
            { "CreateDBInstance", 400, "InvalidDBInstanceDescription.Malformed", "The specified parameter DBInstanceDescription is not valid.", "{}", "DBInstanceDescription=ddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd" },
            { "CreateDBInstance", 400, "QuotaExceed.AfterpayInstance", "Living afterpay instances quota exceeded.", SomeDecision.Full, "" },
            { "CreateDBInstance", 400, "InvalidTag.Malformed", "The specified parameter Tag is not valid.", "{}", "Tag.1.Value=x" },
            { "CreateAccount", 400, "InvalidAccountName.Malformed", "The specified parameter AccountName is not valid.", "{}", "AccountName=a" },
            { "CreateAccount", 400, "InvalidAccountName.Malformed", "The specified parameter AccountName is not valid.", "{}", "AccountName=Upper" },
            { "CreateAccount", 400, "InvalidAccountName.Malformed", "The specified parameter AccountName is not valid.", "{}", "AccountName=1name" },
            { "CreateAccount", 400, "InvalidAccountName.Malformed", "The specified parameter AccountName is not valid.", "{}", "AccountName=name_" },
            { "CreateAccount", 400, "InvalidAccountName.Malformed", "The specified parameter AccountName is not valid.", "{}", "AccountName=gpname" },
            { "CreateAccount", 400, "InvalidAccountName.Malformed", "The specified parameter AccountName is not valid.", "{}", "AccountName=seventeenletters1" },
            { "CreateAccount", 400, "InvalidAccountName.Malformed", "The specified parameter AccountName is not valid.", "{}", "AccountName=na-me" },
            { "CreateAccount", 400, "InvalidAccountName.keyword", "The specified AccountName is a reserved keyword.", "{}", "AccountName=postgres" },
            { "CreateAccount", 400, "InvalidAccountPassword.Malformed", "The specified parameter AccountPassword is not valid.", "{}", "AccountPassword=simple" },
            { "CreateAccount", 400, "InvalidAccountDescription.Malformed", "The specified parameter AccountDescription is not valid.", "{}", "AccountDescription=a" },
            { "ModifyAccountDescription", 400, "InvalidAccountDescription.Malformed", "The specified parameter AccountDescription is not valid.", "{}", "AccountDescription=a" },
            { "CreateAccount", 400, "InvalidAccountDescription.Malformed", "The specified parameter AccountDescription is not valid.", "{}", "AccountDescription=1st" },
            { "ModifyAccountDescription", 400, "InvalidAccountDescription.Malformed", "The specified parameter AccountDescription is not valid.", "{}", "AccountDescription=1st" },
            { "CreateAccount", 400, "InvalidAccountDescription.Malformed", "The specified parameter AccountDescription is not valid.", "{}", "AccountDescription=http://a" },
            { "ModifyAccountDescription", 400, "InvalidAccountDescription.Malformed", "The specified parameter AccountDescription is not valid.", "{}", "AccountDescription=http://a" },
            { "CreateAccount", 400, "InvalidAccountName.Duplicate", "The specified AccountName already exists.", "{}", "AccountName=testaccount_1" },
            { "CreateAccount", 403, "OperationDenied.AccountType", "The operation is not permitted due to type of account.", "{}", "AccountType=Super" },
            { "CreateAccount", 403, "OperationDenied.AccountType", "The operation is not permitted due to type of account.", "{}", "AccountType" },
            { "CreateAccount", 403, "QuotaExceeded.AccountName", "The quota of account exceeds.", """{"accountQuota":1}""", "" },
            { "DeleteAccount", 403, "OperationDenied.AccountType", "The operation is not permitted due to type of account.", """{"accounts":[{"name":"testaccount_1","type":"Super"}]}""", "" },
            { "DeleteDBInstance", 400, "OperationDenied.DBInstancePayType", "The operation is not permitted due to instance pay type.", """{"payType":"Prepaid"}""", "" },
            { "CreateDBInstance", 400, "IdempotentParameterMismatch", "The request uses the same client token as a previous, but non-identical request.", SomeDecision.Repeated, "SegNodeNum=8" },
        },
        TagRefusals =
        [
            ("CreateDBInstance", "InvalidTag.Malformed", "The specified parameter Tag is not valid.", 21, 4, 1),
        ],
        TagLimits = [("CreateDBInstance", 128, 256)],
        Lifecycles =
        [
            new("AnalyticDb", "CreateDBInstance", "DescribeDBInstanceAttribute", "DescribeDBInstances", "DeleteDBInstance")
            {
                CreatedIn = answer => answer["DBInstanceId"],
                StatusIn = answer => answer["Items"]!["DBInstanceAttribute"]![0]!["DBInstanceStatus"],
                ItemsIn = answer => answer["Items"]!["DBInstance"],
                Statuses = ("Creating", "Running", "Deleting"),
                Busy = "OperationDenied.DBInstanceStatus",
                Gone = (404, "InvalidDBInstanceId.NotFound"),
                Mismatch = "IdempotentParameterMismatch",
                Other = ("EngineVersion", "7.0"),
            },
        ],
        Accounts = new("AnalyticDb", "gp-running", ["model1", "model2", "model3"], [AccountStep.Create, AccountStep.Reset, AccountStep.Delete])
        {
            Duplicate = "InvalidAccountName.Duplicate",
            NotFound = "InvalidAccountName.NotFound",

            // The privileged account alone is listed unless all are asked for.
            ListedWith = [("AccountType", "All")],
        },
    };
}
