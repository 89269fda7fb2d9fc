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
    /// the environment. Nothing but fatal errors is logged unless <c>LogLevel</c> says so, or <see cref="Log"/> is given.
    /// </summary>
    public IDictionary<string, string> Configuration { get; } = new Dictionary<string, string>();

    /// <summary>
    /// What is called with each line of the log, without its end, in the place of standard output: a line for each call, at the level <c>Information</c>
    /// unless <c>LogLevel</c> says otherwise. It is called by the threads that serve, at any time and by several at once; what it throws is dropped.
    /// </summary>
    /// <example><code>Log = output.WriteLine     // of xunit's ITestOutputHelper, NUnit's TestContext.Progress, MSTest's TestContext</code></example>
    public Action<string>? Log { get; init; }

    /// <summary>
    /// Whether HTTPS is served too, on a port of its own, with a certificate that is made at the start: <see cref="AlibabaCloudEmulator.Certificate"/>.
    /// </summary>
    public bool Tls { get; init; }

    /// <summary>
    /// Whether it listens on all interfaces of the machine, for a container under test, instead of on loopback alone. Every machine that reaches this one can
    /// then make calls. The controls ask for a token (<c>AdminToken</c>): the one of <see cref="Configuration"/>, else one that only this process knows. The
    /// certificate is also for <c>host.docker.internal</c> and <c>host.testcontainers.internal</c>.
    /// </summary>
    public bool ListenOnAllInterfaces { get; init; }

    /// <summary>
    /// Any text: request ids, the ids of new instances, tenants and faults are then the same in every run in which the same things come in the same order, so
    /// that they can stand in a snapshot. Salts and the secrets of temporary keys are random all the same. Null for ids that are random.
    /// </summary>
    public string? IdSeed { get; init; }
}
