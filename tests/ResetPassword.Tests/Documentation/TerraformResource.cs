namespace ResetPassword.Tests.Documentation;

/// <summary>A resource of the vendor's Terraform provider, and the actions that each of its sequences calls.</summary>
/// <remarks>github.com/aliyun/terraform-provider-alicloud at 81c43b67 (August 2026).</remarks>
/// <param name="Name">Without <c>alicloud_</c>.</param>
/// <param name="Create">The actions from the first call to the state that the resource is waited for in.</param>
/// <param name="Read">The actions of a refresh, which an import is too.</param>
/// <param name="Destroy">None where the provider only forgets the resource.</param>
internal sealed record TerraformResource(string Name, string Product, string[] Create, string[] Read, string[] Destroy)
{
    /// <summary>By attribute, what a change of it calls before the resource is read.</summary>
    public (string Attribute, string[] Actions)[] Updates { get; init; } = [];

    /// <summary>The provider's other resources of these products, each with an action that its create calls and that is not emulated.</summary>
    public static readonly IReadOnlyList<(string Product, string Name, string Action)> Others =
    [
        ("Rds", "db_backup_policy", "ModifyBackupPolicy"),
        ("Rds", "db_read_write_splitting_connection", "AllocateReadWriteSplittingConnection"),
        ("Rds", "db_readonly_instance", "CreateReadOnlyDBInstance"),
        ("Rds", "rds_backup", "CreateBackup"),
        ("Rds", "rds_clone_db_instance", "CloneDBInstance"),
        ("Rds", "rds_db_instance_endpoint", "CreateDBInstanceEndpoint"),
        ("Rds", "rds_db_node", "CreateDBNodes"),
        ("Rds", "rds_db_proxy", "ModifyDBProxy"),
        ("Rds", "rds_ddr_instance", "CreateDdrInstance"),
        ("Rds", "rds_instance_cross_backup_policy", "ModifyInstanceCrossBackupPolicy"),
        ("Rds", "rds_parameter_group", "CreateParameterGroup"),
        ("Rds", "rds_whitelist_template", "ModifyWhitelistTemplate"),
        ("MongoDb", "mongodb_audit_policy", "ModifyAuditPolicy"),
        ("MongoDb", "mongodb_global_security_ip_group", "CreateGlobalSecurityIPGroup"),
        ("MongoDb", "mongodb_node", "CreateNode"),
        ("AnalyticDb", "gpdb_backup_policy", "ModifyBackupPolicy"),
        ("AnalyticDb", "gpdb_db_instance_plan", "CreateDBInstancePlan"),
        ("AnalyticDb", "gpdb_db_resource_group", "CreateDBResourceGroup"),
        ("AnalyticDb", "gpdb_external_data_service", "CreateExternalDataService"),
        ("AnalyticDb", "gpdb_streaming_data_service", "CreateStreamingDataService"),
        ("AnalyticDb", "gpdb_supabase_project", "CreateSupabaseProject"),
        ("PolarDb", "polardb_backup_policy", "ModifyBackupPolicy"),
        ("PolarDb", "polardb_global_database_network", "CreateGlobalDatabaseNetwork"),
        ("PolarDb", "polardb_global_security_ip_group", "CreateGlobalSecurityIPGroup"),
        ("PolarDb", "polardb_parameter_group", "CreateParameterGroup"),
    ];

    public static readonly IReadOnlyList<TerraformResource> All =
    [
        new("db_instance", "Rds",
            Create: ["CreateDBInstance", "DescribeDBInstanceAttribute"],
            Read:
            [
                "DescribeDBInstanceAttribute", "DescribeDBInstanceIPArrayList", "DescribeTags", "DescribeDBInstanceMonitor", "DescribeSQLCollectorPolicy",
                "DescribeSQLCollectorRetention", "DescribeDBInstanceNetInfo", "DescribeDBInstanceEncryptionKey", "DescribeDBInstanceHAConfig",
                "DescribeParameters", "DescribePGHbaConfig", "DescribeInstanceAutoRenewalAttribute", "DescribeSecurityGroupConfiguration",
                "DescribeDBInstanceSSL", "DescribeDBInstanceTDE", "DescribeHASwitchConfig", "DescribeHADiagnoseConfig",
                "DescribeInstanceLinkedWhitelistTemplate",
            ],
            Destroy: ["DescribeDBInstanceAttribute", "DeleteDBInstance", "DescribeTasks"])
        {
            Updates =
            [
                ("instance_name", ["ModifyDBInstanceDescription"]), ("security_ips", ["ModifySecurityIps"]), ("tags", ["UnTagResources", "TagResources"]),
                ("deletion_protection", ["ModifyDBInstanceDeletionProtection"]), ("monitoring_period", ["ModifyDBInstanceMonitor"]),
                ("maintain_time", ["ModifyDBInstanceMaintainTime"]), ("resource_group_id", ["ModifyResourceGroup"]),
                ("port", ["ModifyDBInstanceConnectionString"]), ("connection_string_prefix", ["ModifyDBInstanceConnectionString"]),
                ("instance_type", ["ModifyDBInstanceSpec"]), ("instance_storage", ["ModifyDBInstanceSpec"]),
                ("parameters", ["DescribeParameterTemplates", "ModifyParameter"]), ("ssl_action", ["ModifyDBInstanceSSL"]),
                ("engine_version", ["UpgradeDBInstanceEngineVersion"]), ("sql_collector_status", ["ModifySQLCollectorPolicy"]),
                ("tde_status", ["ModifyDBInstanceTDE"]), ("security_group_ids", ["ModifySecurityGroupConfiguration"]),
            ],
        },
        new("db_database", "Rds",
            Create: ["CreateDatabase"],
            Read: ["DescribeDatabases"],
            Destroy: ["DeleteDatabase", "DescribeDBInstanceAttribute", "DescribeDatabases"])
        {
            Updates = [("description", ["ModifyDBDescription"])],
        },
        new("rds_account", "Rds",
            Create: ["DescribeDBInstanceAttribute", "CreateAccount", "DescribeAccounts"],
            Read: ["DescribeAccounts"],
            Destroy: ["DeleteAccount", "DescribeAccounts", "UnlockAccount"])
        {
            Updates =
            [
                ("account_description", ["ModifyAccountDescription"]), ("account_password", ["ResetAccountPassword"]),
                ("reset_permission_flag", ["ResetAccount"]), ("status", ["LockAccount", "UnlockAccount"]), ("check_policy", ["ModifyAccountCheckPolicy"]),
            ],
        },
        new("db_account_privilege", "Rds",
            Create: ["DescribeDBInstanceAttribute", "GrantAccountPrivilege", "DescribeDatabases", "DescribeAccounts"],
            Read: ["DescribeAccounts", "DescribeDatabases"],
            Destroy: ["DescribeAccounts", "RevokeAccountPrivilege", "DescribeDatabases"])
        {
            Updates = [("db_names", ["GrantAccountPrivilege", "RevokeAccountPrivilege", "DescribeDatabases"])],
        },
        new("db_connection", "Rds",
            Create: ["AllocateInstancePublicConnection", "DescribeDBInstanceNetInfo", "DescribeDBInstanceAttribute"],
            Read: ["DescribeDBInstanceNetInfo"],
            Destroy: ["DescribeDBInstanceNetInfo", "ReleaseInstancePublicConnection"])
        {
            Updates = [("port", ["ModifyDBInstanceConnectionString", "DescribeDBInstanceAttribute"])],
        },
    ];
}
