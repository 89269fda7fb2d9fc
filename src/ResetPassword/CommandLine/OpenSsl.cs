using System.Runtime.InteropServices;

namespace ResetPassword.CommandLine;

/// <summary>The library of Linux by which .NET verifies signatures. Where there is none, .NET would abort the process when it is first needed.</summary>
internal static class OpenSsl
{
    private static readonly string[] Names = ["libssl.so.3", "libssl.so.1.1"];

    public static string? FindFault() =>
        !OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable("CLR_OPENSSL_VERSION_OVERRIDE") is not null || Names.Any(IsThere)
            ? null
            : "OpenSSL is missing: install it (Debian and Ubuntu: libssl3; Alpine: libssl3; Red Hat: openssl-libs).";

    private static bool IsThere(string name) => NativeLibrary.TryLoad(name, out _);
}
