namespace ResetPassword.Tests;

/// <summary>
/// The kind of store that the emulators of the tests keep everything in: <c>RESETPASSWORD_STORE</c> is <c>memory</c> (or nothing) or <c>sqlite</c>. Each gets
/// one of its own, which goes with it.
/// </summary>
internal sealed class StoreUnderTest : IDisposable
{
    private DirectoryInfo? _folder;

    private StoreUnderTest(DirectoryInfo? folder, params (string Name, string Value)[] settings) => (_folder, Settings) = (folder, settings);

    /// <summary>What says where the store is, of the section <c>ResetPassword</c>.</summary>
    public IReadOnlyList<(string Name, string Value)> Settings { get; }

    private static string Kind => Environment.GetEnvironmentVariable("RESETPASSWORD_STORE") ?? "memory";

    public static StoreUnderTest New()
    {
        if (Kind is "" or "memory")
            return new(null);
        if (Kind != "sqlite")
            throw new InvalidOperationException($"RESETPASSWORD_STORE is {Kind}, which is no kind of store.");
        var folder = Directory.CreateTempSubdirectory("reset-password-store-");
        return new(folder, ("Store", $"sqlite:{Path.Combine(folder.FullName, "emulator.db")}"));
    }

    public void Dispose()
    {
        _folder?.Delete(recursive: true);
        _folder = null;
    }
}
