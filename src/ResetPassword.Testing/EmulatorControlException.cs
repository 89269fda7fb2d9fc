namespace ResetPassword.Testing;

/// <summary>A control was refused: there is no such instance or account, or what was asked for is not valid. Nothing has changed.</summary>
/// <example><code>
/// var refused = await Assert.ThrowsAsync&lt;EmulatorControlException&gt;(() => tenant.Instances.GetAsync("rm-none"));
/// Assert.Equal(404, refused.Status);
/// </code></example>
public sealed class EmulatorControlException : Exception
{
    internal EmulatorControlException(int status, string message)
        : base(message) => Status = status;

    /// <summary>The HTTP status: 400 for what is not valid, 404 for what is not there.</summary>
    public int Status { get; }
}
