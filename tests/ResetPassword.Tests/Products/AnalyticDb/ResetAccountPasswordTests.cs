namespace ResetPassword.Tests.Products.AnalyticDb;

public sealed class ResetAccountPasswordTests
{
    private const string Product = "AnalyticDb";

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
    [InlineData("""{"status":"Rebooting"}""", "AccountName AccountPassword=simple", "MissingAccountName")]
    [InlineData(SomeDecision.NoInstance, "AccountPassword=simple", "InvalidAccountPassword.Malformed")]
    [InlineData("""{"status":"Rebooting","lockMode":"ManualLock"}""", "AccountName=nobody", "OperationDenied.DBInstanceStatus")]
    [InlineData("""{"lockMode":"ManualLock"}""", "AccountName=nobody", "OperationDenied.LockMode")]
    public void Of_several_reasons_the_first_in_the_order_of_checks_answers(string instance, string parameters, string code)
    {
        var decision = SomeDecision.Of(Product, instance, parameters);

        Assert.Equal(code, SomeDecision.Refusal(decision).Code);
    }

    [Fact]
    public void A_normal_account_is_reset_as_the_initial_one_is()
    {
        var decision = SomeDecision.Of(Product, """{"accounts":[{"name":"testaccount_1","type":"Normal"}]}""");

        Assert.True(SomeDecision.ChangedAccount(Product, decision).Password.Matches(new(SomeReset.Password)));
    }
}
