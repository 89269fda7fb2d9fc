using System.Text.Json.Nodes;

namespace ResetPassword.SdkTests;

/// <summary>What the PolarDB resources of the vendor's Terraform provider call from create to destroy, and what they look at in each answer.</summary>
/// <remarks>github.com/aliyun/terraform-provider-alicloud: the resources named by each test.</remarks>
public sealed class TerraformPolarDbTests(SdkDriver sdk)
{
    private static readonly (string, string)[] Create =
    [
        ("DBType", "MySQL"), ("DBVersion", "8.0"), ("DBNodeClass", "polar.mysql.x4.medium"), ("DBClusterDescription", "terraform-example"),
        ("ClientToken", "TF-CreateDBCluster-1"), ("CreationCategory", ""), ("CloneDataPoint", "LATEST"), ("ZoneId", "cn-hangzhou-h"), ("VPCId", "vpc-tf"),
        ("VSwitchId", "vsw-tf"), ("ClusterNetworkType", "VPC"), ("PayType", "Postpaid"), ("TDEStatus", "false"),
    ];

    [Fact]
    public async Task Alicloud_polardb_cluster()
    {
        await using var provider =
            await TerraformProvider.StartAsync(sdk, "PolarDb", "CreateDBCluster", "DeleteDBCluster", "CreateDBNodes", "DeleteDBNodes");

        // Create: a retry with the same token makes no other; the tags come afterwards.
        var id = (string)(await provider.CallAsync("CreateDBCluster", Create))["DBClusterId"]!;
        Assert.Equal(id, (string?)(await provider.CallAsync("CreateDBCluster", Create))["DBClusterId"]);
        var cluster = new TerraformPolarDbCluster(provider, id);
        var created = await provider.WaitAsync(cluster.AttributeAsync, StatusOf, "Running", "Creating");
        Assert.Equal("Normal", (string?)created!["Category"]);
        await provider.CallAsync("TagResources",
            ("ResourceType", "cluster"), ("ResourceId.1", id), ("Tag.1.Key", "Created"), ("Tag.1.Value", "TF"), ("Tag.2.Key", "For"), ("Tag.2.Value", "test"));

        // Read, which an import does too: nothing is left to change.
        var read = await cluster.ReadAsync();
        Assert.Equal(
            ("terraform-example", "MySQL", "8.0", "Postpaid", "cn-hangzhou-h", "vpc-tf", "vsw-tf", 0, 2, "polar.mysql.x4.medium"),
            (read.Description, read.Type, read.Version, read.PayType, read.Zone, read.Vpc, read.VSwitch, read.DeletionLock, read.NodeIds.Length,
                read.NodeClass));
        Assert.Equal(($"{id}.rwlb.rds.aliyuncs.com", "3306"), (read.ConnectionString, read.Port));
        Assert.Equal(["Created=TF", "For=test"], read.Tags);
        Assert.Equal(["default=127.0.0.1"], read.Whitelist);
        Assert.Equal(("Disabled", "Disabled", "8.0.1", "OFF"), (read.Collector, read.Tde, read.MinorVersion, read.BinaryLog));

        // Update: description, tags, whitelist, node count, deletion lock.
        await provider.CallAsync("ModifyDBClusterDescription", ("DBClusterId", id), ("DBClusterDescription", "terraform-update"));
        await provider.CallAsync("UntagResources", ("ResourceType", "cluster"), ("ResourceId.1", id), ("TagKey.1", "For"));
        await provider.CallAsync("TagResources", ("ResourceType", "cluster"), ("ResourceId.1", id), ("Tag.1.Key", "Created"), ("Tag.1.Value", "TF-update"));
        await cluster.WhitelistAsync("default", "10.168.1.12,100.69.7.112", "");
        await cluster.WhitelistAsync("test_ips1", "10.168.1.14", "Cover");
        await provider.CallAsync("ModifyDBClusterDeletion", ("DBClusterId", id), ("Protection", "true"));
        await cluster.AddNodeAsync();
        var updated = await cluster.ReadAsync();
        Assert.Equal(("terraform-update", 1, 3), (updated.Description, updated.DeletionLock, updated.NodeIds.Length));
        Assert.Equal(["Created=TF-update"], updated.Tags);
        Assert.Equal(["default=10.168.1.12,100.69.7.112", "test_ips1=10.168.1.14"], updated.Whitelist);
        await cluster.WhitelistAsync("test_ips1", "10.168.1.14", "Delete");
        await cluster.DeleteNodeAsync(updated.NodeIds[1]);
        var shrunk = await cluster.ReadAsync();
        Assert.Equal([updated.NodeIds[0], updated.NodeIds[2]], shrunk.NodeIds);
        Assert.Equal(["default=10.168.1.12,100.69.7.112"], shrunk.Whitelist);

        // Destroy: refused while it is locked.
        Assert.Equal("OperationDenied.DBClusterDeletionLock", (await provider.TryAsync("DeleteDBCluster", ("DBClusterId", id))).Error.Code);
        await provider.CallAsync("ModifyDBClusterDeletion", ("DBClusterId", id), ("Protection", "false"));
        await provider.CallAsync("DeleteDBCluster", ("DBClusterId", id));
        await provider.WaitAsync(cluster.AttributeAsync, StatusOf, null, "Deleting");
    }

