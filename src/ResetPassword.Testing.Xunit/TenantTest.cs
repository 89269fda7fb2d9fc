using Xunit;

namespace ResetPassword.Testing.Xunit;

/// <summary>
/// Tests that have a tenant each: it is made before a test, and dropped after it. When a test has failed, its output says what it has called, a line a call.
/// </summary>
/// <param name="emulator">The fixture, which xunit gives to the constructor of a test class.</param>
/// <example><code>
/// public sealed class PasswordTests(EmulatorFixture emulator) : TenantTest(emulator)
/// {
///     [Fact]
///     public async Task A_password_is_reset()
///     {
///         await new Rotation(Cloud.CreateClient(Tenant)).RotateAsync("rm-running", "test1", "New_pass1");
///
///         Assert.True((await Tenant.VerifyPasswordAsync("rm-running", "test1", "New_pass1")).Matches);
///     }
/// }
/// </code></example>
public abstract class TenantTest(EmulatorFixture emulator) : IAsyncLifetime
{
    private Tenant? _tenant;

    /// <summary>The emulator.</summary>
    public AlibabaCloudEmulator Cloud => emulator.Cloud;

    /// <summary>The test's own tenant.</summary>
    /// <exception cref="InvalidOperationException">There is none yet: a constructor comes too early.</exception>
    public Tenant Tenant => _tenant ?? throw new InvalidOperationException("The tenant is made when the constructor of the test class is over.");

    /// <summary>Makes the tenant; xunit calls it.</summary>
    public virtual async ValueTask InitializeAsync() => _tenant = await CreateTenantAsync(TestContext.Current.CancellationToken).ConfigureAwait(false);

    /// <summary>Writes down what a test that has failed has called, and drops the tenant; xunit calls it.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_tenant is null)
            return;
        if (TestContext.Current is { TestState.Result: TestResult.Failed, TestOutputHelper: { } output })
            output.WriteLine($"What {_tenant.AccessKeyId} has called:\n{await _tenant.Journal.DescribeAsync().ConfigureAwait(false)}");
        await _tenant.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Makes the tenant: with the seed's instances, unless it is overridden.</summary>
    protected virtual Task<Tenant> CreateTenantAsync(CancellationToken cancellationToken) => Cloud.CreateTenantAsync(cancellationToken);
}
