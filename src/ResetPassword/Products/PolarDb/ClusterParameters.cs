using ResetPassword.Model;

namespace ResetPassword.Products.PolarDb;

/// <summary>A parameter of a cluster's engine.</summary>
/// <param name="Values">What it can be, as the vendor writes it.</param>
internal sealed record EngineParameter(string Name, string DataType, string Values, string Default, string Value, bool NeedsRestart, string Description);

/// <summary>
/// The parameters of a cluster's engine that a create can set, and its character set. An engine has hundreds; of the others, an emulator knows no value. Pure.
/// </summary>
internal static class ClusterParameters
{
    public static IReadOnlyList<EngineParameter> Of(Instance cluster) => cluster.Engine == PolarDbInstances.MySql
        ? [.. OfMySql(cluster), .. cluster.EngineVersion == "8.0" ? OfXEngine(cluster) : []]
        : [];

    private static IEnumerable<EngineParameter> OfMySql(Instance cluster)
    {
        // MySQL 5.6 has a word of its own for a binary log.
        var (logs, log) = cluster.EngineVersion == "5.6" ? ("[OFF|ON_WITH_GTID]", "ON_WITH_GTID") : ("[ON|OFF]", "ON");
        yield return new("character_set_server", "STRING", "[utf8|latin1|gbk|utf8mb4]", "utf8", "utf8", true, "The server's default character set.");
        yield return new("default_time_zone", "STRING", "[SYSTEM|-12:00|...|+13:00]", "SYSTEM", cluster[PolarDbInstances.TimeZone], true,
            "The server's time zone.");
        yield return new("loose_polar_log_bin", "STRING", logs, "OFF", cluster[PolarDbInstances.BinaryLog] == "ON" ? log : "OFF", true,
            "Whether there is a binary log.");
        yield return new("lower_case_table_names", "INT", "[0|1]", "1", cluster[PolarDbInstances.LowerCaseTableNames], true,
            "Whether the case of table names is not told.");
    }

    private static IEnumerable<EngineParameter> OfXEngine(Instance cluster)
    {
        yield return new("loose_xengine", "INT", "[0|1]", "0", cluster[PolarDbInstances.XEngine] == "ON" ? "1" : "0", true, "Whether there is an X-Engine.");
        yield return new("loose_xengine_use_memory_pct", "INT", "[10-90]", "0", cluster[PolarDbInstances.XEngineMemory], true,
            "The memory of the X-Engine, in percent.");
    }
}
