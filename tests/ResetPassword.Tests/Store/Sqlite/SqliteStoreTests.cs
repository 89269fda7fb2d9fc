using System.Text;
using Microsoft.Data.Sqlite;
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
    private int _count;

    public string Path => _folder.FullName;

    /// <summary>A file in it that nobody has opened yet.</summary>
    public string NewFile() => NewFile($"{Interlocked.Increment(ref _count)}.db");

    public string NewFile(string name) => System.IO.Path.Combine(_folder.FullName, name);

    /// <summary>Everything that is in a file, and in those that belong to it.</summary>
    public static string TextOf(string file) =>
        string.Concat(new[] { file, $"{file}-wal" }.Where(File.Exists).Select(name => Encoding.Latin1.GetString(File.ReadAllBytes(name))));

    /// <summary>Runs SQL on a file, as another program does.</summary>
    public static void Run(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

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

    public SqliteStore Open(string file, Seed seed, TimeProvider clock, TenantLimits limits, TimeProvider? writing = null)
    {
        var store = SqliteStore.Load(SqliteFile.Open(file, isFull: false), seed, new(seed), clock, limits, writing: writing);
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