    [Fact]
    public async Task Alicloud_polardb_cluster_with_settings_of_its_creation()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "PolarDb", "CreateDBCluster");

        // The provider waits until it reads what the cluster was to be created with.
        var id = (string)(await provider.CallAsync("CreateDBCluster",
        [
            .. Create, ("LoosePolarLogBin", "ON"), ("DefaultTimeZone", "+08:00"), ("LowerCaseTableNames", "0"), ("SecurityIPList", "10.168.1.12,10.168.1.13"),
            ("DBMinorVersion", "8.0.2"), ("StorageSpace", "50"), ("StorageType", "ESSDPL1"),
        ]))["DBClusterId"]!;
        var cluster = new TerraformPolarDbCluster(provider, id);
        await provider.WaitAsync(cluster.AttributeAsync, StatusOf, "Running", "Creating");
        var parameters = await cluster.ParametersAsync();
        Assert.Equal(("ON", "+08:00", "0"), (parameters["loose_polar_log_bin"], parameters["default_time_zone"], parameters["lower_case_table_names"]));

        var read = await cluster.ReadAsync();
        Assert.Equal(["default=10.168.1.12,10.168.1.13"], read.Whitelist);
        Assert.Equal(("8.0.2", 50L << 30, "ESSDPL1"), (read.MinorVersion, read.StorageSpace, read.StorageType));
    }

    [Fact]
    public async Task Alicloud_polardb_cluster_that_is_serverless()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "PolarDb");

        // The provider says again, in its update after the create, what the create had.
        var id = (string)(await provider.CallAsync("CreateDBCluster",
        [
            .. Create, ("ServerlessType", "AgileServerless"), ("ScaleMin", "1"), ("ScaleMax", "32"), ("AllowShutDown", "true"), ("ScaleRoNumMin", "0"),
            ("ScaleRoNumMax", "4"),
        ]))["DBClusterId"]!;
        await provider.CallAsync("ModifyDBClusterServerlessConf",
            ("DBClusterId", id), ("ScaleMin", "1"), ("ScaleMax", "32"), ("ScaleRoNumMin", "0"), ("ScaleRoNumMax", "4"), ("AllowShutDown", "true"));
        var scaling = await provider.CallAsync("DescribeDBClusterServerlessConf", ("DBClusterId", id));

        Assert.Equal(("1", "32", "0", "4", "true"), ((string?)scaling["ScaleMin"], (string?)scaling["ScaleMax"], (string?)scaling["ScaleRoNumMin"],
            (string?)scaling["ScaleRoNumMax"], (string?)scaling["AllowShutDown"]));
    }

    [Fact]
    public async Task Alicloud_polardb_cluster_that_is_prepaid()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "PolarDb");
        (string, string)[] prepaid =
            [.. Create.Where(p => p.Item1 != "PayType"), ("PayType", "Prepaid"), ("UsedTime", "1"), ("Period", "Month"), ("AutoRenew", "true")];

        var id = (string)(await provider.CallAsync("CreateDBCluster", prepaid))["DBClusterId"]!;
        async Task<(string?, int, string?)> ReadAsync()
        {
            var read = (await provider.CallAsync("DescribeAutoRenewAttribute", ("DBClusterIds", id)))["Items"]!["AutoRenewAttribute"]![0]!;
            return ((string?)read["RenewalStatus"], (int)read["Duration"]!, (string?)read["PeriodUnit"]);
        }

        Assert.Equal(("AutoRenewal", 1, "Month"), await ReadAsync());
        await provider.CallAsync("ModifyAutoRenewAttribute", ("DBClusterIds", id), ("RenewalStatus", "AutoRenewal"), ("Duration", "2"), ("PeriodUnit", "Year"));
        Assert.Equal(("AutoRenewal", 2, "Year"), await ReadAsync());
        await provider.CallAsync("ModifyAutoRenewAttribute", ("DBClusterIds", id), ("RenewalStatus", "NotRenewal"));
        Assert.Equal(("NotRenewal", 1, "Month"), await ReadAsync());
    }

    [Fact]
    public async Task Alicloud_polardb_primary_endpoint()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "PolarDb");
        (string, string)[] cluster = [("DBClusterId", "pc-running")];

        // Create: nothing is made, the endpoint is there.
        var found = (await provider.CallAsync("DescribeDBClusterEndpoints", cluster))["Items"]!.AsArray()
            .Single(endpoint => (string?)endpoint!["EndpointType"] == "Primary")!;

        // Read, and import: SSL is neither on nor off, or each plan would change it.
        (string, string)[] endpoint = [.. cluster, ("DBEndpointId", (string)found["DBEndpointId"]!)];
        var read = (await provider.CallAsync("DescribeDBClusterEndpoints", endpoint))["Items"]!.AsArray().Single()!;
        var ssl = await provider.CallAsync("DescribeDBClusterSSL", cluster);
        var address = read["AddressItems"]!.AsArray().Single(item => (string?)item!["NetType"] == "Private")!;
        Assert.Equal(("pc-running.mysql.polardb.rds.aliyuncs.com", "3306"), ((string?)address["ConnectionString"], (string?)address["Port"]));
        Assert.Empty(ssl["Items"]!.AsArray());
        Assert.Equal("", (string?)ssl["SSLAutoRotate"]);
    }

    [Fact]
    public async Task Alicloud_polardb_cluster_endpoint()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "PolarDb");
        (string, string)[] endpoint = [("DBClusterId", "pc-running"), ("DBEndpointId", "pe-running-cluster")];
        async Task<JsonNode> ReadAsync() => (await provider.CallAsync("DescribeDBClusterEndpoints", endpoint))["Items"]![0]!;

        // It is there with the cluster: a create finds it, and changes what the configuration says.
        Assert.Equal("Cluster", (string?)(await ReadAsync())["EndpointType"]);
        await provider.CallAsync("ModifyDBClusterEndpoint", [.. endpoint, ("DBEndpointDescription", "tf endpoint"), ("ReadWriteMode", "ReadWrite")]);
        await provider.CallAsync("DescribeDBClusterSSL", ("DBClusterId", "pc-running"));

        Assert.Equal("tf endpoint", (string?)(await ReadAsync())["DBEndpointDescription"]);
    }

    [Fact]
    public async Task Alicloud_polardb_endpoint()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "PolarDb");
        var cluster = new TerraformPolarDbCluster(provider, "pc-running");
        (string, string)[] named = [("DBClusterId", "pc-running")];
        async Task<JsonNode[]> ListAsync() => [.. (await provider.CallAsync("DescribeDBClusterEndpoints", named))["Items"]!.AsArray().OfType<JsonNode>()];
        async Task<JsonNode?> FindAsync(string id) => (await ListAsync()).SingleOrDefault(endpoint => (string?)endpoint["DBEndpointId"] == id);
        var before = (await ListAsync()).Select(endpoint => (string?)endpoint["DBEndpointId"]);

        // Create: the provider looks for the one that was not there, then says again what it was created with.
        await provider.CallAsync("CreateDBClusterEndpoint",
        [
            .. named, ("EndpointType", "Custom"), ("DBEndpointDescription", "tf"), ("Nodes", "pi-running2,pi-running1"), ("ReadWriteMode", "ReadOnly"),
            ("AutoAddNewNodes", "Enable"), ("EndpointConfig", """{"ConsistLevel":"0"}"""),
        ]);
        var id = (string)(await ListAsync()).Single(endpoint => !before.Contains((string?)endpoint["DBEndpointId"]))["DBEndpointId"]!;
        (string, string)[] endpoint = [.. named, ("DBEndpointId", id)];
        await provider.CallAsync("ModifyDBClusterEndpoint",
        [
            .. endpoint, ("Nodes", "pi-running2,pi-running1"), ("ReadWriteMode", "ReadOnly"), ("AutoAddNewNodes", "Enable"),
            ("EndpointConfig", """{"ConsistLevel":"0"}"""), ("DBEndpointDescription", "tf"),
        ]);
        var created = (await FindAsync(id))!;
        Assert.Equal(("Custom", "tf", "pi-running2,pi-running1", "Reader1,Writer", "ReadOnly", "Enable", """{"ConsistLevel":"0"}"""),
            ((string?)created["EndpointType"], (string?)created["DBEndpointDescription"], (string?)created["Nodes"], (string?)created["NodeWithRoles"],
                (string?)created["ReadWriteMode"], (string?)created["AutoAddNewNodes"], (string?)created["EndpointConfig"]));
        Assert.Equal($"{id}.rwlb.rds.aliyuncs.com", (string?)created["AddressItems"]![0]!["ConnectionString"]);

        // Update; and what is new of the cluster is new of the endpoint.
        await provider.CallAsync("ModifyDBClusterEndpoint", [.. endpoint, ("ReadWriteMode", "ReadWrite"), ("DBEndpointDescription", "changed")]);
        await cluster.AddNodeAsync();
        var updated = (await FindAsync(id))!;
        Assert.Equal(("changed", "ReadWrite", "Reader1,Writer,Reader2"),
            ((string?)updated["DBEndpointDescription"], (string?)updated["ReadWriteMode"], (string?)updated["NodeWithRoles"]));

        // Destroy.
        await provider.CallAsync("DeleteDBClusterEndpoint", endpoint);
        Assert.Null(await FindAsync(id));
    }

    [Fact]
    public async Task Alicloud_polardb_cluster_with_security_groups()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "PolarDb");
        async Task<string[]> ReadAsync() =>
        [
            .. (await provider.CallAsync("DescribeDBClusterAccessWhitelist", ("DBClusterId", "pc-running")))["DBClusterSecurityGroups"]!
            ["DBClusterSecurityGroup"]!.AsArray().Select(group => (string)group!["SecurityGroupId"]!),
        ];

        await provider.CallAsync("ModifyDBClusterAccessWhitelist",
            ("DBClusterId", "pc-running"), ("WhiteListType", "SecurityGroup"), ("SecurityGroupIds", "sg-one,sg-two"));
        Assert.Equal(["sg-one", "sg-two"], await ReadAsync());
        await provider.CallAsync("ModifyDBClusterAccessWhitelist", ("DBClusterId", "pc-running"), ("WhiteListType", "SecurityGroup"), ("SecurityGroupIds", ""));
        Assert.Empty(await ReadAsync());
    }

    [Fact]
    public async Task Alicloud_polardb_database()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "PolarDb", "CreateDatabase", "DeleteDatabase");
        (string, string)[] database = [("DBClusterId", "pc-running"), ("DBName", "tftestdatabase")];
        async Task<JsonNode?> ReadAsync() => (await provider.CallAsync("DescribeDatabases", database))["Databases"]!["Database"]!.AsArray().FirstOrDefault();
        static string? StateOf(JsonNode? read) => (string?)read?["DBStatus"];

        // Create.
        var cluster = (await provider.CallAsync("DescribeDBClusters", ("DBClusterIds", "pc-running")))["Items"]!["DBCluster"]![0]!;
        Assert.Equal("MySQL", (string?)cluster["DBType"]);
        await provider.CallAsync("CreateDatabase", [.. database, ("DBDescription", "from terraform"), ("CharacterSetName", "utf8")]);
        var created = await provider.WaitAsync(ReadAsync, StateOf, "Running", "Creating");
        Assert.Equal(("utf8", "from terraform", "tftestdatabase"),
            ((string?)created!["CharacterSetName"], (string?)created["DBDescription"], (string?)created["DBName"]));
        Assert.Empty(created["Accounts"]!["Account"]!.AsArray());

        // Update: the description.
        await provider.CallAsync("ModifyDBDescription", [.. database, ("DBDescription", "changed by terraform")]);
        var updated = await ReadAsync();
        Assert.Equal(("changed by terraform", "MySQL", "Running"), ((string?)updated!["DBDescription"], (string?)updated["Engine"], StateOf(updated)));

        // Destroy; another attempt finds it gone.
        await provider.CallAsync("DeleteDatabase", database);
        await provider.WaitAsync(ReadAsync, StateOf, null, "Deleting");
        Assert.Equal("InvalidDBName.NotFound", (await provider.TryAsync("DeleteDatabase", database)).Error.Code);
    }

    [Fact]
    public async Task Alicloud_polardb_account_privilege_from_one_database_to_another()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "PolarDb", "CreateDatabase");
        (string, string)[] account = [("DBClusterId", "pc-running"), ("AccountName", "tftestprivilege")];
        async Task<string[]> ReadAsync() =>
        [
            .. (await provider.CallAsync("DescribeAccounts", account))["Accounts"]![0]!["DatabasePrivileges"]!.AsArray()
            .Select(privilege => $"{privilege!["DBName"]} {privilege["AccountPrivilege"]}"),
        ];
        async Task<string?> ClusterStatusAsync() =>
            (string?)(await provider.CallAsync("DescribeDBClusters", ("DBClusterIds", "pc-running")))["Items"]!["DBCluster"]![0]!["DBClusterStatus"];
        async Task CreateDatabaseAsync(string name) =>
            await provider.CallAsync("CreateDatabase", ("DBClusterId", "pc-running"), ("DBName", name), ("CharacterSetName", "utf8"));
        await provider.CallAsync("CreateAccount", [.. account, ("AccountPassword", "Test12345"), ("AccountType", "Normal")]);
        await CreateDatabaseAsync("tf_one");
        await CreateDatabaseAsync("tf_two");

        // Create: while a database is being made, the provider comes again for this code.
        Assert.Equal("Running", await ClusterStatusAsync());
        (string, string)[] one = [.. account, ("DBName", "tf_one"), ("AccountPrivilege", "ReadOnly")];
        Assert.Equal("OperationDenied.DBStatus", (await provider.TryAsync("GrantAccountPrivilege", one)).Error.Code);
        await provider.Emulator.PutAsync("clock", """{"advanceSeconds":60}""");
        await provider.CallAsync("GrantAccountPrivilege", one);
        Assert.Equal(["tf_one ReadOnly"], await ReadAsync());

        // Update of the databases: what goes is revoked before what comes is granted.
        await provider.CallAsync("RevokeAccountPrivilege", [.. account, ("DBName", "tf_one")]);
        Assert.Empty(await ReadAsync());
        await provider.CallAsync("GrantAccountPrivilege", [.. account, ("DBName", "tf_two"), ("AccountPrivilege", "ReadOnly")]);
        Assert.Equal(["tf_two ReadOnly"], await ReadAsync());

        // Destroy.
        await provider.CallAsync("RevokeAccountPrivilege", [.. account, ("DBName", "tf_two")]);
        Assert.Empty(await ReadAsync());
    }

    [Fact]
    public async Task Alicloud_polardb_zonal_account()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "PolarDb", "CreateAccountZonal", "DeleteAccountZonal");
        (string, string)[] account = [("DBClusterId", "pc-running"), ("AccountName", "tf_zonal")];
        async Task<JsonNode?> ReadAsync() => (await provider.CallAsync("DescribeAccountsZonal", account))["Accounts"]!.AsArray().FirstOrDefault();
        static string? StateOf(JsonNode? read) => (string?)read?["AccountStatus"];

        // Create.
        await provider.CallAsync("CreateAccountZonal",
            [.. account, ("AccountPassword", "Create_pass1"), ("AccountType", "Normal"), ("AccountDescription", "made")]);
        var created = await provider.WaitAsync(ReadAsync, StateOf, "Available", "Creating");
        Assert.Equal(("tf_zonal", "Normal", "made"),
            ((string?)created!["AccountName"], (string?)created["AccountType"], (string?)created["AccountDescription"]));

        // Update: description and password.
        await provider.CallAsync("ModifyAccountDescriptionZonal", [.. account, ("AccountDescription", "changed")]);
        await provider.CallAsync("ModifyAccountPasswordZonal", [.. account, ("NewAccountPassword", "Update_pass1")]);
        Assert.Equal("changed", (string?)(await ReadAsync())!["AccountDescription"]);
        Assert.Equal((true, 2), await provider.Emulator.VerifyAsync("pc-running", "tf_zonal", "Update_pass1"));

        // Destroy.
        await provider.CallAsync("DeleteAccountZonal", account);
        await provider.WaitAsync(ReadAsync, StateOf, null, "Deleting");
    }

    [Fact]
    public async Task Accounts_of_an_edge_zone_are_listed_on_from_where_an_answer_ended()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "PolarDb");
        (string, string)[] first = [("DBClusterId", "pc-running"), ("MaxResults", "1")];

        var begun = await provider.CallAsync("DescribeAccountsZonal", first);
        var ended = await provider.CallAsync("DescribeAccountsZonal", [.. first, ("NextToken", (string)begun["NextToken"]!)]);

        Assert.Equal(["app1"], begun["Accounts"]!.AsArray().Select(account => (string?)account!["AccountName"]));
        Assert.Equal(["testacc"], ended["Accounts"]!.AsArray().Select(account => (string?)account!["AccountName"]));
        Assert.Equal("", (string?)ended["NextToken"]);
    }

    private static string? StatusOf(JsonNode? cluster) => (string?)cluster?["DBClusterStatus"];
}
