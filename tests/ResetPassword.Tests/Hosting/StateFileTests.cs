using System.Runtime.Versioning;
using System.Text;
using ResetPassword.Hosting;

namespace ResetPassword.Tests.Hosting;

/// <summary>How a state file is replaced, and what of the files around it is touched: nothing.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class StateFileTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // As long as a name can be: there is no room for another one beside it.
    private static readonly string LongestName = new('s', 255);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reset-password-test-");

    private string[] Names => [.. _folder.GetFileSystemInfos().Select(file => file.Name).Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("state.json")]
    [InlineData("")]
    public async Task The_content_is_replaced_as_a_whole_however_long_it_was(string name)
    {
        using var file = StateFile.Open(In(name));

        await WriteAsync(file, "a long content");
        await WriteAsync(file, "short");

        Assert.Equal("short", Read(In(name)));
        Assert.Single(Names);
    }

    [Fact]
    public async Task A_file_that_can_be_replaced_is_another_one_afterwards()
    {
        await File.WriteAllTextAsync(In("state.json"), "before", TestContext.Current.CancellationToken);
        using var file = StateFile.Open(In("state.json"));
        using var reader = OpenShared(In("state.json"));

        await WriteAsync(file, "after");

        Assert.False(file.IsInPlace);
        Assert.Equal(("before", "after"), (Read(reader), Read(In("state.json"))));
    }

    [Fact]
    public async Task A_file_that_cannot_be_replaced_is_overwritten()
    {
        await File.WriteAllTextAsync(In(LongestName), "before", TestContext.Current.CancellationToken);
        using var file = StateFile.Open(In(LongestName));
        using var reader = OpenShared(In(LongestName));

        await WriteAsync(file, "after");

        Assert.True(file.IsInPlace);
        Assert.Equal("after", Read(reader));
    }

    [Theory]
    [InlineData("state.json")]
    [InlineData("")]
    public async Task A_write_that_fails_leaves_the_file_as_it_was_and_nothing_beside_it(string name)
    {
        using var file = StateFile.Open(In(name));
        await WriteAsync(file, "before");

        await Assert.ThrowsAsync<IOException>(() => file.WriteAsync(
            async (stream, cancellation) =>
            {
                await stream.WriteAsync("half"u8.ToArray(), cancellation);
                throw new IOException("No space left on device");
            },
            mayOverwrite: true,
            TestContext.Current.CancellationToken));

        Assert.Equal("before", Read(In(name)));
        Assert.Single(Names);
    }

    [Fact]
    public async Task A_file_that_could_be_replaced_is_overwritten_only_when_else_all_were_lost()
    {
        Directory.CreateDirectory(In("folder"));
        using var file = StateFile.Open(In("folder/state.json"));
        await WriteAsync(file, "before");
        Directory.Move(In("folder"), In("elsewhere"));

        await Assert.ThrowsAsync<DirectoryNotFoundException>(() => WriteAsync(file, "meanwhile", mayOverwrite: false));
        Directory.Move(In("elsewhere"), In("folder"));
        await WriteAsync(file, "after", mayOverwrite: false);

        Assert.Equal(("after", false), (Read(In("folder/state.json")), file.IsInPlace));
    }

    [Fact]
    public async Task What_the_user_has_beside_the_file_is_neither_written_nor_removed()
    {
        await File.WriteAllTextAsync(In("other"), "another's", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(In("state.json.new"), In("other"));
        await File.WriteAllTextAsync(In("state.json.tmp"), "mine", TestContext.Current.CancellationToken);
        using var file = StateFile.Open(In("state.json"));

        await WriteAsync(file, "state");

        Assert.Equal(["other", "state.json", "state.json.new", "state.json.tmp"], Names);
        Assert.Equal(("another's", "mine"), (Read(In("state.json.new")), Read(In("state.json.tmp"))));
    }

    [Theory]
    [InlineData("there")]
    [InlineData("not-there-yet")]
    public async Task Where_the_path_is_a_link_its_target_is_written(string target)
    {
        await File.WriteAllTextAsync(In("there"), "before", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(In("link"), target);
        File.CreateSymbolicLink(In("state.json"), "link");
        using var file = StateFile.Open(In("state.json"));

        await WriteAsync(file, "after");

        Assert.Equal(("link", target), (new FileInfo(In("state.json")).LinkTarget, new FileInfo(In("link")).LinkTarget));
        Assert.Equal("after", Read(In(target)));
    }

    [Theory]
    [InlineData("state.json", OwnerOnly | UnixFileMode.GroupRead)]
    [InlineData("state.json", OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite)]
    [InlineData("state.json", UnixFileMode.UserRead)]
    [InlineData("", OwnerOnly | UnixFileMode.GroupRead)]
    public async Task The_files_mode_stays(string name, UnixFileMode mode)
    {
        await File.WriteAllTextAsync(In(name), "", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(In(name), mode);
        using var file = StateFile.Open(In(name));

        await WriteAsync(file, "state");

        Assert.Equal(mode, File.GetUnixFileMode(In(name)));
    }

    [Fact]
    public async Task A_new_file_is_its_owners_alone()
    {
        using var file = StateFile.Open(In("state.json"));
        var before = File.GetUnixFileMode(In("state.json"));

        await WriteAsync(file, "state");

        Assert.Equal((OwnerOnly, OwnerOnly), (before, File.GetUnixFileMode(In("state.json"))));
    }

    [Fact]
    public async Task A_file_to_overwrite_that_was_removed_is_not_taken_for_written()
    {
        using var file = StateFile.Open(In(LongestName));
        await WriteAsync(file, "before");
        File.Delete(In(LongestName));

        var refused = await Assert.ThrowsAsync<IOException>(() => WriteAsync(file, "after"));

        Assert.Equal("The file that was opened at the start is not there any more.", refused.Message);
        Assert.Empty(Names);
    }

    [Fact]
    public async Task A_file_to_overwrite_in_whose_place_is_another_is_not_taken_for_written()
    {
        using var file = StateFile.Open(In(LongestName));
        await WriteAsync(file, "before");
        File.Delete(In(LongestName));
        await File.WriteAllTextAsync(In(LongestName), "another's", TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(In(LongestName), SomeTime.Noon.UtcDateTime);

        var refused = await Assert.ThrowsAsync<IOException>(() => WriteAsync(file, "after"));

        Assert.Equal("Another file was put in its place, and is left as it is.", refused.Message);
        Assert.Equal("another's", Read(In(LongestName)));
    }

    [Theory]
    [InlineData("/dev/null")]
    [InlineData("/dev/full")]
    [InlineData("/tmp")]
    public void What_is_no_file_is_refused(string path) => Assert.Throws<IOException>(() => StateFile.Open(path));

    private static async Task WriteAsync(StateFile file, string text, bool mayOverwrite = true)
    {
        await file.WriteAsync(
            async (stream, cancellation) =>
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);
                return text.Length;
            },
            mayOverwrite,
            TestContext.Current.CancellationToken);
    }

    private static FileStream OpenShared(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    private static string Read(string path)
    {
        using var stream = OpenShared(path);
        return Read(stream);
    }

    private static string Read(FileStream stream)
    {
        using var reader = new StreamReader(stream, leaveOpen: true);
        return reader.ReadToEnd();
    }

    private string In(string name) => Path.Combine(_folder.FullName, name == "" ? LongestName : name);
}
