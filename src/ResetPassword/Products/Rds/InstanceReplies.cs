using System.Globalization;
using ResetPassword.Model;

namespace ResetPassword.Products.Rds;

/// <summary>
/// An instance as DescribeDBInstances and DescribeDBInstanceAttribute show it. What an emulator cannot know is empty, zero or false; the names are spelled
/// as the vendor does.
/// </summary>
internal static class InstanceReplies
{
    /// <summary>One instance of a list.</summary>
    public static Reply OfList(Instance instance)
    {
        var reply = Of(instance);
        reply["AutoRenewal"] = instance.Is(RdsInstances.AutoRenew);
        reply["CreateTime"] = VendorTime.Write(instance.CreatedAt);
        reply["DedicatedHostGroupName"] = "";
        reply["DedicatedHostIdForLog"] = "";
        reply["DedicatedHostIdForMaster"] = "";
        reply["DedicatedHostIdForSlave"] = "";
        reply["DedicatedHostNameForLog"] = "";
        reply["DedicatedHostNameForMaster"] = "";
        reply["DedicatedHostNameForSlave"] = "";
        reply["DedicatedHostZoneIdForLog"] = "";
        reply["DedicatedHostZoneIdForMaster"] = "";
        reply["DedicatedHostZoneIdForSlave"] = "";
        reply["DestroyTime"] = "";
        reply["IsAnalyticIns"] = "";
        reply["MutriORsignle"] = instance[RdsInstances.Category] != "Basic";
        reply["SwitchWeight"] = 0;
        reply["VpcName"] = "";
        return reply;
    }

    /// <summary>The details of one instance.</summary>
    public static Reply OfAttribute(Instance instance)
    {
        var reply = Of(instance);
        reply["AccountMaxQuantity"] = (int)RdsInstances.AccountQuotaOf(instance);
        reply["AdvancedFeatures"] = "";
        reply["AutoUpgradeMinorVersion"] = "Auto";
        reply["AvailabilityValue"] = "100.0%";
        reply["BabelfishConfig"] = new Reply
        {
            ["BabelfishEnabled"] = "",
            ["MigrationMode"] = "",
        };
        reply["CanTempUpgrade"] = false;
        reply["Collation"] = "";
        reply["CompressionMode"] = "";
        reply["CompressionRatio"] = "";
        reply["ComputeBurstEnabled"] = false;
        reply["ConsoleVersion"] = "";
        reply["CreationTime"] = VendorTime.Write(instance.CreatedAt);
        reply["CurrentKernelVersion"] = instance[RdsInstances.MinorVersion];
        reply["DBClusterNodes"] = new Reply
        {
            ["DBClusterNode"] = Array.Empty<object>(),
        };
        reply["DBInstanceClassType"] = "s";
        reply["DBInstanceDiskUsed"] = "0";
        reply["DBInstanceStorage"] = int.Parse(instance[RdsInstances.Storage], CultureInfo.InvariantCulture);
        reply["DBMaxQuantity"] = 500;
        reply["DisasterRecoveryInfo"] = "";
        reply["DisasterRecoveryInstances"] = "";
        reply["Extra"] = new Reply
        {
            ["AccountSecurityPolicy"] = "",
            ["DBInstanceIds"] = new Reply
            {
                ["DBInstanceId"] = Array.Empty<object>(),
            },
            ["RecoveryModel"] = "",
        };
        reply["IPType"] = "IPv4";
        reply["IncrementSourceDBInstanceId"] = "";
        reply["InstructionSetArch"] = "x86";
        reply["IsAnalyticIns"] = false;
        reply["LatestKernelVersion"] = "";
        reply["MaintainTime"] = instance[RdsInstances.MaintainTime];
        reply["MasterZone"] = "";
        reply["MaxConnections"] = 2000;
        reply["MaxIOMBPS"] = 0;
        reply["MaxIOPS"] = 4800;
        reply["MultipleTempUpgrade"] = false;
        reply["OptimizedWritesInfo"] = "";
        reply["PGBouncerEnabled"] = "";
        reply["Port"] = RdsInstances.AddressOf(instance).Port;
        reply["ProxyType"] = 0;
        reply["ReadOnlyStatus"] = "";
        reply["ReadonlyInstanceSQLDelayedTime"] = "";
        reply["SecurityIPList"] = instance[RdsInstances.SecurityIPList];
        reply["SecurityIPMode"] = "normal";
        reply["ServerlessConfig"] = new Reply
        {
            ["AutoPause"] = false,
            ["ScaleMax"] = 0,
            ["ScaleMin"] = 0,
            ["SwitchForce"] = false,
        };
        reply["SlaveZones"] = new Reply
        {
            ["SlaveZone"] = Array.Empty<object>(),
        };
        reply["SuperPermissionMode"] = "";
        reply["SupportCompression"] = false;
        reply["TempUpgradeTimeEnd"] = "";
        reply["TempUpgradeTimeStart"] = "";
        reply["TimeZone"] = "";
        reply["VectorSupportStatus"] = "";
        reply["kindCode"] = "";
        return reply;
    }

