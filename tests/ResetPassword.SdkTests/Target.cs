namespace ResetPassword.SdkTests;

/// <summary>An account of a product's default instances, and the rows that calls about it are refused with.</summary>
internal sealed record Target
{
    private static readonly Dictionary<string, Target> ByProduct = new()
    {
        ["SelectDb"] = new()
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
        ["Rds"] = new()
        {
            InstanceParameter = "DBInstanceId",
            Instance = "rm-running",
            Account = "test1",
            UnknownInstanceId = "rm-none",
            BusyInstance = "rm-restarting",
            BadPassword = (400, "InvalidAccountPassword.Format", "Specified account password is not valid."),
            UnknownInstance = (404, "InvalidDBInstanceName.NotFound", "The database instance does not exist."),
            UnknownAccount = (404, "InvalidAccountName.NotFound", "Specified account name does not exist."),
            Busy = (403, "IncorrectDBInstanceState", "Current DB instance state does not support this operation."),
        },
        ["MongoDb"] = new()
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
        ["AnalyticDb"] = new()
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
        ["PolarDb"] = new()
        {
            InstanceParameter = "DBClusterId",
            Instance = "pc-running",
            Account = "testacc",
            UnknownInstanceId = "pc-none",
            BusyInstance = "pc-busy",
            BadPassword = (400, "InvalidAccountPassword.Malformed", "The specified parameter AccountPassword is not valid."),
            UnknownInstance = (404, "InvalidDBCluster.NotFound", "The DBClusterId provided does not exist in our records."),
            UnknownAccount = (400, "InvalidAccountName.Malformed", "The specified parameter AccountName is not valid."),
            Busy = (403, "ConcurrentTaskExceeded", "The number of concurrent tasks exceeds the quota."),
        },
    };

    public required string InstanceParameter { get; init; }

    public required string Instance { get; init; }

    public required string Account { get; init; }

    public required string UnknownInstanceId { get; init; }

    public required string BusyInstance { get; init; }

    public (string Name, string Value)[] Others { get; init; } = [];

    public required (int Status, string Code, string Message) BadPassword { get; init; }

    public required (int Status, string Code, string Message) UnknownInstance { get; init; }

    public required (int Status, string Code, string Message) UnknownAccount { get; init; }

    public required (int Status, string Code, string Message) Busy { get; init; }

    public static Target Of(string product) => ByProduct[product];

    public IEnumerable<(string Name, string Value)> Parameters(string password) =>
        [(InstanceParameter, Instance), ("AccountName", Account), ("AccountPassword", password), .. Others];
}
