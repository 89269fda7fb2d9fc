using ResetPassword.Model;

namespace ResetPassword.Tests.Products;

/// <summary>The password rule of each product's page, through the product's own operation.</summary>
public sealed class PasswordRuleTests
{
    private static readonly string[] Good =
    [
        "Abcdefg1", "ABCDEF1_", "Abcdefg_", "Abcde1_-", "12345aB8", "Abcdefghijklmnopqrstuvwxyz012345", "!#$%^&*()_+-=aA",
        "New_pass1", "Test123456", "Ali!123456", "Testaccount_1", "Pw123456",
    ];

    private static readonly string[] Bad =
    [
        // Length: 7 and 33.
        "Abcde1_", "Abcdefghijklmnopqrstuvwxyz0123456",

        // One or two of the four kinds.
        "abcdefgh", "ABCDEFGH", "12345678", "!#$%^&*(", "Abcdefgh", "abcdefg1", "abcdefg_", "ABCDEFG1", "ABCDEFG_", "1234567_",

        // Other characters, in a password that would be good without them.
        "New pass1", " New_pass1", "New_pass1 ", "New~pass1A", "New.pass1A", "New,pass1A", "New/pass1A", "New\\pass1A", "New'pass1A", "New\"pass1A",
        "New`pass1A", "New;pass1A", "New:pass1A", "New?pass1A", "New<pass1A", "New[pass1A", "New{pass1A", "New|pass1A", "New_pass1\n", "New_pass1\t",
        "New_pass1\0",
        "New_päss1", "Пароль_pA1", "新New_pass1", "New_pass１", "New_pass1\U0001F511",
    ];

    public static TheoryData<string, string> Accepted =>
    [
        .. ProductUnderTest.Names.SelectMany(_ => Good, (product, password) => (product, password)),
        .. ProductUnderTest.All.SelectMany(product => product.PasswordSpecials, (product, special) => (product.Name, $"abcdef1{special}")),
    ];

    public static TheoryData<string, string> Refused =>
    [
        .. ProductUnderTest.Names.SelectMany(_ => Bad, (product, password) => (product, password)),
        ("MongoDb", "abcdef1@"),
        ("MongoDb", "New@pass1"),
        ("MongoDb", "New_pass1@"),
    ];

    [Theory]
    [MemberData(nameof(Accepted))]
    public void A_password_by_the_rule_is_set(string product, string password)
    {
        var decision = SomeDecision.OfPassword(product, password);

        Assert.True(SomeDecision.ChangedAccount(product, decision).Password.Matches(new Secret(password)));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_password_against_the_rule_is_refused_with_the_products_row(string product, string password)
    {
        var decision = SomeDecision.OfPassword(product, password);

        Assert.Equal(Target.Of(product).BadPassword, SomeDecision.Refusal(decision));
    }
}
