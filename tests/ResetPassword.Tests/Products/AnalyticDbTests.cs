using ResetPassword.Gateway;
using static ResetPassword.Tests.Products.Deciding;

namespace ResetPassword.Tests.Products;

public sealed class AnalyticDbTests
{
    public static TheoryData<string, string, string, string, int, string, string> Refusals => new(
        ("gp-running", "1", "testaccount_1", "bad", 400, "InvalidAccountPassword.Malformed", "The specified parameter AccountPassword is not valid."),
        ("gp-none", "1", "testaccount_1", "New_pass1", 404, "InvalidDBInstanceId.NotFound", "The specified DBInstanceId does not exist."),
        ("gp-restarting", "1", "testaccount_1", "New_pass1", 403, "OperationDenied.DBInstanceStatus", "The operation is not permitted due to instance status."),
        ("gp-locked", "1", "testaccount_1", "New_pass1", 403, "OperationDenied.LockMode", "The operation is not permitted due to lock of instance."),
        ("gp-running", "1", "nobody", "New_pass1", 404, "InvalidAccountName.NotFound", "Specified account name does not exist."),
        ("gp-running", "0", "testaccount_1", "New_pass1", 403, "OperationDenied.AccountStatus", "The status of the account does not support this operation."),
        ("gp-running", "1", "", "New_pass1", 400, "MissingAccountName", "AccountName is mandatory for this action."));

    [Theory]
    [MemberData(nameof(Refusals))]
    public void What_is_wrong_is_refused_as_documented(string id, string accountStatus, string name, string password, int status, string code, string message)
    {
        var seeded = ResetPassword.CommandLine.SeedFile.Load(null, TextWriter.Null)!.Instances.SingleOrDefault(instance => instance.Id == id);
        var instance = seeded?.With(seeded.FindAccount("testaccount_1")! with { Status = accountStatus });

        var decision = Decide("AnalyticDb", instance, [$"DBInstanceId={id}", $"AccountName={name}", $"AccountPassword={password}"]);

        Assert.Equal((status, code, message), Refused(decision));
    }

    [Fact]
    public void Every_row_that_a_parameter_or_a_state_reaches_has_a_case()
    {
        var rows = new ResetPassword.Products.AnalyticDb.ResetAccountPassword().Errors
            .Where(row => row.ReachedBy is By.Parameter or By.State)
            .Select(row => row.Code);

        Assert.Equal([], rows.Except(Refusals.Select(row => row.Data.Item6)));
    }

    [Fact]
    public void A_right_call_gives_the_next_password()
    {
        var decision = Decide("AnalyticDb", SeededInstance("gp-running"), "DBInstanceId=gp-running", "AccountName=testaccount_1", "AccountPassword=New_pass1");

        Assert.True(Changed(decision, "testaccount_1").Password.Matches(new("New_pass1")));
    }
}
