using ResetPassword.Databases;
using ResetPassword.Documents;
using ResetPassword.Model;
using ResetPassword.Seeds;

namespace ResetPassword.Tests.Databases;

/// <summary>Names and passwords with every character, past the rules of the products: what is in them is never a part of a statement.</summary>
public sealed class InjectionTests(RealServers servers) : IClassFixture<RealServers>
{
    private const string Password = "'; drop role x; -- \" \\ ` % $1 @name {0} /* */";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static TheoryData<string, string> Names
    {
        get
        {
            string[] names =
            [
                "a'b", "a\"b", "a`b", "a\\", "a\\'b", "a;drop table x", "a--", "a/*b", "a%b", "a_b", "a$1", "a@name", "a{0}", "a b", "äöü", "a\nb", "A",
                "select", "a'@'localhost",
            ];
            return new(names.SelectMany(name => new[] { (name, "PostgreSQL"), (name, "MariaDB") }));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_name_and_a_password_are_taken_as_they_are(string name, string kind)
    {
        var server = await servers.GetAsync(kind);
        var binding = BindingOf(server, kind);
        var before = await AccountsAsync(binding);

        await using (var session = await OpenAsync(binding))
        {
            await session.CreateAccountAsync(name, new(Password), isPrivileged: false, mayExist: false);
            await session.CreateDatabaseAsync(new() { Name = name, CharacterSet = "utf8", Status = "" }, null, mayExist: false);
            await session.SetPrivilegeAsync(name, name, "ReadWrite");
            await session.SetLockedAsync(name, isLocked: true);
            await session.SetLockedAsync(name, isLocked: false);
            await session.SetPasswordAsync(name, new(Password + "2"));
        }

        var (made, databases) = (await AccountsAsync(binding), await DatabasesAsync(binding));
        var (old, next) = (await CanLogInAsync(binding, name, Password), await CanLogInAsync(binding, name, Password + "2"));
        await using (var session = await OpenAsync(binding))
        {
            await session.SetPrivilegeAsync(name, name, null);
            await session.DropDatabaseAsync(name);
            await session.DropAccountAsync(name);
        }

        Assert.Equal((true, 1, false, true), (databases.Contains(name), made.Except(before).Count(account => account == name), old, next));
        Assert.Equal(before, await AccountsAsync(binding));
        Assert.DoesNotContain(name, await DatabasesAsync(binding));
    }

    [Theory]
    [InlineData("PostgreSQL", 70)]
    [InlineData("MariaDB", 40)]
    public async Task A_session_in_which_something_was_refused_does_what_is_asked_of_it_next(string kind, int tooLong)
    {
        var server = await servers.GetAsync(kind);
        var binding = BindingOf(server, kind);
        await using (var session = await OpenAsync(binding))
        {
            await session.CreateAccountAsync("next1", new("First_pass1"), isPrivileged: false, mayExist: false);
            await Assert.ThrowsAsync<ServerException>(
                () => session.CreateAccountAsync(new('a', tooLong), new("First_pass1"), isPrivileged: false, mayExist: false));
            await Assert.ThrowsAsync<ServerException>(
                () => session.CreateAccountAsync("next1", new("First_pass1"), isPrivileged: false, mayExist: false));
            await session.SetPasswordAsync("next1", new("Second_pass1"));
        }

        Assert.True(await CanLogInAsync(binding, "next1", "Second_pass1"));
    }

    [Theory]
    [InlineData("PostgreSQL")]
    [InlineData("MariaDB")]
    public async Task A_password_that_cannot_be_sent_opens_nothing(string kind)
    {
        var binding = BindingOf(await servers.GetAsync(kind), kind);

        Assert.False(await CanLogInAsync(binding, "nobody1", "a\0b"));
    }

    private static DatabaseBinding BindingOf(RealServer server, string kind)
    {
        var faults = new DocumentFaults();
        var isPostgres = kind == "PostgreSQL";
        var document = LocatedJson.TryRead(
            System.Text.Encoding.UTF8.GetBytes(server.InstanceDocument("Rds", "rm-1", isPostgres ? "PostgreSQL" : "MySQL", """ "accounts":[], """)), faults)!;
        var reader = new InstanceReader(ResetPassword.Products.Catalogue.Databases, IdSource.System, SomeTime.Noon, faults, BindingRights.Free);
        return reader.ReadInstance(document, "$", "cn-hangzhou").Binding!;
    }

    private static Task<ServerSession> OpenAsync(DatabaseBinding binding) =>
        ServerType.Of(binding).OpenAsync(binding, BindingPassword.Read(binding), Patience);

    private static Task<bool> CanLogInAsync(DatabaseBinding binding, string name, string password) =>
        ServerType.Of(binding).CanLogInAsync(binding, name, new(password), Patience);

    private static async Task<string[]> AccountsAsync(DatabaseBinding binding)
    {
        await using var session = await OpenAsync(binding);
        return [.. (await session.ListAccountsAsync()).Select(account => account.Name)];
    }

    private static async Task<IReadOnlyList<string>> DatabasesAsync(DatabaseBinding binding)
    {
        await using var session = await OpenAsync(binding);
        return await session.ListDatabasesAsync();
    }
}
