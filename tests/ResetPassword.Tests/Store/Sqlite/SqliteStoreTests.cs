using ResetPassword.Hosting;
using ResetPassword.Seeds;
using ResetPassword.Store;
using ResetPassword.Store.Sqlite;
using ResetPassword.Tenancy;

namespace ResetPassword.Tests.Store.Sqlite;

public sealed class SqliteInstancesTests : InstancesTests, IDisposable
{
    private readonly SqliteFolder _folder = new();

    internal override Task<IStore> OpenAsync(Seed seed, TimeProvider clock, TenantLimits limits) => _folder.OpenAsync(seed, clock, limits);

    public void Dispose() => _folder.Dispose();
}

public sealed class SqliteTenantsTests : TenantsTests, IDisposable
{
    private readonly SqliteFolder _folder = new();

    internal override Task<IStore> OpenAsync(Seed seed, TimeProvider clock, TenantLimits limits) => _folder.OpenAsync(seed, clock, limits);

    public void Dispose() => _folder.Dispose();
}

/// <summary>A folder for database files, which goes with all that is in it.</summary>
internal sealed class SqliteFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reset-password-test-");
    private readonly List<SqliteStore> _opened = [];

    /// <summary>A file in it that nobody has opened yet.</summary>
    public string NewFile() => Path.Combine(_folder.FullName, $"{_folder.GetFiles("*.db").Length + 1}.db");

    public Task<IStore> OpenAsync(Seed seed, TimeProvider clock, TenantLimits limits) => Task.FromResult<IStore>(Open(NewFile(), seed, clock, limits));

    /// <summary>A copy of the file of a store that somebody else has open, and that is not written just now.</summary>
    public SqliteStore OpenCopy(string file, Seed seed)
    {
        var copy = NewFile();
        File.Copy(file, copy);
        if (File.Exists($"{file}-wal"))
            File.Copy($"{file}-wal", $"{copy}-wal");
        return Open(copy, seed, TimeProvider.System, new EmulatorOptions().Limits);
    }

    public SqliteStore Open(string file, Seed seed, TimeProvider clock, TenantLimits limits)
    {
        var store = SqliteStore.Load(SqliteFile.Open(file, isFull: false), seed, new(seed), clock, limits);
        _opened.Add(store);
        return store;
    }

    public void Dispose()
    {
        foreach (var store in _opened)
            store.DisposeAsync().AtOnce();
        _folder.Delete(recursive: true);
    }
}
