namespace ResetPassword.Tests.Products.MongoDb;

public sealed class ResetAccountPasswordTests
{
    private const string Product = "MongoDb";
    private const string ReplicaSet = """{"dbInstanceType":"replicate","accounts":[{"name":"root"},{"name":"reader"}]}""";

    /// <summary>Status, code and message; the instance's state; what differs in the call.</summary>
    public static TheoryData<int, string, string, string, string> Refusals => new()
    {
        { 400, "InvalidAccountPassword.Malformed", "Specified parameter AccountPassword is not valid.", "{}", "AccountPassword=simple" },
        { 400, "InvalidAccountName.NotFound", "The AccountName provided does not exist in our records.", "{}", "AccountName=nobody" },
        { 400, "InvalidAccountName.Malformed", "The specified parameter AccountName is not valid.", "{}", "AccountName=Root" },
        { 400, "InvalidAccountName.Malformed", "The specified parameter AccountName is not valid.", "{}", "AccountName=abc" },
        { 400, "InvalidAccountName.Malformed", "The specified parameter AccountName is not valid.", "{}", "AccountName=abcdefghijklmnopq" },
        { 400, "InvalidAccountName.Malformed", "The specified parameter AccountName is not valid.", "{}", "AccountName=1root" },
        { 400, "InvalidAccountName.Malformed", "The specified parameter AccountName is not valid.", "{}", "AccountName=ro-ot" },
        { 403, "OperationDenied.AccountStatus", "The operation is not permitted due to status of account.", """{"accounts":[{"name":"root","characterType":"db","status":"Unavailable"}]}""", "" },
        { 403, "OperationDenied.AccountType", "The operation is not permitted due to type of account.", ReplicaSet, "AccountName=reader CharacterType" },
        { 404, "InvalidDBInstanceId.NotFound", "The DBInstanceId provided does not exist in our records.", SomeDecision.NoInstance, "" },
        { 400, "OperationDenied.DBInstanceStatus", "The operation is not permitted due to status of instance.", """{"status":"Rebooting"}""", "" },
        { 403, "IncorrectDBInstanceLockMode", "Current DB instance lock mode does not support this operation.", """{"lockMode":"LockByDiskQuota"}""", "" },
        { 400, "InvalidCharacterType", "Specified characterType is not valid.", "{}", "CharacterType" },
        { 400, "InvalidCharacterType", "Specified characterType is not valid.", "{}", "CharacterType=" },
        { 400, "InvalidCharacterType", "Specified characterType is not valid.", "{}", "CharacterType=normal" },
        { 400, "InvalidCharacterType", "Specified characterType is not valid.", "{}", "CharacterType=mongos" },
        { 400, "InvalidCharacterType", "Specified characterType is not valid.", "{}", "CharacterType=DB" },
        { 400, "InvalidCharacterType", "Specified characterType is not valid.", ReplicaSet, "CharacterType=db" },
        { 400, "InvalidCharacterType", "Specified characterType is not valid.", ReplicaSet, "CharacterType=cs" },
        { 400, "MissingDBInstanceId", "DBInstanceId is mandatory for this action.", "{}", "DBInstanceId" },
        { 400, "MissingAccountName", "AccountName is mandatory for this action.", "{}", "AccountName=" },
        { 400, "MissingAccountPassword", "AccountPassword is mandatory for this action.", "{}", "AccountPassword" },
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
    [InlineData("""{"status":"Rebooting"}""", "AccountName AccountPassword=simple CharacterType", "MissingAccountName")]
    [InlineData("""{"status":"Rebooting"}""", "AccountName=Root AccountPassword=simple CharacterType", "InvalidAccountName.Malformed")]
    [InlineData("""{"status":"Rebooting"}""", "AccountPassword=simple CharacterType", "InvalidAccountPassword.Malformed")]
    [InlineData("""{"status":"Rebooting","lockMode":"ManualLock"}""", "CharacterType", "OperationDenied.DBInstanceStatus")]
    [InlineData("""{"lockMode":"ManualLock"}""", "CharacterType", "IncorrectDBInstanceLockMode")]
    [InlineData("{}", "CharacterType AccountName=nobody", "InvalidCharacterType")]
    [InlineData("""{"dbInstanceType":"replicate","accounts":[{"name":"reader","status":"Unavailable"}]}""", "AccountName=reader CharacterType", "OperationDenied.AccountType")]
    public void Of_several_reasons_the_first_in_the_order_of_checks_answers(string instance, string parameters, string code)
    {
        var decision = SomeDecision.Of(Product, instance, parameters);

        Assert.Equal(code, SomeDecision.Refusal(decision).Code);
    }

    [Theory]
    [InlineData("CharacterType=db", "db", "cs")]
    [InlineData("CharacterType=cs", "cs", "db")]
    public void On_a_sharded_cluster_the_CharacterType_says_which_root_is_reset(string parameters, string reset, string kept)
    {
        var decision = SomeDecision.Of(Product, "{}", parameters);

        var next = Assert.IsType<ResetPassword.Operations.Decision.Change>(decision).Next!;
        Assert.Equal((2, 1), (next.FindAccount("root", reset)!.PasswordVersion, next.FindAccount("root", kept)!.PasswordVersion));
    }

    [Theory]
    [InlineData("CharacterType")]
    [InlineData("CharacterType=")]
    [InlineData("CharacterType=normal")]
    public void On_a_replica_set_the_CharacterType_is_left_out_empty_or_normal(string parameters)
    {
        var decision = SomeDecision.Of(Product, ReplicaSet, parameters);

        var next = Assert.IsType<ResetPassword.Operations.Decision.Change>(decision).Next!;
        Assert.Equal((2, 1), (next.FindAccount("root")!.PasswordVersion, next.FindAccount("reader")!.PasswordVersion));
    }
}
