namespace ResetPassword.Tests.Products.MongoDb;

public sealed class ResetAccountPasswordTests
{
    private const string Product = "MongoDb";

    /// <summary>Status, code and message; the instance's state; what differs in the call.</summary>
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
        var decision = SomeDecision.Of(Product, MongoDbUnderTest.ReplicaSet, parameters);

        var next = Assert.IsType<ResetPassword.Operations.Decision.Change>(decision).Next!;
        Assert.Equal((2, 1), (next.FindAccount("root")!.PasswordVersion, next.FindAccount("reader")!.PasswordVersion));
    }
}
