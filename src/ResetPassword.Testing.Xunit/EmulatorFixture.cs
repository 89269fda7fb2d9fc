using Xunit;

namespace ResetPassword.Testing.Xunit;

/// <summary>One emulator for all tests of an assembly: a tenant for each of them, such as <see cref="TenantTest"/> makes, keeps them apart.</summary>
/// <example><code>
/// [assembly: AssemblyFixture(typeof(EmulatorFixture))]
/// </code>
/// With settings:
/// <code>
/// public sealed class OwnEmulator : EmulatorFixture
/// {
///     protected override EmulatorSettings CreateSettings() => new() { Seed = "seed.json" };
/// }
/// </code></example>
public class EmulatorFixture : IAsyncLifetime
{
    private AlibabaCloudEmulator? _cloud;

    /// <summary>The emulator.</summary>
    /// <exception cref="InvalidOperationException">
    /// It has not been started: xunit does that where this is a fixture of the assembly, a collection or a class.
    /// </exception>
    public AlibabaCloudEmulator Cloud => _cloud
        ?? throw new InvalidOperationException("The emulator has not been started: xunit does that for a fixture of the assembly, a collection or a class.");

    /// <summary>Starts the emulator; xunit calls it.</summary>
    public virtual async ValueTask InitializeAsync() =>
        _cloud = await AlibabaCloudEmulator.StartAsync(CreateSettings(), TestContext.Current.CancellationToken).ConfigureAwait(false);

    /// <summary>Stops the emulator; xunit calls it.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_cloud is not null)
            await _cloud.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>What the emulator is started with: the default settings, unless it is overridden.</summary>
    protected virtual EmulatorSettings CreateSettings() => new();
}
