using ResetPassword.Testing;
using ResetPassword.Testing.Tests.Sample;

[assembly: AssemblyFixture(typeof(EmulatorFixture))]

namespace ResetPassword.Testing.Tests.Sample;

/// <summary>One emulator for the whole test run: a test takes the fixture in its constructor, and makes a tenant of its own.</summary>
public sealed class EmulatorFixture : IAsyncLifetime
{
    public AlibabaCloudEmulator Cloud { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Cloud = await AlibabaCloudEmulator.StartAsync();

    public ValueTask DisposeAsync() => Cloud.DisposeAsync();
}
