using ResetPassword.Gateway;
using ResetPassword.Products.PolarDb;
using ResetPassword.Store;
using static ResetPassword.Tests.Products.Deciding;

namespace ResetPassword.Tests.Products;

public sealed class PolarDbTests
{
    private static readonly string[] RightCall = ["DBClusterId=pc-running", "AccountName=testacc", "AccountPassword=New_pass1"];

    public static TheoryData<string, int, string, string> Refusals => new(
        ("normal account", 400, "InvalidAccountName.Malformed", "The specified parameter AccountName is not valid."),
        ("no account", 400, "InvalidAccountName.Malformed", "The specified parameter AccountName is not valid."),
        ("busy", 403, "ConcurrentTaskExceeded", "The number of concurrent tasks exceeds the quota."),
        ("no cluster", 404, "InvalidDBCluster.NotFound", "The DBClusterId provided does not exist in our records."),
        ("malformed id", 404, "InvalidDBClusterId.Malformed", "The specified parameter DBClusterId is not valid."),
        ("released", 404, "InvalidDBClusterId.NotFound", "The DBInstanceId provided does not exist in our records."),
        ("PostgreSQL", 404, "InvalidDBClusterId.NotFound", "The DBInstanceId provided does not exist in our records."),
        ("password", 400, "InvalidAccountPassword.Malformed", "The specified parameter AccountPassword is not valid."),
        ("empty password", 400, "InvalidAccountPassword.Malformed", "The specified parameter AccountPassword is not valid."),
        ("rebooting", 403, "OperationDenied.DBClusterStatus", "The operation is not permitted due to status of cluster."),
        ("locked", 403, "OperationDenied.LockMode", "The operation is not permitted when the instance is locked."),
        ("no DBClusterId", 400, "MissingDBClusterId", "DBClusterId is mandatory for this action."));

    [Theory]
    [MemberData(nameof(Refusals))]
    public void What_is_wrong_is_refused_as_documented(string what, int status, string code, string message)
    {
        var decision = Decide(what);

        Assert.Equal((status, code, message), Refused(decision));
    }

    [Fact]
    public void Every_row_that_a_parameter_or_a_state_reaches_has_a_case()
    {
        var rows = new ResetAccount().Errors.Where(row => row.ReachedBy is By.Parameter or By.State).Select(row => row.Code);

        Assert.Equal([], rows.Except(Refusals.Select(row => row.Data.Item3)));
    }

    [Fact]
    public void Without_a_password_only_the_permissions_are_reset()
    {
        var seeded = SeededInstance("pc-running");
        var revoked = seeded.With(seeded.FindAccount("testacc")! with { PrivilegeType = "Custom" });

        var decision = Deciding.Decide("PolarDb", revoked, "DBClusterId=pc-running", "AccountName=testacc");

        var account = Changed(decision, "testacc");
        Assert.Equal(("", 1), (account.PrivilegeType, account.PasswordVersion));
        Assert.True(account.Password.Matches(new("Initial_pass1")));
        Assert.Equal([new InstanceEvent.PermissionsReset(account.Key)], ((Decision.Change)decision).Events);
    }

    [Fact]
    public void With_a_password_both_are_reset()
    {
        var decision = Deciding.Decide("PolarDb", SeededInstance("pc-running"), RightCall);

        Assert.True(Changed(decision, "testacc").Password.Matches(new("New_pass1")));
        Assert.Equal(2, ((Decision.Change)decision).Events.Count);
    }

    private static Decision Decide(string what)
    {
        var running = SeededInstance("pc-running");
        var (cluster, parameters) = what switch
        {
            "normal account" => (running, ["DBClusterId=pc-running", "AccountName=app1", "AccountPassword=New_pass1"]),
            "no account" => (running, ["DBClusterId=pc-running", "AccountName=nobody", "AccountPassword=New_pass1"]),
            "busy" => (SeededInstance("pc-busy"), RightCall),
            "no cluster" => ((Instance?)null, RightCall),
            "malformed id" => (null, ["DBClusterId=rm-running", "AccountName=testacc", "AccountPassword=New_pass1"]),
            "released" => (running with { Status = PolarDbInstances.Released }, RightCall),
            "PostgreSQL" => (SeededInstance("pc-postgres"), RightCall),
            "password" => (running, ["DBClusterId=pc-running", "AccountName=testacc", "AccountPassword=nope"]),
            "empty password" => (running, ["DBClusterId=pc-running", "AccountName=testacc", "AccountPassword="]),
            "rebooting" => (running with { Status = "Rebooting" }, RightCall),
            "locked" => (running with { LockMode = "ManualLock" }, RightCall),
            "no DBClusterId" => (null, ["AccountName=testacc"]),
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
        };
        return Deciding.Decide("PolarDb", cluster, parameters);
    }
}
