using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using ResetPassword.Model;

namespace ResetPassword.Tests.Model;

public sealed class AccountMapTests
{
    // Of so many names some ten pairs share their whole hash, whatever the process's hash seed is.
    private const int Many = 300_000;

    [Fact]
    public void Each_of_many_accounts_is_found_replaced_and_removed()
    {
        var accounts = Enumerable.Range(0, Many).Select(i => Account(i.ToString(CultureInfo.InvariantCulture), "Normal")).ToArray();

        var map = MapOf(accounts);
        var replaced = accounts.Aggregate(map, (changed, account) => changed.With(account with { Type = "Super" }));
        var halved = accounts[..(Many / 2)].Aggregate(replaced, (rest, account) => rest.Without(account.Key));

        Assert.Equal((Many, Many, Many / 2), (map.Count, replaced.Count, halved.Count));
        Assert.DoesNotContain(accounts, account => !ReferenceEquals(map.Find(account.Key), account));
        Assert.DoesNotContain(accounts, account => replaced.Find(account.Key)?.Type != "Super");
        Assert.DoesNotContain(accounts[..(Many / 2)], account => halved.Find(account.Key) is not null);
        Assert.DoesNotContain(accounts[(Many / 2)..], account => halved.Find(account.Key) is null);
        Assert.Equal(Many / 2, halved.Select(account => account.Key).Distinct().Count());
    }

    [Fact]
    public void Any_changes_leave_what_they_leave_in_a_sorted_dictionary() => Prop.ForAll(
        Gen.Zip(Gen.Elements(true, false), Gen.Choose(0, 60)).ListOf().ToArbitrary(),
        changes =>
        {
            var model = new SortedDictionary<AccountKey, DatabaseAccount>();
            var map = AccountMap.Empty;
            foreach (var (isAdded, number) in changes)
            {
                var account = Account($"account{number}", "Normal");
                _ = isAdded ? model[account.Key] = account : model.Remove(account.Key, out var removed) ? removed : null;
                map = isAdded ? map.With(account) : map.Without(account.Key);
            }

            Assert.Equal(model.Values, map);
            Assert.Equal(model.Count, map.Count);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void A_change_leaves_the_map_it_was_made_from_as_it_was()
    {
        var before = MapOf([Account("a", "Normal"), Account("b", "Normal")]);

        var after = before.With(Account("a", "Super")).With(Account("c", "Normal")).Without(new("b", null));

        Assert.Equal(["a Normal", "b Normal"], before.Select(Text));
        Assert.Equal(["a Super", "c Normal"], after.Select(Text));
    }

    [Fact]
    public void Accounts_of_one_name_are_told_apart_by_their_part_of_the_cluster()
    {
        var map = MapOf([Account("root", "Super") with { CharacterType = "db" }, Account("root", "Normal") with { CharacterType = "cs" }]);

        Assert.Equal("Super", map.Find(new("root", "db"))?.Type);
        Assert.Equal("Normal", map.Find(new("root", "cs"))?.Type);
        Assert.Null(map.Find(new("root", null)));
    }

    private static string Text(DatabaseAccount account) => $"{account.Name} {account.Type}";

    private static AccountMap MapOf(IEnumerable<DatabaseAccount> accounts)
    {
        var map = new AccountMap.Builder();
        Assert.All(accounts, account => Assert.True(map.TryAdd(account)));
        return map.ToMap();
    }

    private static DatabaseAccount Account(string name, string type) =>
        new() { Name = name, Type = type, Status = "Available", Password = default, PasswordChangedAt = SomeTime.Noon };
}
