namespace ResetPassword.Tests.Products.SelectDb;

/// <summary>What SelectDb's actions around the reset refuse, and what their right calls need.</summary>
internal static class SelectDbActions
{
    public static readonly IReadOnlyDictionary<string, Setup> Setups = new Dictionary<string, Setup>();

    /// <summary>The actions that ask for a status, and the code of the refusal in any other; an action that is not here goes in every status.</summary>
    public static readonly IReadOnlyDictionary<string, StateRule> States = new Dictionary<string, StateRule>
    {
        ["DeleteDBInstance"] = new("InvalidDBInstanceState.NotSupport", "ACTIVATION"),
    };

    /// <summary>Action; status, code and message; the instance's state; what differs in the call.</summary>
    public static TheoryData<string, int, string, string, string, string> Refusals => new()
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
    };
}
