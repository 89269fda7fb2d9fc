namespace ResetPassword.Tests.Products.SelectDb;

public sealed class ResetAccountPasswordTests
{
    private const string Product = "SelectDb";

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
    [InlineData("""{"status":"CREATING"}""", "RegionId DBInstanceId AccountName", "MissingRegionId")]
    [InlineData("""{"status":"CREATING"}""", "RegionId=cn-atlantis AccountPassword=simple AccountName", "MissingAccountName")]
    [InlineData("""{"status":"CREATING"}""", "RegionId=cn-atlantis AccountPassword=simple", "InvalidRegionId.NotFound")]
    [InlineData("""{"status":"CREATING"}""", "RegionId=cn-beijing AccountPassword=simple", "InvalidAccountPassword.Malformed")]
    [InlineData("""{"status":"CREATING"}""", "RegionId=cn-beijing AccountName=nobody", "InvalidDBInstanceId.NotFound")]
    [InlineData("""{"status":"CREATING","lockMode":1}""", "AccountName=nobody", "InvalidDBInstanceState.NotSupport")]
    [InlineData("""{"lockMode":1,"clusterRunning":false}""", "AccountName=nobody", "DBInstanceLocked")]
    [InlineData("""{"clusterRunning":false}""", "AccountName=nobody", "DBClusterNotSupported")]
    public void Of_several_reasons_the_first_in_the_order_of_checks_answers(string instance, string parameters, string code)
    {
        var decision = SomeDecision.Of(Product, instance, parameters);

        Assert.Equal(code, SomeDecision.Refusal(decision).Code);
    }

    [Fact]
    public void An_instance_of_another_region_is_found_by_that_region()
    {
        var decision = SomeDecision.Of(Product, """{"region":"cn-beijing"}""", "RegionId=cn-beijing");

        Assert.True(SomeDecision.ChangedAccount(Product, decision).Password.Matches(new(SomeReset.Password)));
    }
}
