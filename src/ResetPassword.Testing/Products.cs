namespace ResetPassword.Testing;

/// <summary>The products' names, for faults, filters and instances. The vendor's codes are taken too, and both in any case: <c>dds</c> is MongoDB.</summary>
/// <example><code>await tenant.Faults.ArmAsync(new(Products.Rds, "ResetAccountPassword") { Code = "Throttling.User", First = 1 });</code></example>
public static class Products
{
    /// <summary>SelectDB, code <c>selectdb</c>, version 2023-05-22.</summary>
    public const string SelectDb = "SelectDb";

    /// <summary>RDS, code <c>Rds</c>, version 2014-08-15.</summary>
    public const string Rds = "Rds";

    /// <summary>MongoDB, code <c>Dds</c>, version 2015-12-01.</summary>
    public const string MongoDb = "MongoDb";

    /// <summary>AnalyticDB for PostgreSQL, code <c>gpdb</c>, version 2016-05-03.</summary>
    public const string AnalyticDb = "AnalyticDb";

    /// <summary>PolarDB, code <c>polardb</c>, version 2017-08-01.</summary>
    public const string PolarDb = "PolarDb";

    /// <summary>STS, code <c>Sts</c>, version 2015-04-01: <c>AssumeRole</c>. It has no instances.</summary>
    public const string Sts = "Sts";

    /// <summary>Location, code <c>Location</c>, version 2015-06-12: <c>DescribeEndpoints</c>. It has no instances.</summary>
    public const string Location = "Location";

    /// <summary>VPC, code <c>Vpc</c>, version 2016-04-28: <c>DescribeVSwitchAttributes</c>. It has no instances.</summary>
    public const string Vpc = "Vpc";
}
