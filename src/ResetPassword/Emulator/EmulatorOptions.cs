namespace ResetPassword.Emulator;

/// <summary>The service's configuration, section <c>ResetPassword</c>.</summary>
internal sealed class EmulatorOptions
{
    public const string Section = "ResetPassword";

    /// <summary>A seed file to start with, instead of the default instances.</summary>
    public string? Seed { get; set; }

    /// <summary>The product that a call goes to when its Version and Action fit several.</summary>
    public string DefaultProduct { get; set; } = "Rds";

    /// <summary>How many tenants (Alibaba Cloud accounts) can exist at once.</summary>
    public int MaxTenants { get; set; } = 10_000;

    /// <summary>How many signature nonces are remembered; when as many are live, calls get <c>Throttling</c>.</summary>
    public int MaxNonces { get; set; } = 5_000_000;

    /// <summary><c>Text</c> or <c>Json</c>.</summary>
    public string LogFormat { get; set; } = "Text";

    /// <summary><c>Verbose</c>, <c>Debug</c>, <c>Information</c>, <c>Warning</c>, <c>Error</c> or <c>Fatal</c>.</summary>
    public string LogLevel { get; set; } = "Information";
}
