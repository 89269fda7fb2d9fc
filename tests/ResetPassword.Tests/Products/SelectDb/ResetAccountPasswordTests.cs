namespace ResetPassword.Tests.Products.SelectDb;

public sealed class ResetAccountPasswordTests
{
    private const string Product = "SelectDb";

    /// <summary>Status, code and message; the instance's state; what differs in the call.</summary>
    public static TheoryData<int, string, string, string, string> Refusals => new()
    {
        { 403, "DBClusterNotSupported", "The requested operation can not be performed while the cluster is not sale.", """{"clusterRunning":false}""", "" },
        { 403, "InvalidDBInstanceState.NotSupport", "The specified instance state does't support this operation.", """{"status":"RESOURCE_CHANGING"}""", "" },
        { 403, "InvalidDBInstanceState.NotSupport", "The specified instance state does't support this operation.", """{"status":"CREATING"}""", "" },
        { 403, "IncorrectAccountType", "Current account type does not support this operation.", """{"accounts":[{"name":"admin","type":"Normal"}]}""", "" },
        { 404, "InvalidDBInstanceId.NotFound", "The DBInstanceId provided does not exist in our records.", SomeDecision.NoInstance, "" },
        { 404, "InvalidDBInstanceId.NotFound", "The DBInstanceId provided does not exist in our records.", "{}", "RegionId=cn-beijing" },
        { 404, "DBInstanceLocked", "The current instance lock mode does not support this operation.", """{"lockMode":1}""", "" },
        { 404, "InvalidRegionId.NotFound", "The provided RegionId does not exist in our records.", "{}", "RegionId=cn-atlantis" },
        { 404, "InvalidAccountName.NotFound", "Specified account name does not exist.", "{}", "AccountName=nobody" },
        { 400, "InvalidAccountPassword.Malformed", "The specified parameter AccountPassword is not valid.", "{}", "AccountPassword=simple" },
        { 400, "MissingRegionId", "RegionId is mandatory for this action.", "{}", "RegionId" },
        { 400, "MissingRegionId", "RegionId is mandatory for this action.", "{}", "RegionId=" },
        { 400, "MissingDBInstanceId", "DBInstanceId is mandatory for this action.", "{}", "DBInstanceId" },
        { 400, "MissingAccountName", "AccountName is mandatory for this action.", "{}", "AccountName" },
        { 400, "MissingAccountPassword", "AccountPassword is mandatory for this action.", "{}", "AccountPassword=" },
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
