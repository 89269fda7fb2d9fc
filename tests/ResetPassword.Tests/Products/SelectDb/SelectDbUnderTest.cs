namespace ResetPassword.Tests.Products.SelectDb;

/// <summary>What the tests know about SelectDB.</summary>
internal static class SelectDbUnderTest
{
    public static readonly ProductUnderTest Product = new()
    {
        Name = "SelectDb",
        Reset = new("SelectDb", "selectdb-cn-running", "admin", null,
            [("RegionId", "cn-hangzhou"), ("DBInstanceId", "selectdb-cn-running"), ("AccountName", "admin"), ("AccountPassword", SomeReset.Password)]),
        Target = new()
        {
            InstanceParameter = "DBInstanceId",
            Instance = "selectdb-cn-running",
            Account = "admin",
            UnknownInstanceId = "selectdb-cn-none",
            BusyInstance = "selectdb-cn-changing",
            Others = [("RegionId", "cn-hangzhou")],
            BadPassword = (400, "InvalidAccountPassword.Malformed", "The specified parameter AccountPassword is not valid."),
            UnknownInstance = (404, "InvalidDBInstanceId.NotFound", "The DBInstanceId provided does not exist in our records."),
            UnknownAccount = (404, "InvalidAccountName.NotFound", "Specified account name does not exist."),
            Busy = (403, "InvalidDBInstanceState.NotSupport", "The specified instance state does't support this operation."),
        },
        States = new Dictionary<string, StateRule>
        {
            ["DeleteDBInstance"] = new("InvalidDBInstanceState.NotSupport", "ACTIVATION"),
        },
        ExampleRefusals = new()
        {
            { 403, "DBClusterNotSupported", "The requested operation can not be performed while the cluster is not sale.", """{"clusterRunning":false}""", "" },
            { 403, "InvalidDBInstanceState.NotSupport", "The specified instance state does't support this operation.", """{"status":"RESOURCE_CHANGING"}""", "" },
            { 403, "InvalidDBInstanceState.NotSupport", "The specified instance state does't support this operation.", """{"status":"CREATING"}""", "" },
            { 403, "IncorrectAccountType", "Current account type does not support this operation.", """{"accounts":[{"name":"admin","type":"Normal"}]}""", "" },
            { 404, "InvalidDBInstanceId.NotFound", "The DBInstanceId provided does not exist in our records.", SomeDecision.NoInstance, "" },
            { 404, "InvalidDBInstanceId.NotFound", "The DBInstanceId provided does not exist in our records.", "{}", "RegionId=cn-beijing" },
            { 404, "DBInstanceLocked", "The current instance lock mode does not support this operation.", """{"lockMode":1}""", "" },
            { 404, "InvalidRegionId.NotFound", "The provided RegionId does not exist in our records.", "{}", "RegionId=cn-atlantis" },
            { 404, "InvalidAccountName.NotFound", "Specified account name does not exist.", "{}", "AccountName=nobody" },
            { 400, "InvalidAccountPassword.Malformed", "The specified parameter AccountPassword is not valid.", "{}", "AccountPassword=simple" },
            { 400, "MissingRegionId", "RegionId is mandatory for this action.", "{}", "RegionId" },
            { 400, "MissingRegionId", "RegionId is mandatory for this action.", "{}", "RegionId=" },
            { 400, "MissingDBInstanceId", "DBInstanceId is mandatory for this action.", "{}", "DBInstanceId" },
            { 400, "MissingAccountName", "AccountName is mandatory for this action.", "{}", "AccountName" },
            { 400, "MissingAccountPassword", "AccountPassword is mandatory for this action.", "{}", "AccountPassword=" },
        },
        Refusals = new()
        {
            { "CreateDBInstance", 400, "InvalidZoneId.Malformed", "The specified parameter ZoneId is not valid.", "{}", "ZoneId=us-west-1a" },
            { "CreateDBInstance", 400, "InvalidZoneId.Malformed", "The specified parameter ZoneId is not valid.", "{}", "ZoneId=cn-hangzhou-nowhere" },
            { "CreateDBInstance", 400, "IdempotentParameterMismatch", "The request uses the same client token as a previous, but non-identical request. Do not reuse a client token with different requests, unless the requests are identical.", SomeDecision.Repeated, "CacheSize=400" },
            { "CreateDBInstance", 400, "InvalidCacheSize.Malformed", "The specified parameter CacheSize is not valid.", "{}", "CacheSize=0" },
            { "CreateDBInstance", 400, "InvalidCacheSize.Malformed", "The specified parameter CacheSize is not valid.", "{}", "CacheSize=-1" },
            { "CreateDBInstance", 400, "InvalidCacheSize.Malformed", "The specified parameter CacheSize is not valid.", "{}", "CacheSize=GB" },
            { "CreateDBInstance", 400, "InvalidCacheSize.Malformed", "The specified parameter CacheSize is not valid.", "{}", "CacheSize=200MB" },
            { "CreateDBInstance", 400, "InvalidDBInstanceDescription.Malformed", "The specified parameter DBInstanceDescription is not valid.", "{}", "DBInstanceDescription=ddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd" },
            { "CreateDBInstance", 400, "QuotaExceed.AfterpayInstance", "Living afterpay instances quota exceeded.", SomeDecision.Full, "" },
            { "CreateDBInstance", 400, "InvalidTag.Malformed", "The specified parameter Tag is not valid.", "{}", "Tag.1.Value=dev" },
            { "CreateDBInstance", 404, "InvalidRegionId.NotFound", "The provided RegionId does not exist in our records.", "{}", "RegionId=cn-nowhere" },
            { "DescribeDBInstances", 400, "InvalidTag.Malformed", "The specified parameter Tag is not valid.", "{}", "Tag=[{\"Value\":\"1\"}]" },
            { "DescribeDBInstances", 400, "InvalidTag.Malformed", "The specified parameter Tag is not valid.", "{}", "Tag=x" },
            { "DescribeDBInstances", 400, "InvalidTag.Malformed", "The specified parameter Tag is not valid.", "{}", "Tag.1.Key=" },
            { "DescribeDBInstances", 404, "InvalidRegionId.NotFound", "The provided RegionId does not exist in our records.", "{}", "RegionId=cn-nowhere" },
            { "DescribeDBInstanceAttribute", 404, "InvalidDBInstanceId.NotFound", "The DBInstanceId provided does not exist in our records.", SomeDecision.NoInstance, "" },
            { "DescribeDBInstanceAttribute", 404, "InvalidDBInstanceId.NotFound", "The DBInstanceId provided does not exist in our records.", "{}", "RegionId=cn-beijing" },
            { "DescribeDBInstanceAttribute", 404, "InvalidRegionId.NotFound", "The provided RegionId does not exist in our records.", "{}", "RegionId=cn-nowhere" },
            { "DescribeDBInstanceNetInfo", 404, "InvalidDBInstanceId.NotFound", "The DBInstanceId provided does not exist in our records.", SomeDecision.NoInstance, "" },
            { "DescribeDBInstanceNetInfo", 404, "InvalidDBInstanceId.NotFound", "The DBInstanceId provided does not exist in our records.", "{}", "RegionId=cn-beijing" },
            { "DescribeDBInstanceNetInfo", 404, "InvalidRegionId.NotFound", "The provided RegionId does not exist in our records.", "{}", "RegionId=cn-nowhere" },
            { "DescribeSecurityIPList", 404, "InvalidDBInstanceId.NotFound", "The DBInstanceId provided does not exist in our records.", SomeDecision.NoInstance, "" },
            { "DescribeSecurityIPList", 404, "InvalidDBInstanceId.NotFound", "The DBInstanceId provided does not exist in our records.", "{}", "RegionId=cn-beijing" },
            { "DescribeSecurityIPList", 404, "InvalidRegionId.NotFound", "The provided RegionId does not exist in our records.", "{}", "RegionId=cn-nowhere" },
            { "DeleteDBInstance", 400, "InvalidDBInstanceId.NotFound", "The DBInstanceId provided does not exist in our records.", SomeDecision.NoInstance, "" },
            { "DeleteDBInstance", 400, "InvalidDBInstanceId.NotFound", "The DBInstanceId provided does not exist in our records.", "{}", "RegionId=cn-beijing" },
            { "DeleteDBInstance", 404, "InvalidRegionId.NotFound", "The provided RegionId does not exist in our records.", "{}", "RegionId=cn-nowhere" },
            { "DeleteDBInstance", 403, "InvalidDBInstanceState.NotSupport", "The specified instance state does't support this operation.", """{"status":"CREATING"}""", "" },
            { "DeleteDBInstance", 404, "DBInstanceLocked", "The current instance lock mode does not support this operation.", """{"lockMode":1}""", "" },
        },
        TagRefusals =
        [
            ("CreateDBInstance", "InvalidTag.Malformed", "The specified parameter Tag is not valid.", 21, 4, 1),
        ],
        TagLimits = [("CreateDBInstance", 128, 256)],
        Lifecycles =
        [
            new("SelectDb", "CreateDBInstance", "DescribeDBInstanceAttribute", "DescribeDBInstances", "DeleteDBInstance")
            {
                CreatedIn = answer => answer["Data"]!["DBInstanceId"],
                StatusIn = answer => answer["Status"],
                ItemsIn = answer => answer["Items"],
                Statuses = ("CREATING", "ACTIVATION", "DELETING"),
                Busy = "InvalidDBInstanceState.NotSupport",
                Gone = (404, "InvalidDBInstanceId.NotFound"),
                Mismatch = "IdempotentParameterMismatch",
                Other = ("CacheSize", "400"),
                Denied = "Forbidden",
            },
        ],
        // SelectDB's only account comes and goes with its instance: the names are the tokens that instances are created with.
        Accounts = new("SelectDb", "", ["token1", "token2", "token3"], [AccountStep.Create, AccountStep.Reset, AccountStep.Delete])
        {
            Duplicate = "OK",
            NotFound = "InvalidDBInstanceId.NotFound",
            IsAnInstance = true,
        },
        EmptyLists = new Dictionary<string, string[]>
        {
            ["DescribeDBInstances"] = [".Items[].FEClusterList", ".Items[].MultiZone"],
            ["DescribeDBInstanceAttribute"] = [".CanUpgradeVersions", ".FEClusterList", ".LangfuseInstanceIds", ".MultiZone", ".VirtualClusterList"],
        },
    };
}
