using System.Text.Json.Nodes;

namespace ResetPassword.SdkTests;

/// <summary>A cluster as the vendor's Terraform provider reads and changes it.</summary>
internal sealed class TerraformPolarDbCluster(TerraformProvider provider, string id)
{
    private readonly (string, string)[] _cluster = [("DBClusterId", id)];

    /// <summary>The attributes, or null where there is no such cluster: to the provider, any 404 says so.</summary>
    public async Task<JsonNode?> AttributeAsync()
    {
        var result = await provider.TryAsync("DescribeDBClusterAttribute", _cluster);
        Assert.True(result.IsSuccess || result.Thrown.Message.Contains("code: 404", StringComparison.Ordinal), result.ToString());
        return result.IsSuccess ? result.Reply : null;
    }

    /// <summary>All that a read asks for, in its order.</summary>
    public async Task<Read> ReadAsync()
    {
        var attribute = (await AttributeAsync())!;
        var listed = (await provider.CallAsync("DescribeDBClusters", ("DBClusterIds", id)))["Items"]!["DBCluster"]![0]!;
        var whitelist = await provider.CallAsync("DescribeDBClusterAccessWhitelist", _cluster);
        var endpoints = (await provider.CallAsync("DescribeDBClusterEndpoints", _cluster))["Items"]!.AsArray();
        var address = endpoints.Single(endpoint => (string?)endpoint!["EndpointType"] == "Cluster")!["AddressItems"]!.AsArray()
            .Single(item => (string?)item!["NetType"] == "Private")!;
        var tags = await provider.CallAsync("ListTagResources", ("ResourceType", "cluster"), ("ResourceId.1", id));
        var parameters = await ParametersAsync();
        var collector = await provider.CallAsync("DescribeDBClusterAuditLogCollector", _cluster);
        var encryption = await provider.CallAsync("DescribeDBClusterTDE", _cluster);
        Assert.Equal("", (string?)encryption["EncryptNewTables"]);

        // Numbers, or the provider crashes; and a second zone is waited for unless it is this word.
        Assert.Equal(0, (int)attribute["ProvisionedIops"]!);
        Assert.Equal("StandbyClusterOFF", (string?)attribute["HotStandbyCluster"]);
        var scaling = await provider.CallAsync("DescribeDBClusterServerlessConf", _cluster);
        Assert.Equal(("0", "0"), ((string?)scaling["ScaleMin"], (string?)scaling["ScaleMax"]));
        var upgrades = await provider.CallAsync("DescribeDBClusterVersion", [.. _cluster, ("DescribeType", "AVAILABLE_VERSION")]);
        Assert.Empty(upgrades["DBRevisionVersionList"]!.AsArray());
        var version = await provider.CallAsync("DescribeDBClusterVersion", _cluster);
        Assert.Empty((await provider.CallAsync("DescribeGlobalSecurityIPGroupRelation", _cluster))["GlobalSecurityIPGroupRel"]!.AsArray());
        return new()
        {
            Description = (string?)attribute["DBClusterDescription"],
            Type = (string?)attribute["DBType"],
            Version = (string?)attribute["DBVersion"],
            PayType = (string?)attribute["PayType"],
            Zone = (string?)attribute["DBNodes"]![0]!["ZoneId"],
            Vpc = (string?)attribute["VPCId"],
            VSwitch = (string?)attribute["VSwitchId"],
            DeletionLock = (int)attribute["DeletionLock"]!,
            NodeIds = [.. attribute["DBNodes"]!.AsArray().Select(node => (string)node!["DBNodeId"]!)],
            NodeClass = (string?)listed["DBNodeClass"],
            ConnectionString = (string?)address["ConnectionString"],
            Port = (string?)address["Port"],
            Tags = [.. tags["TagResources"]!["TagResource"]!.AsArray().Select(tag => $"{tag!["TagKey"]}={tag["TagValue"]}")],
            Whitelist = [.. whitelist["Items"]!["DBClusterIPArray"]!.AsArray().Select(group => $"{group!["DBClusterIPArrayName"]}={group["SecurityIps"]}")],
            Collector = (string?)collector["CollectorStatus"],
            Tde = (string?)encryption["TDEStatus"],
            MinorVersion = (string?)version["DBMinorVersion"],
            BinaryLog = parameters["loose_polar_log_bin"],
            StorageSpace = (long)attribute["StorageSpace"]!,
            StorageType = (string?)attribute["StorageType"],
        };
    }

    public async Task<Dictionary<string, string>> ParametersAsync() =>
        (await provider.CallAsync("DescribeDBClusterParameters", _cluster))["RunningParameters"]!["Parameter"]!.AsArray()
        .ToDictionary(parameter => (string)parameter!["ParameterName"]!, parameter => (string)parameter!["ParameterValue"]!);

    public async Task WhitelistAsync(string name, string addresses, string mode)
    {
        await provider.CallAsync("ModifyDBClusterAccessWhitelist",
            [.. _cluster, ("SecurityIps", addresses), ("DBClusterIPArrayName", name), ("ModifyMode", mode)]);
        Assert.Equal("Running", (string?)(await AttributeAsync())!["DBClusterStatus"]);
    }

    public async Task AddNodeAsync()
    {
        var listed = (await provider.CallAsync("DescribeDBClusters", ("DBClusterIds", id)))["Items"]!["DBCluster"]![0]!;
        await provider.CallAsync("CreateDBNodes", [.. _cluster, ("DBNode.1.TargetClass", (string)listed["DBNodeClass"]!)]);
        await provider.WaitAsync(AttributeAsync, read => (string?)read!["DBClusterStatus"], "Running", "DBNodeCreating");
    }

    public async Task DeleteNodeAsync(string nodeId)
    {
        await provider.CallAsync("DeleteDBNodes", [.. _cluster, ("DBNodeId.1", nodeId)]);
        await provider.WaitAsync(AttributeAsync, read => (string?)read!["DBClusterStatus"], "Running", "DBNodeDeleting");
    }

    /// <summary>What the provider keeps of a read.</summary>
    internal sealed record Read
    {
        public required string? Description { get; init; }

        public required string? Type { get; init; }

        public required string? Version { get; init; }

        public required string? PayType { get; init; }

        public required string? Zone { get; init; }

        public required string? Vpc { get; init; }

        public required string? VSwitch { get; init; }

        public required int DeletionLock { get; init; }

        public required string[] NodeIds { get; init; }

        public required string? NodeClass { get; init; }

        public required string? ConnectionString { get; init; }

        public required string? Port { get; init; }

        public required string[] Tags { get; init; }

        public required string[] Whitelist { get; init; }

        public required string? Collector { get; init; }

        public required string? Tde { get; init; }

        public required string? MinorVersion { get; init; }

        public required string? BinaryLog { get; init; }

        public required long StorageSpace { get; init; }

        public required string? StorageType { get; init; }
    }
}
