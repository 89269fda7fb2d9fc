namespace ResetPassword.Tests.Products.Rds;

public sealed class ResetAccountPasswordTests
{
    private const string Product = "Rds";

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
    [InlineData("""{"status":"Rebooting"}""", "DBInstanceId AccountPassword=simple AccountName=nobody", "MissingDBInstanceId")]
    [InlineData("""{"status":"Rebooting"}""", "AccountPassword=simple AccountName=nobody", "InvalidAccountPassword.Format")]
    [InlineData(SomeDecision.NoInstance, "AccountPassword=simple", "InvalidAccountPassword.Format")]
    [InlineData("""{"status":"Rebooting","lockMode":"ManualLock"}""", "AccountName=nobody", "IncorrectDBInstanceState")]
    [InlineData("""{"lockMode":"ManualLock","kind":"ReadOnly"}""", "AccountName=nobody", "IncorrectDBInstanceLockMode")]
    [InlineData("""{"kind":"ReadOnly","characterType":"db"}""", "AccountName=nobody", "IncorrectDBInstanceType")]
    [InlineData("""{"characterType":"db","gdnRole":"Secondary"}""", "AccountName=nobody", "IncorrectDBInstanceCharacterType")]
    [InlineData("""{"gdnRole":"Secondary"}""", "AccountName=nobody", "GdnRole.NotSupport")]
    [InlineData("""{"engineReachable":false}""", "AccountName=nobody", "InvalidAccountName.NotFound")]
    [InlineData("""{"engineReachable":false,"engineRefusesUpdates":true}""", "AccountName=creating1", "IncorrectAccountStatus")]
    [InlineData("""{"engineReachable":false,"engineRefusesUpdates":true}""", "", "Database.ConnectError")]
    public void Of_several_reasons_the_first_in_the_order_of_checks_answers(string instance, string parameters, string code)
    {
        var decision = SomeDecision.Of(Product, instance, parameters);

        Assert.Equal(code, SomeDecision.Refusal(decision).Code);
    }

    [Theory]
    [InlineData("""{"engine":"MySQL","accounts":[{"name":"test1","createdBy":"sql"}]}""")]
    [InlineData("""{"engine":"MariaDB","accounts":[{"name":"test1","createdBy":"sql"}]}""")]
    [InlineData("""{"engine":"SQLServer","engineVersion":"2019_ent","category":"AlwaysOn","accounts":[{"name":"test1","createdBy":"sql"}]}""")]
    [InlineData("""{"engine":"SQLServer","engineVersion":"2017_ent","category":"HighAvailability","accounts":[{"name":"test1","createdBy":"sql"}]}""")]
    [InlineData("""{"engine":"PostgreSQL","accounts":[{"name":"test1","createdBy":"api"}]}""")]
    [InlineData("""{"gdnRole":"Primary"}""")]
    [InlineData("""{"accounts":[{"name":"test1","type":"Super"}]}""")]
    public void What_the_page_does_not_exclude_is_reset(string instance)
    {
        var decision = SomeDecision.Of(Product, instance);

        Assert.True(SomeDecision.ChangedAccount(Product, decision).Password.Matches(new(SomeReset.Password)));
    }
}
