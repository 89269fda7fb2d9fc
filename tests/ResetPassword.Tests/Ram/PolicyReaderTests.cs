using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ResetPassword.Documents;
using ResetPassword.Ram;

namespace ResetPassword.Tests.Ram;

public sealed class PolicyReaderTests
{
    private const string Action = "Expected * or <service>:<action>, such as rds:Describe*, or a list of such.";
    private const string Resource = "Expected * or acs:<service>:<region>:<account>:<relative-id>, or a list of such.";
    private const string Rest = "\"Effect\":\"Allow\",\"Resource\":\"*\"";
    private const string Whole = "\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"";

    /// <summary>A document, and where what is wrong with it.</summary>
    public static TheoryData<string, string, string> Faults => new()
    {
        { "[]", "$", "Expected an object." },
        { $$"""{"Statement":[{{{Whole}}}]}""", "$.Version", "Expected \"1\", the only version." },
        { $$"""{"Version":"2012-10-17","Statement":[{{{Whole}}}]}""", "$.Version", "Expected \"1\", the only version." },
        { $$"""{"Version":1,"Statement":[{{{Whole}}}]}""", "$.Version", "Expected \"1\", the only version." },
        { """{"Version":"1"}""", "$.Statement", "Expected at least one statement." },
        { """{"Version":"1","Statement":[]}""", "$.Statement", "Expected at least one statement." },
        { """{"Version":"1","Statement":"all"}""", "$.Statement", "Expected at least one statement." },
        { $$"""{"Version":"1","Statement":[{{{Whole}}}],"Id":"x"}""", "$.Id", "Unknown name. Expected one of Version, Statement." },
        { Policy("\"Action\":\"*\",\"Resource\":\"*\""), "$.Statement[0].Effect", "Expected Allow or Deny." },
        { Policy("\"Effect\":\"allow\",\"Action\":\"*\",\"Resource\":\"*\""), "$.Statement[0].Effect", "Expected Allow or Deny." },
        { Policy(Rest), "$.Statement[0].Action", "Expected either Action or NotAction." },
        { Policy($"{Rest},\"Action\":\"*\",\"NotAction\":\"*\""), "$.Statement[0].NotAction", "Expected either Action or NotAction." },
        { Policy("\"Effect\":\"Allow\",\"Action\":\"*\""), "$.Statement[0].Resource", "Expected either Resource or NotResource." },
        { Policy($"{Whole},\"NotResource\":\"*\""), "$.Statement[0].NotResource", "Expected either Resource or NotResource." },
        { Policy($"{Rest},\"Action\":\"ResetAccountPassword\""), "$.Statement[0].Action", Action },
        { Policy($"{Rest},\"Action\":\"rds:\""), "$.Statement[0].Action", Action },
        { Policy($"{Rest},\"Action\":\"rds:a:b\""), "$.Statement[0].Action", Action },
        { Policy($"{Rest},\"Action\":\"rds: Reset\""), "$.Statement[0].Action", Action },
        { Policy($"{Rest},\"Action\":7"), "$.Statement[0].Action", Action },
        { Policy($"{Rest},\"Action\":[\"rds:*\",7]"), "$.Statement[0].Action", Action },
        { Policy($"{Rest},\"Action\":[]"), "$.Statement[0].Action", "Expected * or <service>:<action>, such as rds:Describe*." },
        { Policy("\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"rm-running\""), "$.Statement[0].Resource", Resource },
        { Policy("\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"arn:aws:rds:*:*:*\""), "$.Statement[0].Resource", Resource },
        { Policy("\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"acs:rds:*:*\""), "$.Statement[0].Resource", Resource },
        { Policy("\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"acs:rds:*:*:\""), "$.Statement[0].Resource", Resource },
        { Policy($"{Whole},\"Principal\":\"*\""), "$.Statement[0].Principal", "Unknown name. Expected one of Effect, Action, NotAction, Resource, NotResource, Condition." },
        { Policy($"{Whole},\"Effect\":\"Deny\""), "$.Statement[0].Effect", "This name occurs twice." },
        { Policy($"{Whole},\"Condition\":[]"), "$.Statement[0].Condition", "Expected an object." },
        { Policy($"{Whole},\"Condition\":{{\"Bool\":[]}}"), "$.Statement[0].Condition.Bool", "Expected an object of condition keys." },
        { Policy($"{Whole},\"Condition\":{{\"Bool\":{{\"acs:SecureTransport\":\"yes\"}} }}"), "$.Statement[0].Condition.Bool.acs:SecureTransport", "Expected true or false." },
        { Policy($"{Whole},\"Condition\":{{\"NumericEquals\":{{\"x\":\"ten\"}} }}"), "$.Statement[0].Condition.NumericEquals.x", "Expected a number, or a list of such." },
        { Policy($"{Whole},\"Condition\":{{\"DateLessThan\":{{\"x\":\"yesterday\"}} }}"), "$.Statement[0].Condition.DateLessThan.x", "Expected a time such as 2026-01-31T12:00:00Z, or a list of such." },
        { Policy($"{Whole},\"Condition\":{{\"IpAddress\":{{\"x\":\"10.0.0.0/33\"}} }}"), "$.Statement[0].Condition.IpAddress.x", "Expected an address or a block of them, such as 10.0.0.0/8, or a list of such." },
        { Policy($"{Whole},\"Condition\":{{\"StringEquals\":{{\"x\":[]}} }}"), "$.Statement[0].Condition.StringEquals.x", "Expected a string, or a list of strings." },
        { Policy($"{Whole},\"Condition\":{{\"StringEquals\":{{\"x\":{{}} }} }}"), "$.Statement[0].Condition.StringEquals.x", "Expected a string, or a list of strings." },
        { Policy($"{Whole},\"Condition\":{{\"StringEquals\":{{\"x\":\"{new string('a', 7000)}\"}} }}"), "$", "Expected a policy of at most 6144 characters." },
    };

