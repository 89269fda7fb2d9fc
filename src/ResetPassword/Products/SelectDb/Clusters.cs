using System.Globalization;
using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.SelectDb;

/// <summary>
/// The clusters of an instance: the first, which is there as long as the instance and whose properties are the instance's own, and those that calls add.
/// </summary>
internal static class Clusters
{
    /// <summary>How many an instance can have, the first one counted too: the emulator's own measure.</summary>
    public const int MaxCount = 50;

    public const int MaxNameLength = 256;

    private const string Stopped = "STOPPED";

    private const int CpuCoresOfXlarge = 4;
    private const int GigabytesOfCpuCore = 8;

    private const string ClassPrefix = "selectdb.";
    private const string ClassSuffix = "xlarge";

    private static PartKind Kind => SelectDbInstances.Clusters;

    /// <summary>All clusters, the first one first.</summary>
    public static IEnumerable<Part> Of(Instance instance) => instance.PartsOf(Kind).Prepend(FirstOf(instance));

    public static Part? Find(Instance instance, string id) => id == FirstIdOf(instance) ? FirstOf(instance) : instance.FindPart(Kind, id);

    public static bool IsFirst(Instance instance, Part cluster) => cluster.Name == FirstIdOf(instance);

    public static string FirstIdOf(Instance instance) => $"{instance.Id}-be";

    /// <summary>The front end has a configuration and an address, and is no cluster.</summary>
    public static string FrontEndIdOf(Instance instance) => $"{instance.Id}-fe";

    /// <summary>What is wrong with a cluster besides the first one, or null.</summary>
    public static string? FindFault(Instance instance, Part cluster)
    {
        if (IsFirst(instance, cluster))
            return "The first cluster is the instance itself.";
        return cluster.Name == FrontEndIdOf(instance) ? "This is the id of the front end." : null;
    }

    public static bool IsRunning(Part cluster) => cluster[SelectDbInstances.ClusterRunning] == "true";

    /// <summary>The instance with a changed cluster.</summary>
    public static Instance WithCluster(this Instance instance, Part cluster) => IsFirst(instance, cluster)
        ? Kind.Properties.Aggregate(instance, (next, property) => next.With(property, cluster[property]))
        : instance.With(cluster);

    /// <summary>The instance while a change goes on that this call began: of one cluster, or of the whole instance where none is named.</summary>
    /// <param name="meanwhile">The status for as long as that takes.</param>
    public static Instance Busy(this Instance instance, string meanwhile, CallContext context, string clusterId = "")
    {
        var (status, pending) = context.StatusOver(meanwhile, SelectDbInstances.Model.Running);
        return (instance with { Status = status, Pending = pending }).With(SelectDbInstances.ChangingCluster, pending is null ? "" : clusterId);
    }

    /// <summary>What is going on with the instance, where that is about this cluster; else whether it runs.</summary>
    public static string StatusOf(Instance instance, Part cluster)
    {
        var changing = instance[SelectDbInstances.ChangingCluster];
        if (instance.Status != SelectDbInstances.Model.Running && (changing == "" || changing == cluster.Name))
            return instance.Status;
        return IsRunning(cluster) ? SelectDbInstances.Model.Running : Stopped;
    }

    /// <summary>4 of <c>selectdb.xlarge</c>, 8 of <c>selectdb.2xlarge</c>, and so on.</summary>
    public static int CpuCoresOf(Part cluster) => CpuCoresOfXlarge * SizeOf(cluster[SelectDbInstances.InstanceClass]);

    public static int MemoryOf(Part cluster) => GigabytesOfCpuCore * CpuCoresOf(cluster);

    public static int CacheSizeOf(Part cluster) => int.Parse(cluster[SelectDbInstances.CacheSize], CultureInfo.InvariantCulture);

    public static string CreatedTimeOf(Instance instance, Part cluster) =>
        cluster[SelectDbInstances.ClusterCreated] is { Length: > 0 } created ? created : VendorTime.Write(instance.CreatedAt);

    // As if it were a part: the instance's own properties have the same names.
    private static Part FirstOf(Instance instance) =>
        Kind.Properties.Aggregate(new Part(Kind, FirstIdOf(instance)), (part, property) => part.With(property, instance[property]));

    private static int SizeOf(string instanceClass)
    {
        if (!instanceClass.StartsWith(ClassPrefix, StringComparison.Ordinal) || !instanceClass.EndsWith(ClassSuffix, StringComparison.Ordinal))
            return 1;
        var size = instanceClass[ClassPrefix.Length..^ClassSuffix.Length];
        return byte.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : 1;
    }
}
