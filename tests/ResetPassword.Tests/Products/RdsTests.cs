using ResetPassword.Gateway;
using ResetPassword.Products.Rds;
using ResetPassword.Store;
using static ResetPassword.Tests.Products.Deciding;

namespace ResetPassword.Tests.Products;

public sealed class RdsTests
{
    private static readonly string[] RightCall = ["DBInstanceId=rm-running", "AccountName=test1", "AccountPassword=New_pass1"];

    /// <summary>Each row of the page that a parameter or a state causes: how, and what it says.</summary>
    public static TheoryData<string, int, string, string> Refusals => new(
        ("unreachable", 400, "Database.ConnectError", "Database connect error. please check instance status and database processlist"),
        ("unwilling", 400, "Account.UpdateError", "Update Account failed, please check your input value"),
        ("secondary", 400, "GdnRole.NotSupport", "Specified gdn role is not support."),
        ("password", 400, "InvalidAccountPassword.Format", "Specified account password is not valid."),
        ("creating account", 400, "IncorrectAccountStatus", "Current account status does not support this operation."),
        ("read-only", 403, "IncorrectDBInstanceType", "Current DB instance type does not support this operation."),
        ("guard", 403, "IncorrectDBInstanceType", "Current DB instance type does not support this operation."),
        ("rebooting", 403, "IncorrectDBInstanceState", "Current DB instance state does not support this operation."),
        ("sql account of PostgreSQL", 403, "IncorrectAccountType", "Current account type does not support this operation."),
        ("sql account of SQL Server 2017 Cluster Edition", 403, "IncorrectAccountType", "Current account type does not support this operation."),
        ("character type", 403, "IncorrectDBInstanceCharacterType", "Current DB Instance character_type does not support this operation."),
        ("custom privileges", 403, "IncorrectAccountPrivilegeType", "the current account privilege type does not support this operation."),
        ("no instance", 404, "InvalidDBInstanceName.NotFound", "The database instance does not exist."),
        ("locked", 404, "IncorrectDBInstanceLockMode", "Current DB instance lock mode does not support this operation."),
        ("no account", 404, "InvalidAccountName.NotFound", "Specified account name does not exist."),
        ("no DBInstanceId", 400, "MissingDBInstanceId", "DBInstanceId is mandatory for this action."),
        ("empty AccountName", 400, "MissingAccountName", "AccountName is mandatory for this action."),
        ("empty AccountPassword", 400, "MissingAccountPassword", "AccountPassword is mandatory for this action."));

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
        var rows = new ResetPassword.Products.Rds.ResetAccountPassword().Errors
            .Where(row => row.ReachedBy is By.Parameter or By.State)
            .Select(row => row.Code);

        Assert.Equal([], rows.Except(Refusals.Select(row => row.Data.Item3)));
    }

    [Fact]
    public void A_right_call_gives_the_next_password_and_changes_nothing_else()
    {
        var instance = SeededInstance("rm-running");

        var decision = Deciding.Decide("Rds", instance, RightCall);

        var account = Changed(decision, "test1");
        Assert.True(account.Password.Matches(new("New_pass1")));
        Assert.False(account.Password.Matches(new("Initial_pass1")));
        Assert.Equal((2, Now), (account.PasswordVersion, account.PasswordChangedAt));
        Assert.Equal(instance.Accounts.Remove(account.Key), ((Decision.Change)decision).Next!.Accounts.Remove(account.Key));
    }

    [Theory]
    [InlineData("MySQL", "8.0", "HighAvailability")]
    [InlineData("SQLServer", "2019_ent", "AlwaysOn")]
    [InlineData("SQLServer", "2017_ent", "HighAvailability")]
    public void Elsewhere_an_account_made_by_SQL_is_reset(string engine, string version, string category)
    {
        var instance = SeededInstance("pgm-running").With(RdsInstances.Category, category) with { Engine = engine, EngineVersion = version };

        var decision = Deciding.Decide("Rds", instance, "DBInstanceId=pgm-running", "AccountName=sqluser", "AccountPassword=New_pass1");

        Assert.Equal(2, Changed(decision, "sqluser").PasswordVersion);
    }

    private static Decision Decide(string what)
    {
        var running = SeededInstance("rm-running");
        var custom = running.FindAccount("test1")! with { PrivilegeType = "Custom" };
        var (instance, parameters) = what switch
        {
            "unreachable" => (running.With(RdsInstances.EngineReachable, "false"), RightCall),
            "unwilling" => (running.With(RdsInstances.EngineRefusesUpdates, "true"), RightCall),
            "secondary" => (running.With(RdsInstances.GdnRole, "Secondary"), RightCall),
            "password" => (running, ["DBInstanceId=rm-running", "AccountName=test1", "AccountPassword=short"]),
            "creating account" => (running, ["DBInstanceId=rm-running", "AccountName=creating1", "AccountPassword=New_pass1"]),
            "read-only" => (SeededInstance("rr-readonly"), RightCall),
            "guard" => (running.With(RdsInstances.Kind, "Guard"), RightCall),
            "rebooting" => (SeededInstance("rm-restarting"), RightCall),
            "sql account of PostgreSQL" => (SeededInstance("pgm-running"), ["DBInstanceId=pgm-running", "AccountName=sqluser", "AccountPassword=New_pass1"]),
            "sql account of SQL Server 2017 Cluster Edition" => (SeededInstance("mssql-cluster"), ["DBInstanceId=mssql-cluster", "AccountName=sqluser", "AccountPassword=New_pass1"]),
            "character type" => (running.With(RdsInstances.CharacterType, "db"), RightCall),
            "custom privileges" => (running.With(custom), RightCall),
            "no instance" => ((Instance?)null, RightCall),
            "locked" => (SeededInstance("rm-locked"), RightCall),
            "no account" => (running, ["DBInstanceId=rm-running", "AccountName=nobody", "AccountPassword=New_pass1"]),
            "no DBInstanceId" => (null, ["AccountName=test1", "AccountPassword=New_pass1"]),
            "empty AccountName" => (null, ["DBInstanceId=rm-running", "AccountName=", "AccountPassword=New_pass1"]),
            "empty AccountPassword" => (null, ["DBInstanceId=rm-running", "AccountName=test1", "AccountPassword="]),
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
        };
        return Deciding.Decide("Rds", instance, parameters);
    }
}
