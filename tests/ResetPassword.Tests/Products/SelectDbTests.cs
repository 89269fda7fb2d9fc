using ResetPassword.Gateway;
using ResetPassword.Products.SelectDb;
using ResetPassword.Store;
using static ResetPassword.Tests.Products.Deciding;

namespace ResetPassword.Tests.Products;

public sealed class SelectDbTests
{
    private static readonly string[] RightCall = ["RegionId=cn-hangzhou", "DBInstanceId=selectdb-cn-running", "AccountName=admin", "AccountPassword=New_pass1"];

    public static TheoryData<string, int, string, string> Refusals => new(
        ("changing", 403, "InvalidDBInstanceState.NotSupport", "The specified instance state does't support this operation."),
        ("stopped cluster", 403, "DBClusterNotSupported", "The requested operation can not be performed while the cluster is not sale."),
        ("locked", 404, "DBInstanceLocked", "The current instance lock mode does not support this operation."),
        ("normal account", 403, "IncorrectAccountType", "Current account type does not support this operation."),
        ("no instance", 404, "InvalidDBInstanceId.NotFound", "The DBInstanceId provided does not exist in our records."),
        ("instance of another region", 404, "InvalidDBInstanceId.NotFound", "The DBInstanceId provided does not exist in our records."),
        ("no region", 404, "InvalidRegionId.NotFound", "The provided RegionId does not exist in our records."),
        ("no account", 404, "InvalidAccountName.NotFound", "Specified account name does not exist."),
        ("password", 400, "InvalidAccountPassword.Malformed", "The specified parameter AccountPassword is not valid."),
        ("no RegionId", 400, "MissingRegionId", "RegionId is mandatory for this action."));

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
        var rows = new ResetPassword.Products.SelectDb.ResetAccountPassword().Errors
            .Where(row => row.ReachedBy is By.Parameter or By.State)
            .Select(row => row.Code);

        Assert.Equal([], rows.Except(Refusals.Select(row => row.Data.Item3)));
    }

    [Fact]
    public void The_page_has_21_rows()
    {
        var rows = new ResetPassword.Products.SelectDb.ResetAccountPassword().Errors;

        Assert.Equal(21, rows.Count(row => row.Source == ErrorSource.Documented));
    }

    [Fact]
    public void A_right_call_gives_the_next_password()
    {
        var decision = Deciding.Decide("SelectDb", SeededInstance("selectdb-cn-running"), RightCall);

        Assert.True(Changed(decision, "admin").Password.Matches(new("New_pass1")));
    }

    private static Decision Decide(string what)
    {
        var running = SeededInstance("selectdb-cn-running");
        var normal = running.FindAccount("admin")! with { Type = "Normal" };
        var (instance, parameters) = what switch
        {
            "changing" => (SeededInstance("selectdb-cn-changing"), RightCall),
            "stopped cluster" => (running.With(SelectDbInstances.ClusterRunning, "false"), RightCall),
            "locked" => (SeededInstance("selectdb-cn-locked"), RightCall),
            "normal account" => (running.With(normal), RightCall),
            "no instance" => ((Instance?)null, RightCall),
            "instance of another region" => (running, ["RegionId=cn-beijing", "DBInstanceId=selectdb-cn-running", "AccountName=admin", "AccountPassword=New_pass1"]),
            "no region" => (running, ["RegionId=cn-nowhere", "DBInstanceId=selectdb-cn-running", "AccountName=admin", "AccountPassword=bad"]),
            "no account" => (running, ["RegionId=cn-hangzhou", "DBInstanceId=selectdb-cn-running", "AccountName=nobody", "AccountPassword=New_pass1"]),
            "password" => (null, ["RegionId=cn-hangzhou", "DBInstanceId=selectdb-cn-none", "AccountName=admin", "AccountPassword=bad"]),
            "no RegionId" => (running, ["DBInstanceId=selectdb-cn-running", "AccountName=admin", "AccountPassword=New_pass1"]),
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
        };
        return Deciding.Decide("SelectDb", instance, parameters);
    }
}
