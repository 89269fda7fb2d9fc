using ResetPassword.Tests.Store.Postgres;

namespace ResetPassword.Tests;

/// <summary>
/// The store that the emulators of the tests keep everything in, by <c>RESETPASSWORD_STORE</c>: <c>memory</c> (or nothing), <c>sqlite</c>, <c>postgres</c>, or
/// <c>postgres3</c>: three emulators on one database. Each test has one of its own, which goes with it.
/// </summary>
internal sealed class StoreUnderTest : IDisposable
{
    private Action? _release;

    private StoreUnderTest(int emulators, Action? release, params (string Name, string Value)[] settings) =>
        (Emulators, _release, Settings) = (emulators, release, settings);

    /// <summary>What says where the store is, of the section <c>ResetPassword</c>.</summary>
    public IReadOnlyList<(string Name, string Value)> Settings { get; }

    /// <summary>How many emulators share it.</summary>
    public int Emulators { get; }

    /// <summary>Whether several emulators share one.</summary>
    public static bool IsShared => Kind == "postgres3";

    /// <summary>Skips a test of what each process has by itself: a limit, or what it remembers for a diagnosis.</summary>
    public static void RequireAlone() => Assert.SkipWhen(IsShared, "Each of several emulators has this for itself.");

    private static string Kind => Environment.GetEnvironmentVariable("RESETPASSWORD_STORE") ?? "memory";

    public static StoreUnderTest New() => Kind switch
    {
        "" or "memory" => new(1, null),
        "sqlite" => OfSqlite(Directory.CreateTempSubdirectory("reset-password-store-")),
        "postgres" => OfPostgres(1),
        "postgres3" => OfPostgres(3),
        _ => throw new InvalidOperationException($"RESETPASSWORD_STORE is {Kind}, which is no kind of store."),
    };

    public void Dispose()
    {
        _release?.Invoke();
        _release = null;
    }

    private static StoreUnderTest OfSqlite(DirectoryInfo folder) =>
        new(1, () => folder.Delete(recursive: true), ("Store", $"sqlite:{Path.Combine(folder.FullName, "emulator.db")}"));

    // Tests start their emulators without waiting for anything.
    private static StoreUnderTest OfPostgres(int emulators)
    {
        var database = PostgresServer.Current.TakeDatabaseAsync().GetAwaiter().GetResult();
        return new(emulators, () => PostgresServer.Current.GiveBack(database), ("Store", $"postgres:{database}"));
    }
}
