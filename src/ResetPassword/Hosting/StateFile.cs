using System.Security.Cryptography;

namespace ResetPassword.Hosting;

/// <summary>
/// A file whose content is replaced as a whole, and that one process uses at a time. The new content is written aside, under a name that nobody has, and
/// renamed; where that cannot be, as with a file that is a mount of its own, in place. Where the path is a link, its target is the file.
/// </summary>
internal sealed class StateFile : IDisposable
{
    // There are hashes in it: nobody else may read it, from the beginning.
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // Behind any content: what others read is not locked.
    private const long LockedByte = long.MaxValue - 1;

    // What Linux says where a file system has no locks (ENOLCK, ENOSYS, EOPNOTSUPP).
    private static readonly int[] NoLocks = [37, 38, 95];

    private static readonly byte[] Blanks = [.. Enumerable.Repeat((byte)' ', 64 * 1024)];

    // The lock of macOS is one of whole files.
    private static readonly FileShare Share = OperatingSystem.IsMacOS() ? FileShare.None : FileShare.ReadWrite | FileShare.Delete;

    private readonly string _path;

    // Stays open, as the lock is the open file's.
    private FileStream _file;

    private StateFile(string path, FileStream file) => (_path, _file) = (path, file);

    /// <summary>Whether the file could not be replaced: who kills the process while it writes can break it.</summary>
    public bool IsInPlace { get; private set; }

    /// <summary>Opens the file, made empty where there is none, and locks it.</summary>
    /// <exception cref="IOException">It cannot be had, or another process has it; or <see cref="UnauthorizedAccessException"/>.</exception>
    public static StateFile Open(string path)
    {
        if (Directory.Exists(path))
            throw new IOException("It is a directory.");
        var target = TargetOf(path);
        var file = OpenFile(target);
        try
        {
            if (!file.CanSeek)
                throw new IOException("It is not a regular file.");

            // A device takes no length.
            if (file.CanWrite)
                file.SetLength(file.Length);
            Lock(file);
            return new(target, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Has the content read, from its beginning.</summary>
    public T Read<T>(Func<Stream, T> read)
    {
        _file.Position = 0;
        return read(_file);
    }

    /// <summary>
    /// Replaces the content, whole or not at all. A file that was deleted is made again; one that another has been put in the place of is not touched.
    /// </summary>
    /// <param name="write">Writes the new content and gives its length; the same each time.</param>
    /// <param name="mayOverwrite">
    /// Whether a file that cannot be replaced is written in place, now and from now on: at the start, which finds out, and at the end, when else all would be
    /// lost.
    /// </param>
    public async Task WriteAsync(Func<Stream, CancellationToken, Task<long>> write, bool mayOverwrite, CancellationToken cancellation)
    {
        if (FindOther() is { } other)
            throw other;
        if (!IsInPlace)
        {
            if (await ReplaceAsync(write, cancellation) is not { } refusal)
                return;
            if (!mayOverwrite || FindOther() is not null)
                throw refusal;
        }

        await OverwriteAsync(write);
        IsInPlace = true;
    }

    public void Dispose() => _file.Dispose();

    private static string TargetOf(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            return File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        }
        catch (FileNotFoundException)
        {
            return full;
        }
    }

    private static FileStream OpenFile(string path)
    {
        try
        {
            return New(path, FileMode.OpenOrCreate);
        }
        catch (UnauthorizedAccessException) when (File.Exists(path))
        {
            // It cannot be written, but perhaps replaced.
            return new(path, FileMode.Open, FileAccess.Read, Share);
        }
    }

    private static FileStream New(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = Share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return new(path, options);
    }

    private static void Lock(FileStream file)
    {
        if (OperatingSystem.IsMacOS())
            return;
        try
        {
            file.Lock(LockedByte, 1);
        }
        catch (IOException notLocked) when (NoLocks.Contains(notLocked.HResult))
        {
        }
    }

    // The lock is the open file's, so another process may have the one that is there now.
    private IOException? FindOther() => File.Exists(_path) && !IsStillThere() ? new("Another file was put in its place, and is left as it is.") : null;

    // Two files that were written at the same instant, to as many digits as there are, are not to be expected.
    private bool IsStillThere() => File.GetLastWriteTimeUtc(_path) == File.GetLastWriteTimeUtc(_file.SafeFileHandle);

    // Why no file can be made or renamed beside it; null when it is replaced. What goes wrong while it is written is the caller's.
    private async Task<Exception?> ReplaceAsync(Func<Stream, CancellationToken, Task<long>> write, CancellationToken cancellation)
    {
        FileStream aside;
        try
        {
            aside = NewAside();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return refused;
        }

        var isReplaced = false;
        try
        {
            await write(aside, cancellation);
            aside.Flush(flushToDisk: true);
            Lock(aside);
            var refusal = Rename(aside.Name);
            isReplaced = refusal is null;
            return refusal;
        }
        finally
        {
            (isReplaced ? _file : aside).Dispose();
            if (isReplaced)
                _file = aside;
            else
                File.Delete(aside.Name);
        }
    }

    private FileStream NewAside()
    {
        var aside = New($"{_path}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}", FileMode.CreateNew);
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(_file.SafeFileHandle) is var mode && mode != File.GetUnixFileMode(aside.SafeFileHandle))
            File.SetUnixFileMode(aside.SafeFileHandle, mode);
        return aside;
    }

    private Exception? Rename(string aside)
    {
        try
        {
            // It took time to write.
            if (FindOther() is { } other)
                return other;
            File.Move(aside, _path, overwrite: true);
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return refused;
        }
    }

    private async Task OverwriteAsync(Func<Stream, CancellationToken, Task<long>> write)
    {
        if (!_file.CanWrite)
            throw new UnauthorizedAccessException($"Access to the path '{_path}' is denied.");
        if (!IsStillThere())
            throw new IOException("The file that was opened at the start is not there any more.");

        var length = await write(Stream.Null, CancellationToken.None);
        Reserve(length);
        _file.Position = 0;
        await write(_file, CancellationToken.None);
        _file.SetLength(length);
        _file.Flush(flushToDisk: true);
    }

    // Where there is no room, nothing has been overwritten. Blanks after a document are no fault in it.
    private void Reserve(long length)
    {
        var before = _file.Length;
        try
        {
            _file.Position = before;
            for (var missing = length - before; missing > 0; missing -= Blanks.Length)
                _file.Write(Blanks, 0, (int)Math.Min(missing, Blanks.Length));
            _file.Flush(flushToDisk: true);
        }
        catch
        {
            _file.SetLength(before);
            throw;
        }
    }
}
