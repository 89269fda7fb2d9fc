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

    /// <summary>Some of the provider's other resources of these products, each with an action that its create calls and that is not emulated.</summary>
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
        ("PolarDb", "polardb_endpoint_address", "CreateDBEndpointAddress"),
        ("PolarDb", "polardb_zonal_db_cluster", "DescribeDbClusterAttributeZonal"),
        ("PolarDb", "polardb_backup_policy", "ModifyBackupPolicy"),
        ("PolarDb", "polardb_global_database_network", "CreateGlobalDatabaseNetwork"),
        ("PolarDb", "polardb_global_security_ip_group", "CreateGlobalSecurityIPGroup"),
        ("PolarDb", "polardb_parameter_group", "CreateParameterGroup"),
    ];

    public static readonly IReadOnlyList<TerraformResource> All =
    [
        new("db_instance", "Rds",
            Create: ["Vpc.DescribeVSwitchAttributes", "CreateDBInstance", "DescribeDBInstanceAttribute"],
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
                ("template_id_list", ["AttachWhitelistTemplateToInstance"]),
                ("tcp_connection_type", ["ModifyHADiagnoseConfig"]),
                ("ha_config", ["ModifyHASwitchConfig"]),
                ("node_id", ["SwitchDBInstanceHA"]),
                ("auto_renew", ["ModifyInstanceAutoRenewalAttribute"]),
                ("instance_charge_type", ["TransformDBInstancePayType"]),
                ("auto_upgrade_minor_version", ["ModifyDBInstanceAutoUpgradeMinorVersion"]),
                ("storage_auto_scale", ["ModifyDasInstanceConfig"]),
                ("security_ip_mode", ["MigrateSecurityIPMode"]),
                ("pg_hba_conf", ["ModifyPGHbaConfig"]),
                ("sql_collector_config_value", ["ModifySQLCollectorRetention"]),
                ("bursting_enabled", ["ModifyDBInstanceConfig"]),
                ("collation", ["ModifyCollationTimeZone"]),
                ("target_minor_version", ["UpgradeDBInstanceKernelVersion"]),
                ("vswitch_id", ["SwitchDBInstanceVpc"]),
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
        new("mongodb_instance", "MongoDb",
            Create:
            [
                "Vpc.DescribeVSwitchAttributes", "CreateDBInstance", "DescribeDBInstanceAttribute", "DescribeInstanceAutoRenewalAttribute",
                "ModifySecurityIps", "TagResources",
            ],
            Read:
            [
                "DescribeDBInstanceAttribute", "DescribeInstanceAutoRenewalAttribute", "DescribeSecurityGroupConfiguration", "DescribeSecurityIps",
                "DescribeBackupPolicy", "DescribeDBInstanceTDEInfo", "DescribeDBInstanceSSL", "DescribeGlobalSecurityIPGroupRelation", "DescribeParameters",
                "DescribeReplicaSetRole", "DescribeUserEncryptionKeyList", "DescribeRoleZoneInfo",
            ],
            Destroy: ["DescribeDBInstanceAttribute", "DeleteDBInstance"])
        {
            Updates =
            [
                ("name", ["ModifyDBInstanceDescription"]),
                ("security_ip_list", ["ModifySecurityIps", "DescribeDBInstanceAttribute"]),
                ("security_ip_groups", ["ModifySecurityIps"]),
                ("account_password", ["ResetAccountPassword"]),
                ("tags", ["UntagResources", "TagResources"]),
                ("db_instance_class", ["ModifyDBInstanceSpec"]),
                ("db_instance_release_protection", ["ModifyDBInstanceAttribute"]),
                ("engine_version", ["UpgradeDBInstanceEngineVersion"]),
                ("backup_time", ["ModifyBackupPolicy"]),
                ("maintain_start_time", ["ModifyDBInstanceMaintainTime"]),
                ("resource_group_id", ["ModifyResourceGroup"]),
                ("parameters", ["ModifyParameters"]),
                ("ssl_action", ["ModifyDBInstanceSSL"]),
                ("tde_status", ["ModifyDBInstanceTDE"]),
                ("security_group_id", ["ModifySecurityGroupConfiguration"]),
                ("instance_charge_type", ["TransformToPrePaid"]),
                ("zone_id", ["MigrateAvailableZone"]),
                ("db_instance_storage_type", ["ModifyDBInstanceDiskType"]),
                ("auto_renew", ["ModifyInstanceAutoRenewalAttribute"]),
                ("global_security_group_list", ["ModifyGlobalSecurityIPGroupRelation"]),
            ],
        },
        new("mongodb_sharding_instance", "MongoDb",
            Create:
            [
                "Vpc.DescribeVSwitchAttributes",
                "CreateShardingDBInstance", "DescribeDBInstanceAttribute", "DescribeInstanceAutoRenewalAttribute", "ModifySecurityIps", "TagResources",
            ],
            Read:
            [
                "DescribeDBInstanceAttribute", "DescribeInstanceAutoRenewalAttribute", "DescribeSecurityGroupConfiguration", "DescribeSecurityIps",
                "DescribeBackupPolicy", "DescribeDBInstanceTDEInfo", "DescribeDBInstanceSSL", "DescribeGlobalSecurityIPGroupRelation", "DescribeParameters",
                "DescribeUserEncryptionKeyList", "DescribeRoleZoneInfo",
            ],
            Destroy: ["DescribeDBInstanceAttribute", "DeleteDBInstance"])
        {
            Updates =
            [
                ("name", ["ModifyDBInstanceDescription"]),
                ("security_ip_list", ["ModifySecurityIps", "DescribeDBInstanceAttribute"]),
                ("security_ip_groups", ["ModifySecurityIps"]),
                ("account_password", ["ResetAccountPassword"]),
                ("tags", ["UntagResources", "TagResources"]),
                ("db_instance_release_protection", ["ModifyDBInstanceAttribute"]),
                ("engine_version", ["UpgradeDBInstanceEngineVersion"]),
                ("backup_time", ["ModifyBackupPolicy"]),
                ("maintain_start_time", ["ModifyDBInstanceMaintainTime"]),
                ("resource_group_id", ["ModifyResourceGroup"]),
                ("parameters", ["ModifyParameters"]),
                ("ssl_action", ["ModifyDBInstanceSSL"]),
                ("tde_status", ["ModifyDBInstanceTDE"]),
                ("security_group_id", ["ModifySecurityGroupConfiguration"]),
                ("mongo_list", ["CreateNode"]),
                ("shard_list", ["CreateNode"]),
                ("instance_charge_type", ["TransformToPrePaid"]),
                ("zone_id", ["MigrateAvailableZone"]),
                ("auto_renew", ["ModifyInstanceAutoRenewalAttribute"]),
                ("global_security_group_list", ["ModifyGlobalSecurityIPGroupRelation"]),
            ],
        },
        new("mongodb_account", "MongoDb",
            Create: ["CreateAccount", "ResetAccountPassword", "DescribeAccounts", "ModifyAccountDescription"],
            Read: ["DescribeAccounts"],
            Destroy: [])
        {
            Updates =
            [
                ("account_password", ["ResetAccountPassword"]),
                ("account_description", ["ModifyAccountDescription"]),
            ],
        },
        new("mongodb_public_network_address", "MongoDb",
            Create: ["AllocatePublicNetworkAddress", "DescribeDBInstanceAttribute", "DescribeReplicaSetRole"],
            Read: ["DescribeReplicaSetRole"],
            Destroy: ["ReleasePublicNetworkAddress", "DescribeReplicaSetRole"]),
        new("mongodb_sharding_network_public_address", "MongoDb",
            Create: ["AllocatePublicNetworkAddress", "DescribeShardingNetworkAddress", "DescribeDBInstanceAttribute"],
            Read: ["DescribeShardingNetworkAddress"],
            Destroy: ["ReleasePublicNetworkAddress", "DescribeShardingNetworkAddress", "DescribeDBInstanceAttribute"]),
        new("mongodb_replica_set_role", "MongoDb",
            Create: ["DescribeReplicaSetRole", "ModifyDBInstanceConnectionString", "DescribeDBInstanceAttribute"],
            Read: ["DescribeReplicaSetRole"],
            Destroy: [])
        {
            Updates =
            [
                ("connection_port", ["ModifyDBInstanceConnectionString", "DescribeDBInstanceAttribute"]),
                ("connection_prefix", ["ModifyDBInstanceConnectionString", "DescribeDBInstanceAttribute"]),
            ],
        },
        new("selectdb_db_instance", "SelectDb",
            Create:
            [
                "CreateDBInstance", "DescribeDBInstanceAttribute", "AllocateInstancePublicConnection", "TagResources", "ResetAccountPassword",
                "ModifySecurityIPList",
            ],
            Read: ["DescribeDBInstanceAttribute", "DescribeDBInstanceNetInfo", "DescribeSecurityIPList"],
            Destroy: ["DescribeDBInstanceAttribute", "ModifyDBInstancePayType", "DeleteDBInstance"])
        {
            Updates =
            [
                ("db_instance_class", ["ModifyDBCluster"]),
                ("cache_size", ["ModifyDBCluster"]),
                ("payment_type", ["ModifyDBInstancePayType"]),
                ("enable_public_network", ["AllocateInstancePublicConnection", "ReleaseInstancePublicConnection"]),
                ("engine_minor_version", ["UpgradeDBInstanceEngineVersion"]),
                ("db_instance_description", ["ModifyDBInstanceAttribute"]),
                ("tags", ["UntagResources", "TagResources"]),
                ("admin_pass", ["ResetAccountPassword"]),
                ("desired_security_ip_lists", ["ModifySecurityIPList"]),
            ],
        },
        new("selectdb_db_cluster", "SelectDb",
            Create: ["DescribeDBInstanceAttribute", "DescribeDBInstanceNetInfo", "CreateDBCluster"],
            Read: ["DescribeDBInstanceAttribute", "DescribeDBClusterConfigChangeLogs"],
            Destroy: ["DescribeDBInstanceAttribute", "DeleteDBCluster"])
        {
            Updates =
            [
                ("db_cluster_class", ["ModifyDBCluster"]),
                ("cache_size", ["ModifyDBCluster"]),
                ("db_cluster_description", ["ModifyBEClusterAttribute"]),
                ("desired_status", ["StopBECluster", "StartBECluster", "RestartDBCluster"]),
                ("desired_params", ["ModifyDBClusterConfig"]),
            ],
        },
        new("gpdb_instance", "AnalyticDb",
            Create:
            [
                "Vpc.DescribeVSwitchAttributes",
                "CreateDBInstance", "DescribeDBInstanceAttribute", "DescribeDBInstanceSSL", "TagResources", "ModifySecurityIps", "ModifyParameters",
                "EnableDBResourceGroup", "SetDataShareInstance", "PauseInstance",
            ],
            Read:
            [
                "DescribeDBInstanceAttribute", "DescribeDBInstanceIPArrayList", "DescribeDBInstanceSSL", "DescribeDBResourceManagementMode",
                "DescribeDataShareInstances", "DescribeParameters",
            ],
            Destroy: ["DeleteDBInstance"])
        {
            Updates =
            [
                ("description", ["ModifyDBInstanceDescription"]),
                ("ip_whitelist", ["ModifySecurityIps"]),
                ("tags", ["UntagResources", "TagResources"]),
                ("payment_type", ["ModifyDBInstancePayType"]),
                ("maintain_start_time", ["ModifyDBInstanceMaintainTime"]),
                ("resource_group_id", ["ModifyDBInstanceResourceGroup"]),
                ("seg_node_num", ["UpgradeDBInstance"]),
                ("instance_spec", ["UpgradeDBInstance"]),
                ("storage_size", ["UpgradeDBInstance"]),
                ("master_cu", ["ModifyMasterSpec"]),
                ("ssl_enabled", ["ModifyDBInstanceSSL", "DescribeDBInstanceSSL"]),
                ("vector_configuration_status", ["ModifyVectorConfiguration"]),
                ("parameters", ["ModifyParameters", "DescribeParameters"]),
                ("resource_management_mode", ["EnableDBResourceGroup", "DisableDBResourceGroup"]),
                ("data_share_status", ["SetDataShareInstance", "DescribeDataShareInstances"]),
                ("status", ["PauseInstance", "ResumeInstance"]),
                ("minor_version", ["UpgradeDBVersion"]),
                ("master_node_num", ["UpgradeDBInstance"]),
                ("seg_disk_performance_level", ["UpgradeDBInstance"]),
            ],
        },
        new("gpdb_account", "AnalyticDb",
            Create: ["CreateAccount", "GetAccount"],
            Read: ["GetAccount"],
            Destroy: ["DeleteAccount"])
        {
            Updates =
            [
                ("account_description", ["ModifyAccountDescription"]),
                ("account_password", ["ResetAccountPassword"]),
            ],
        },
        new("gpdb_database", "AnalyticDb",
            Create: ["CreateDatabase", "DescribeDatabase"],
            Read: ["DescribeDatabase"],
            Destroy: ["DeleteDatabase"]),
        new("gpdb_db_instance_ip_array", "AnalyticDb",
            Create: ["CreateDBInstanceIPArray", "DescribeDBInstanceIPArrayList"],
            Read: ["DescribeDBInstanceIPArrayList"],
            Destroy: ["DeleteDBInstanceIPArray"])
        {
            Updates =
            [
                ("security_ip_list", ["ModifySecurityIps"]),
            ],
        },
        new("gpdb_connection", "AnalyticDb",
            Create: ["AllocateInstancePublicConnection", "DescribeDBInstances", "DescribeDBInstanceNetInfo"],
            Read: ["DescribeDBInstanceNetInfo"],
            Destroy: ["DescribeDBInstanceNetInfo", "ReleaseInstancePublicConnection", "DescribeDBInstances"])
        {
            Updates =
            [
                ("port", ["ModifyDBInstanceConnectionString", "DescribeDBInstances"]),
            ],
        },
        new("polardb_cluster", "PolarDb",
            Create: ["Vpc.DescribeVSwitchAttributes", "CreateDBCluster", "DescribeDBClusterAttribute", "TagResources"],
            Read:
            [
                "DescribeDBClusterAttribute", "DescribeDBClusters", "DescribeDBClusterAccessWhitelist", "DescribeDBClusterEndpoints", "ListTagResources",
                "DescribeAutoRenewAttribute", "DescribeDBClusterParameters", "DescribeDBClusterAuditLogCollector", "DescribeDBClusterTDE",
                "DescribeDBClusterServerlessConf", "DescribeDBClusterVersion", "DescribeGlobalSecurityIPGroupRelation",
            ],
            Destroy: ["DescribeDBClusterAttribute", "DeleteDBCluster"])
        {
            Updates =
            [
                ("description", ["ModifyDBClusterDescription"]),
                ("security_ips", ["ModifyDBClusterAccessWhitelist"]),
                ("db_cluster_ip_array", ["ModifyDBClusterAccessWhitelist"]),
                ("tags", ["UntagResources", "TagResources"]),
                ("db_node_count", ["CreateDBNodes", "DeleteDBNodes"]),
                ("deletion_lock", ["ModifyDBClusterDeletion"]),
                ("db_node_class", ["ModifyDBNodeClass"]),
                ("maintain_time", ["ModifyDBClusterMaintainTime"]),
                ("resource_group_id", ["ModifyDBClusterResourceGroup"]),
                ("parameters", ["ModifyDBClusterParameters"]),
                ("collector_status", ["ModifyDBClusterAuditLogCollector"]),
                ("tde_status", ["ModifyDBClusterTDE"]),
                ("renewal_status", ["ModifyAutoRenewAttribute"]),
                ("pay_type", ["TransformDBClusterPayType"]),
                ("security_group_ids", ["ModifyDBClusterAccessWhitelist"]),
                ("storage_space", ["ModifyDBClusterStorageSpace"]),
                ("storage_type", ["ModifyDBClusterStoragePerformance"]),
                ("hot_replica_mode", ["ModifyDBNodeHotReplicaMode"]),
                ("standby_az", ["ModifyDBClusterPrimaryZone"]),
                ("serverless_steady_switch", ["EnableDBClusterServerless"]),
                ("target_db_revision_version_code", ["UpgradeDBClusterVersion"]),
                ("global_security_group_list", ["ModifyGlobalSecurityIPGroupRelation"]),
                ("enable_dynamodb", ["EnableDBClusterDynamoDB"]),
            ],
        },
        new("polardb_account", "PolarDb",
            Create: ["CreateAccount", "DescribeAccounts"],
            Read: ["DescribeAccounts"],
            Destroy: ["DeleteAccount", "DescribeAccounts"])
        {
            Updates =
            [
                ("account_description", ["ModifyAccountDescription"]),
                ("account_password", ["ModifyAccountPassword"]),
                ("account_lock_state", ["ModifyAccountLockState"]),
            ],
        },
        new("polardb_account_privilege", "PolarDb",
            Create: ["DescribeDBClusters", "GrantAccountPrivilege", "DescribeAccounts"],
            Read: ["DescribeAccounts"],
            Destroy: ["DescribeAccounts", "RevokeAccountPrivilege"])
        {
            Updates =
            [
                ("db_names", ["GrantAccountPrivilege", "RevokeAccountPrivilege"]),
            ],
        },
        new("polardb_database", "PolarDb",
            Create: ["CreateDatabase", "DescribeDatabases"],
            Read: ["DescribeDatabases"],
            Destroy: ["DeleteDatabase", "DescribeDatabases"])
        {
            Updates =
            [
                ("db_description", ["ModifyDBDescription"]),
                ("account_name", ["GrantAccountPrivilege"]),
            ],
        },
        new("polardb_zonal_account", "PolarDb",
            Create: ["CreateAccountZonal", "DescribeAccountsZonal"],
            Read: ["DescribeAccountsZonal"],
            Destroy: ["DeleteAccountZonal", "DescribeAccountsZonal"])
        {
            Updates =
            [
                ("account_description", ["ModifyAccountDescriptionZonal"]),
                ("account_password", ["ModifyAccountPasswordZonal"]),
            ],
        },
        new("polardb_endpoint", "PolarDb",
            Create: ["DescribeDBClusterEndpoints", "CreateDBClusterEndpoint", "ModifyDBClusterEndpoint"],
            Read: ["DescribeDBClusterEndpoints", "DescribeDBClusterSSL"],
            Destroy: ["DescribeDBClusterEndpoints", "DeleteDBClusterEndpoint"])
        {
            Updates =
            [
                ("read_write_mode", ["ModifyDBClusterEndpoint"]),
                ("nodes", ["ModifyDBClusterEndpoint"]),
                ("auto_add_new_nodes", ["ModifyDBClusterEndpoint"]),
                ("endpoint_config", ["ModifyDBClusterEndpoint"]),
                ("db_endpoint_description", ["ModifyDBClusterEndpoint"]),
                ("connection_prefix", ["ModifyDBEndpointAddress"]),
                ("ssl_enabled", ["ModifyDBClusterSSL"]),
            ],
        },
        new("polardb_primary_endpoint", "PolarDb",
            Create: ["DescribeDBClusterEndpoints", "DescribeDBClusterSSL"],
            Read: ["DescribeDBClusterEndpoints", "DescribeDBClusterSSL"],
            Destroy: [])
        {
            Updates =
            [
                ("connection_prefix", ["ModifyDBEndpointAddress"]),
                ("ssl_enabled", ["ModifyDBClusterSSL"]),
            ],
        },
        new("polardb_cluster_endpoint", "PolarDb",
            Create: ["DescribeDBClusterEndpoints", "DescribeDBClusterSSL"],
            Read: ["DescribeDBClusterEndpoints", "DescribeDBClusterSSL"],
            Destroy: [])
        {
            Updates =
            [
                ("db_endpoint_description", ["ModifyDBClusterEndpoint"]), ("read_write_mode", ["ModifyDBClusterEndpoint"]),
                ("connection_prefix", ["ModifyDBEndpointAddress"]), ("ssl_enabled", ["ModifyDBClusterSSL"]),
            ],
        },
    ];
}
