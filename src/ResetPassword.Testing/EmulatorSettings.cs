namespace ResetPassword.Testing;

/// <summary>What an emulator is started with.</summary>
/// <example><code>
/// await using var cloud = await AlibabaCloudEmulator.StartAsync(new()
/// {
///     Configuration = { ["Durations:Rds:CreateAccount"] = "30", ["StrictParameters"] = "true" },
/// });
/// </code></example>
public sealed class EmulatorSettings
{
    /// <summary>The path of a seed file with AccessKeys and instances, as <c>docs/seed.md</c> describes it; null for the default ones.</summary>
    public string? Seed { get; init; }

    /// <summary>
    /// Settings of the section <c>ResetPassword</c>, by the names of <c>docs/configuration.md</c> without the section's. Nothing is read from files or from
    /// the environment. Nothing but fatal errors is logged unless <c>LogLevel</c> says so.
    /// </summary>
    public IDictionary<string, string> Configuration { get; } = new Dictionary<string, string>();
}