    // What both show.
    private static Reply Of(Instance instance) => new()
    {
        ["BlueGreenDeploymentName"] = "",
        ["BlueInstanceName"] = "",
        ["BpeEnabled"] = "0",
        ["BurstingEnabled"] = false,
        ["Category"] = instance[RdsInstances.Category],
        ["ColdDataEnabled"] = false,
        ["ConnectionMode"] = instance[RdsInstances.ConnectionMode],
        ["ConnectionString"] = RdsInstances.AddressOf(instance).Host,
        ["DBInstanceCPU"] = "2",
        ["DBInstanceClass"] = instance[RdsInstances.InstanceClass],
        ["DBInstanceDescription"] = instance[RdsInstances.Description],
        ["DBInstanceId"] = instance.Id,
        ["DBInstanceMemory"] = 4096,
        ["DBInstanceNetType"] = instance[RdsInstances.NetType],
        ["DBInstanceStatus"] = instance.Status,
        ["DBInstanceStorageType"] = instance[RdsInstances.StorageType],
        ["DBInstanceType"] = TypeOf(instance),
        ["DedicatedHostGroupId"] = "",
        ["DeletionProtection"] = instance.Is(RdsInstances.DeletionProtection),
        ["Engine"] = instance.Engine,
        ["EngineVersion"] = instance.EngineVersion,
        ["ExpireTime"] = "",
        ["GeneralGroupName"] = "",
        ["GreenInstanceName"] = "",
        ["GuardDBInstanceId"] = "",
        ["InstanceNetworkType"] = instance[RdsInstances.NetworkType],
        ["IoAccelerationEnabled"] = "0",
        ["IsAnalyticReadOnlyIns"] = false,
        ["LockMode"] = instance.LockMode,
        ["LockReason"] = "",
        ["MasterInstanceId"] = "",
        ["PayType"] = instance[RdsInstances.PayType],
        ["ReadOnlyDBInstanceIds"] = new Reply
        {
            ["ReadOnlyDBInstanceId"] = Array.Empty<object>(),
        },
        ["RegionId"] = instance.Region,
        ["ResourceGroupId"] = instance[RdsInstances.ResourceGroupId],
        ["TempDBInstanceId"] = "",
        ["Tips"] = "",
        ["TipsLevel"] = 0,
        ["VSwitchId"] = instance[RdsInstances.VSwitchId],
        ["VpcCloudInstanceId"] = instance.Id,
        ["VpcId"] = instance[RdsInstances.VpcId],
        ["ZoneId"] = instance[RdsInstances.Zone],
    };

    /// <summary>The role as the answers spell it.</summary>
    public static string TypeOf(Instance instance) => instance[RdsInstances.Kind] == "ReadOnly" ? "Readonly" : instance[RdsInstances.Kind];
}
