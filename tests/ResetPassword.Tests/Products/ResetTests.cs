using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Seeds;

namespace ResetPassword.Tests.Products;

/// <summary>What the five operations have in common.</summary>
public sealed class ResetTests
{
    public static TheoryData<string> Products => [.. ProductUnderTest.Names];

    [Theory]
    [MemberData(nameof(Products))]
    public void A_reset_gives_the_account_its_next_password_and_changes_nothing_else(string product)
    {
        var before = SomeDecision.SeededInstance(product);

        var decision = SomeDecision.Of(product);

        var changed = SomeDecision.ChangedAccount(product, decision);
        Assert.True(changed.Password.Matches(new(SomeReset.Password)));
        Assert.False(changed.Password.Matches(new(AccountReader.DefaultPassword)));
        Assert.Equal((2, SomeTime.Noon), (changed.PasswordVersion, changed.PasswordChangedAt));
        Assert.Equal(Text(before, changed.Key), Text(Assert.IsType<Decision.Change>(decision).Next!, changed.Key));
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void A_reset_is_an_event_with_the_password_in_it_that_does_not_print(string product)
    {
        var decision = SomeDecision.Of(product);

        var reset = Assert.IsType<Decision.Change>(decision).Events.OfType<InstanceEvent.PasswordReset>().Single();
        Assert.Equal(SomeReset.Password, reset.Password.Reveal());
        Assert.DoesNotContain(SomeReset.Password, $"{reset} {decision}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SelectDb", 21)]
    [InlineData("Rds", 13)]
    [InlineData("MongoDb", 5)]
    [InlineData("AnalyticDb", 0)]
    [InlineData("PolarDb", 5)]
    public void The_rows_of_the_page_come_first_and_are_all_there(string product, int count)
    {
        var errors = SomeDecision.Operation(product).Errors;

        Assert.All(errors.Take(count), row => Assert.Equal(ErrorSource.Documented, row.Source));
        Assert.All(errors.Skip(count), row => Assert.NotEqual(ErrorSource.Documented, row.Source));
    }

    // All but the account that changed; a seeded instance's salts and times differ from one load to the next.
    private static string Text(Instance instance, AccountKey changed)
    {
        var others = instance.Accounts.Where(a => a.Key != changed)
            .Select(a => $"{a.Key} {a.Type} {a.Status} {a.PasswordVersion} {a.Password.Matches(new(AccountReader.DefaultPassword))}");
        var account = instance.Accounts.Find(changed)!;
        return $"{instance.Id} {instance.Status} {instance.LockMode} {account.Type} {account.Status} {account.CreatedBy} {string.Join(';', others)}";
    }
}
