using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Tests.Products.PolarDb;

public sealed class ResetAccountTests
{
    private const string Product = "PolarDb";
    private const string Revoked = """{"accounts":[{"name":"testacc","type":"Super","privilegeType":"Custom","passwordVersion":7}]}""";

    /// <summary>Status, code and message; the cluster's state; what differs in the call.</summary>
    public static TheoryData<int, string, string, string, string> Refusals => new()
    {
        { 400, "InvalidAccountName.Malformed", "The specified parameter AccountName is not valid.", "{}", "AccountName=nobody" },
        { 400, "InvalidAccountName.Malformed", "The specified parameter AccountName is not valid.", "{}", "AccountName=app1" },
        { 403, "ConcurrentTaskExceeded", "The number of concurrent tasks exceeds the quota.", """{"taskInProgress":true}""", "" },
        { 404, "InvalidDBCluster.NotFound", "The DBClusterId provided does not exist in our records.", SomeDecision.NoInstance, "" },
        { 404, "InvalidDBClusterId.Malformed", "The specified parameter DBClusterId is not valid.", "{}", "DBClusterId=rm-running" },
        { 404, "InvalidDBClusterId.Malformed", "The specified parameter DBClusterId is not valid.", "{}", "DBClusterId=pc-" },
        { 404, "InvalidDBClusterId.Malformed", "The specified parameter DBClusterId is not valid.", "{}", "DBClusterId=pc-run_ning" },
        { 404, "InvalidDBClusterId.NotFound", "The DBInstanceId provided does not exist in our records.", """{"status":"Deleted"}""", "" },
        { 404, "InvalidDBClusterId.NotFound", "The DBInstanceId provided does not exist in our records.", """{"engine":"PostgreSQL"}""", "" },
        { 404, "InvalidDBClusterId.NotFound", "The DBInstanceId provided does not exist in our records.", """{"engine":"Oracle"}""", "" },
        { 400, "InvalidAccountPassword.Malformed", "The specified parameter AccountPassword is not valid.", "{}", "AccountPassword=simple" },
        { 400, "InvalidAccountPassword.Malformed", "The specified parameter AccountPassword is not valid.", "{}", "AccountPassword=" },
        { 403, "OperationDenied.DBClusterStatus", "The operation is not permitted due to status of cluster.", """{"status":"Rebooting"}""", "" },
        { 403, "OperationDenied.LockMode", "The operation is not permitted when the instance is locked.", """{"lockMode":"ManualLock"}""", "" },
        { 400, "MissingDBClusterId", "DBClusterId is mandatory for this action.", "{}", "DBClusterId" },
        { 400, "MissingAccountName", "AccountName is mandatory for this action.", "{}", "AccountName" },
    };

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
