using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Tests.Products.PolarDb;

public sealed class ResetAccountTests
{
    private const string Product = "PolarDb";
    private const string Revoked = """{"accounts":[{"name":"testacc","type":"Super","privilegeType":"Custom","passwordVersion":7}]}""";

    /// <summary>Status, code and message; the cluster's state; what differs in the call.</summary>
    public static TheoryData<int, string, string, string, string> Refusals => ProductUnderTest.Of(Product).ExampleRefusals;

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_state_or_parameter_that_does_not_fit_is_refused_with_its_row(int status, string code, string message, string instance, string parameters)
    {
        var decision = SomeDecision.Of(Product, instance, parameters);

        Assert.Equal((status, code, message), SomeDecision.Refusal(decision));
    }

    [Fact]
    public void Every_row_that_a_parameter_or_a_state_reaches_has_a_case()
    {
        var shown = Refusals.Select(row => (row.Data.Item1, row.Data.Item2, row.Data.Item3)).ToHashSet();

        Assert.Empty(SomeDecision.Reachable(Product).Except(shown));
    }

    [Theory]
    [InlineData(SomeDecision.NoInstance, "DBClusterId=rm-running AccountName AccountPassword=simple", "MissingAccountName")]
    [InlineData(SomeDecision.NoInstance, "DBClusterId=rm-running AccountPassword=simple", "InvalidDBClusterId.Malformed")]
    [InlineData(SomeDecision.NoInstance, "AccountPassword=simple", "InvalidAccountPassword.Malformed")]
    [InlineData("""{"engine":"PostgreSQL","status":"Rebooting"}""", "AccountName=nobody", "InvalidDBClusterId.NotFound")]
    [InlineData("""{"status":"Rebooting","lockMode":"ManualLock"}""", "AccountName=nobody", "OperationDenied.DBClusterStatus")]
    [InlineData("""{"lockMode":"ManualLock","taskInProgress":true}""", "AccountName=nobody", "OperationDenied.LockMode")]
    [InlineData("""{"taskInProgress":true}""", "AccountName=nobody", "ConcurrentTaskExceeded")]
    public void Of_several_reasons_the_first_in_the_order_of_checks_answers(string instance, string parameters, string code)
    {
        var decision = SomeDecision.Of(Product, instance, parameters);

        Assert.Equal(code, SomeDecision.Refusal(decision).Code);
    }

    [Fact]
    public void Without_a_password_the_permissions_are_reset_and_the_password_stays()
    {
        var decision = SomeDecision.Of(Product, Revoked, "AccountPassword");

        var account = SomeDecision.ChangedAccount(Product, decision);
        Assert.Equal(("", 7), (account.PrivilegeType, account.PasswordVersion));
        Assert.True(account.Password.Matches(new("Initial_pass1")));
        Assert.Equal([new InstanceEvent.PermissionsReset(account.Key)], Assert.IsType<Decision.Change>(decision).Events);
    }

    [Fact]
    public void With_a_password_both_are_reset()
    {
        var decision = SomeDecision.Of(Product, Revoked);

        var account = SomeDecision.ChangedAccount(Product, decision);
        Assert.Equal(("", 8, SomeTime.Noon), (account.PrivilegeType, account.PasswordVersion, account.PasswordChangedAt));
        Assert.True(account.Password.Matches(new(SomeReset.Password)));
    }
}
