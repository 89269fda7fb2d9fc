using System.Globalization;
using ResetPassword.Model;

namespace ResetPassword.Products.SelectDb;

/// <summary>A parameter of a configuration file, as a new cluster has it.</summary>
/// <param name="Range">Its smallest and its largest value.</param>
/// <param name="IsDynamic">Whether it takes effect without a restart.</param>
internal sealed record ConfigParameter(string File, string Name, string Default, string Range, bool IsDynamic, string Comment);

/// <summary>
/// The configuration of an instance's clusters: of each compute cluster <c>be.conf</c>, of the front end <c>fe.conf</c>. What is kept is what calls changed,
/// in the order that they did.
/// </summary>
internal static class ClusterConfigs
{
    public const string OfBackEnd = "be.conf";
    public const string OfFrontEnd = "fe.conf";

    // The emulator's own measure. Of more, those that later ones came after are forgotten.
    private const int MaxChanges = 500;

    private const int Digits = 9;
    private const long MaxNumber = 999_999_999;

    private static readonly ModelProperty Cluster = ModelProperty.Text("cluster", "", "The cluster's id.");
    private static readonly ModelProperty File = new("file", OfBackEnd, [OfBackEnd, OfFrontEnd], "The configuration file.");

    public static readonly ModelProperty Name = ModelProperty.Text("name", "", "The parameter.");
    public static readonly ModelProperty OldValue = ModelProperty.Text("oldValue", "", "The value before.");
    public static readonly ModelProperty NewValue = ModelProperty.Text("newValue", "", "The value since.");
    public static readonly ModelProperty ChangedAt = ModelProperty.Text("changedAt", "", "When that was.");

    public static readonly PartKind Changes =
        new("configChanges", "Changes of the clusters' configuration, by number.", [Cluster, File, Name, OldValue, NewValue, ChangedAt])
        {
            FindFault = (_, change) => IsNumber(change.Name) ? null : "Expected a number of at most nine digits.",
        };

    // Some of those that Apache Doris documents, which SelectDB is: which of them the service shows is not documented.
    private static readonly ConfigParameter[] Known =
    [
        new(OfBackEnd, "cumulative_compaction_rounds_for_each_base_compaction_round", "9", "[0-20000]", true,
            "Rounds of cumulative compaction for one of base compaction."),
        new(OfBackEnd, "doris_scanner_thread_pool_thread_num", "48", "[0-20000]", false, "How many threads scan the disks."),
        new(OfBackEnd, "es_http_timeout_ms", "5000", "[0-2147483647]", true, "How long a connection to Elasticsearch may take, in milliseconds."),
        new(OfBackEnd, "sys_log_roll_num", "10", "[0-2147483647]", false, "How many log files are kept."),
        new(OfFrontEnd, "dynamic_partition_check_interval_seconds", "600", "[0-2147483647]", true, "How often dynamic partitions are looked at, in seconds."),
        new(OfFrontEnd, "expr_children_limit", "10000", "[0-2147483647]", true, "How many children an expression may have."),
        new(OfFrontEnd, "qe_slow_log_ms", "5000", "[0-2147483647]", true, "From when on a query is slow, in milliseconds."),
    ];

    /// <summary>The file that a cluster has; null where there is no such cluster.</summary>
    public static string? FileOf(Instance instance, string clusterId)
    {
        if (clusterId == Clusters.FrontEndIdOf(instance))
            return OfFrontEnd;
        return Clusters.Find(instance, clusterId) is null ? null : OfBackEnd;
    }

    /// <summary>What was changed of a cluster, the oldest first.</summary>
    public static IEnumerable<Part> ChangesOf(Instance instance, string clusterId) =>
        Ordered(instance).Where(change => change[Cluster] == clusterId);

    public static long NumberOf(Part change) => long.Parse(change.Name, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>The parameters of a cluster with their values: those that are known here, and others that were changed.</summary>
    public static IEnumerable<(ConfigParameter Parameter, string Value)> Of(Instance instance, string clusterId, string file)
    {
        var values = ChangesOf(instance, clusterId).GroupBy(change => change[Name]).ToDictionary(changes => changes.Key, changes => changes.Last()[NewValue]);
        var known = Known.Where(parameter => parameter.File == file).ToArray();
        var others = values.Keys.Except(known.Select(parameter => parameter.Name)).Order(StringComparer.Ordinal);
        return known.Concat(others.Select(name => new ConfigParameter(file, name, "", "", true, "")))
            .Select(parameter => (parameter, values.GetValueOrDefault(parameter.Name, parameter.Default)));
    }

    /// <summary>The instance with other values of a cluster's parameters; null where these are too many.</summary>
    public static Instance? Change(Instance instance, string clusterId, string file, IReadOnlyList<(string Name, string Value)> values, DateTimeOffset now)
    {
        var had = Of(instance, clusterId, file).ToDictionary(known => known.Parameter.Name, known => known.Value);
        var numbered = Ordered(instance).LastOrDefault() is { } last && NumberOf(last) + values.Count > MaxNumber ? Renumbered(instance) : instance;
        var number = numbered.PartsOf(Changes).Select(NumberOf).DefaultIfEmpty().Max();
        var next = values.Where(given => had.GetValueOrDefault(given.Name) != given.Value).Aggregate(
            numbered,
            (changed, given) => changed.With(new Part(Changes, NameOf(++number))
                .With(Cluster, clusterId).With(File, file).With(Name, given.Name)
                .With(OldValue, had.GetValueOrDefault(given.Name, "")).With(NewValue, given.Value).With(ChangedAt, VendorTime.Write(now))));
        return Shortened(next);
    }

    /// <summary>The instance without what was changed of a cluster.</summary>
    public static Instance Without(Instance instance, string clusterId) =>
        ChangesOf(instance, clusterId).Aggregate(instance, (next, change) => next.Without(change));

    private static IEnumerable<Part> Ordered(Instance instance) => instance.PartsOf(Changes).OrderBy(NumberOf);

    // There are few, but a document may give one any number.
    private static Instance Renumbered(Instance instance)
    {
        Part[] all = [.. Ordered(instance)];
        var without = all.Aggregate(instance, (next, change) => next.Without(change));
        return all.Index().Aggregate(without, (next, change) => next.With(new Part(Changes, NameOf(change.Index + 1)) { Properties = change.Item.Properties }));
    }

    private static string NameOf(long number) => number.ToString($"D{Digits}", CultureInfo.InvariantCulture);

    private static bool IsNumber(string name) => name.Length is > 0 and <= Digits && name.All(char.IsAsciiDigit);

    private static Instance? Shortened(Instance instance)
    {
        var all = Ordered(instance).ToArray();
        if (all.Length <= MaxChanges)
            return instance;
        var old = all.GroupBy(change => (change[Cluster], change[Name])).SelectMany(changes => changes.SkipLast(1)).OrderBy(NumberOf);
        var shorter = old.Take(all.Length - MaxChanges).Aggregate(instance, (next, change) => next.Without(change));
        return shorter.PartsOf(Changes).Count() > MaxChanges ? null : shorter;
    }
}
