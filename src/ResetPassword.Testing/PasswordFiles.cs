using System.Collections.Concurrent;

namespace ResetPassword.Testing;

/// <summary>Files for the passwords of databases that instances stand for, which only this user can read; gone with the emulator.</summary>
internal sealed class PasswordFiles(string directory, bool isOwn) : IDisposable
{
    private readonly ConcurrentBag<string> _files = [];

    /// <summary>A file with a password, for a control to name.</summary>
    public string Write(string password)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var path = Path.Combine(directory, Guid.NewGuid().ToString("N"));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, options);
        writer.Write(password);
        _files.Add(path);
        return path;
    }

    public void Dispose()
    {
        foreach (var file in _files)
            File.Delete(file);
        if (isOwn && Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
    }
}
