using ResetPassword.Gateway;
using ResetPassword.Store;
using static ResetPassword.Tests.Products.Deciding;

namespace ResetPassword.Tests.Products;

public sealed class MongoDbTests
{
    private static readonly string[] RightCall = ["DBInstanceId=dds-replica", "AccountName=root", "AccountPassword=New_pass1"];

    public static TheoryData<string, int, string, string> Refusals => new(
        ("password", 400, "InvalidAccountPassword.Malformed", "Specified parameter AccountPassword is not valid."),
        ("no account", 400, "InvalidAccountName.NotFound", "The AccountName provided does not exist in our records."),
        ("account name", 400, "InvalidAccountName.Malformed", "The specified parameter AccountName is not valid."),
        ("busy account", 403, "OperationDenied.AccountStatus", "The operation is not permitted due to status of account."),
        ("not root", 403, "OperationDenied.AccountType", "The operation is not permitted due to type of account."),
        ("no instance", 404, "InvalidDBInstanceId.NotFound", "The DBInstanceId provided does not exist in our records."),
        ("rebooting", 400, "OperationDenied.DBInstanceStatus", "The operation is not permitted due to status of instance."),
        ("locked", 403, "IncorrectDBInstanceLockMode", "Current DB instance lock mode does not support this operation."),
        ("sharded without CharacterType", 400, "MissingCharacterType", "CharacterType is mandatory for this action."),
        ("sharded with an empty CharacterType", 400, "MissingCharacterType", "CharacterType is mandatory for this action."),
        ("sharded as normal", 400, "InvalidCharacterType", "Specified parameter CharacterType is not valid."),
        ("replica set as db", 400, "InvalidCharacterType", "Specified parameter CharacterType is not valid."),
        ("empty DBInstanceId", 400, "MissingDBInstanceId", "DBInstanceId is mandatory for this action."));

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
        var rows = new ResetPassword.Products.MongoDb.ResetAccountPassword().Errors
            .Where(row => row.ReachedBy is By.Parameter or By.State)
            .Select(row => row.Code);

        Assert.Equal([], rows.Except(Refusals.Select(row => row.Data.Item3)));
    }

    [Theory]
    [InlineData("dds-replica", null, null)]
    [InlineData("dds-replica", "", null)]
    [InlineData("dds-replica", "normal", null)]
    [InlineData("dds-sharded", "db", "db")]
    [InlineData("dds-sharded", "cs", "cs")]
    public void A_right_character_type_finds_its_root(string id, string? characterType, string? changed)
    {
        string[] parameters = [$"DBInstanceId={id}", "AccountName=root", "AccountPassword=New_pass1", .. characterType is null ? [] : new[] { $"CharacterType={characterType}" }];

        var decision = Deciding.Decide("MongoDb", SeededInstance(id), parameters);

        Assert.True(Changed(decision, "root", changed).Password.Matches(new("New_pass1")));
    }

    private static Decision Decide(string what)
    {
        var replica = SeededInstance("dds-replica");
        var sharded = SeededInstance("dds-sharded");
        var busy = replica.FindAccount("root")! with { Status = "Unavailable" };
        var (instance, parameters) = what switch
        {
            "password" => (replica, ["DBInstanceId=dds-replica", "AccountName=root", "AccountPassword=New@pass1"]),
            "no account" => (replica, ["DBInstanceId=dds-replica", "AccountName=nobody", "AccountPassword=New_pass1"]),
            "account name" => (replica, ["DBInstanceId=dds-replica", "AccountName=Root!", "AccountPassword=New_pass1"]),
            "busy account" => (replica.With(busy), RightCall),
            "not root" => (replica, ["DBInstanceId=dds-replica", "AccountName=reader", "AccountPassword=New_pass1"]),
            "no instance" => ((Instance?)null, RightCall),
            "rebooting" => (SeededInstance("dds-restarting"), RightCall),
            "locked" => (replica with { LockMode = "ManualLock" }, RightCall),
            "sharded without CharacterType" => (sharded, RightCall),
            "sharded with an empty CharacterType" => (sharded, [.. RightCall, "CharacterType="]),
            "sharded as normal" => (sharded, [.. RightCall, "CharacterType=normal"]),
            "replica set as db" => (replica, [.. RightCall, "CharacterType=db"]),
            "empty DBInstanceId" => (null, ["DBInstanceId=", "AccountName=root", "AccountPassword=New_pass1"]),
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
        };
        return Deciding.Decide("MongoDb", instance, parameters);
    }
}