    /// <summary>A role's trust policy, and where what is wrong with it.</summary>
    public static TheoryData<string, string, string> TrustFaults => new()
    {
        { Policy("\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\""), "$.Statement[0].Principal", "Expected an object with RAM, Service or Federated." },
        { Policy("\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":\"*\""), "$.Statement[0].Principal", "Expected an object with RAM, Service or Federated." },
        { Policy("\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":{}"), "$.Statement[0].Principal", "Expected an object with RAM, Service or Federated." },
        { Policy("\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":{\"AWS\":\"x\"}"), "$.Statement[0].Principal.AWS", "Unknown name. Expected one of RAM, Service, Federated." },
        { Policy("\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":{\"RAM\":\"1000000000000001\"}"), "$.Statement[0].Principal.RAM", "Expected acs:ram::<account>:root, …:user/<name> or …:role/<name>, or a list of such." },
        { Policy("\"Effect\":\"Allow\",\"Action\":\"rds:*\",\"Principal\":{\"RAM\":\"acs:ram::1:root\"}"), "$.Statement[0].Action", "Expected sts:AssumeRole, or a list of such." },
        { Policy("\"Effect\":\"Allow\",\"Principal\":{\"RAM\":\"acs:ram::1:root\"}"), "$.Statement[0].Action", "Expected sts:AssumeRole." },
        { Policy("\"Effect\":\"Perhaps\",\"Action\":\"sts:AssumeRole\",\"Principal\":{\"RAM\":\"acs:ram::1:root\"}"), "$.Statement[0].Effect", "Expected Allow or Deny." },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_policy_that_does_not_parse_is_refused_with_the_place_and_the_reason(string document, string path, string message)
    {
        var faults = new DocumentFaults();

        PolicyReader.Read(LocatedJson.TryRead(Encoding.UTF8.GetBytes(document), faults)!, "$", faults);

        Assert.Contains(new DocumentFault(1, path, message), faults);
        Assert.Null(ResetPassword.Ram.Policy.TryParse(document));
    }

    [Theory]
    [MemberData(nameof(TrustFaults))]
    public void A_trust_policy_that_does_not_parse_is_refused_with_the_place_and_the_reason(string document, string path, string message)
    {
        var faults = new DocumentFaults();

        PolicyReader.ReadTrust(LocatedJson.TryRead(Encoding.UTF8.GetBytes(document), faults)!, "$", faults);

        Assert.Contains(new DocumentFault(1, path, message), faults);
    }

    [Theory]
    [InlineData("StringEqualsIfExists")]
    [InlineData("stringequals")]
    [InlineData("ArnLike")]
    [InlineData("ForAllValues:StringEquals")]
    public void An_operator_that_RAM_does_not_document_is_refused(string name)
    {
        var faults = new DocumentFaults();

        PolicyReader.Read(LocatedJson.TryRead(Encoding.UTF8.GetBytes(Policy($"{Whole},\"Condition\":{{\"{name}\":{{\"x\":\"y\"}} }}")), faults)!, "$", faults);

        Assert.Equal($"$.Statement[0].Condition.{name}", Assert.Single(faults).Path);
        Assert.StartsWith("Unknown name. Expected one of Bool, DateEquals, ", faults[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(100_000)]
    public void A_document_of_many_levels_is_refused(int levels) =>
        Assert.Null(ResetPassword.Ram.Policy.TryParse(new string('[', levels) + new string(']', levels)));

    [Fact]
    public void A_document_of_a_mebibyte_is_refused() =>
        Assert.Null(ResetPassword.Ram.Policy.TryParse(Policy($"{Whole},\"Condition\":{{\"StringEquals\":{{\"x\":\"{new string('a', 1 << 20)}\"}} }}")));

    [Theory]
    [InlineData("""{"RAM":["acs:ram::1:root"]}""", "Allow", true)]
    [InlineData("""{"RAM":"acs:ram::1:user/alice"}""", "Allow", true)]
    [InlineData("""{"RAM":"acs:ram::1:user/bob"}""", "Allow", false)]
    [InlineData("""{"RAM":"acs:ram::2:root"}""", "Allow", false)]
    [InlineData("""{"RAM":["acs:ram::2:root","acs:ram::1:user/alice"]}""", "Allow", true)]
    [InlineData("""{"Service":["ecs.aliyuncs.com"]}""", "Allow", false)]
    [InlineData("""{"RAM":"acs:ram::1:user/alice"}""", "Deny", false)]
    public void A_role_trusts_whom_its_policy_names(string principal, string effect, bool isTrusted)
    {
        var faults = new DocumentFaults();
        var document = Policy($"\"Effect\":\"{effect}\",\"Action\":\"sts:AssumeRole\",\"Principal\":{principal}");
        var trust = PolicyReader.ReadTrust(LocatedJson.TryRead(Encoding.UTF8.GetBytes(document), faults)!, "$", faults);

        var evaluation = trust.Evaluate(new Principal.User("alice").TrustedAs("1"), new Dictionary<string, string>());

        Assert.Empty(faults);
        Assert.Equal((isTrusted, PolicyType.AssumeRolePolicy), (evaluation.IsAllowed, evaluation.PolicyType));
    }

    [Fact]
    public void Patterns_match_as_a_plain_recursion_says() => Prop.ForAll(
        Gen.Zip(Gen.Elements('a', 'b', '*', '?').ListOf(), Gen.Elements('a', 'b').ListOf()).ToArbitrary(),
        pair => Glob.Matches(string.Concat(pair.Item1), string.Concat(pair.Item2)) == IsMatch(string.Concat(pair.Item1), string.Concat(pair.Item2)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000).WithEndSize(12));

    [Fact]
    public void A_pattern_of_many_stars_takes_no_exponential_time() =>
        Assert.False(Glob.Matches(string.Concat(Enumerable.Repeat("a*", 500)) + "c", new string('a', 5000)));

    private static bool IsMatch(string pattern, string text) => (pattern, text) switch
    {
        ("", _) => text == "",
        (['*', .. var rest], _) => IsMatch(rest, text) || (text != "" && IsMatch(pattern, text[1..])),
        (_, "") => false,
        (['?', .. var rest], [_, .. var behind]) => IsMatch(rest, behind),
        _ => pattern[0] == text[0] && IsMatch(pattern[1..], text[1..]),
    };

    private static string Policy(string statement) => $$"""{"Version":"1","Statement":[{{{statement}}}]}""";
}
