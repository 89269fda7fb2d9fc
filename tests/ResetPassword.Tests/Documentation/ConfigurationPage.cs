using ResetPassword.Hosting;

namespace ResetPassword.Tests.Documentation;

/// <summary>What the documentation says of settings.</summary>
internal static class ConfigurationPage
{
    public static string Table() => "| setting | default | meaning |\n|---|---|---|\n" + string.Concat(
        EmulatorOptions.Settings.Select(setting => $"| `{setting.Name}` | {(setting.Default == "" ? "" : $"`{setting.Default}`")} | {setting.Meaning} |\n"));

    /// <summary>The README's list of all.</summary>
    public static string Names() => string.Join(", ", EmulatorOptions.Settings.Select(setting => $"`{setting.Name}`")) + ".\n";
}
