using ResetPassword.Documents;
using ResetPassword.Ram;

namespace ResetPassword.Tests.Ram;

/// <summary>The truth table of the policy language: what each statement says of a call.</summary>
public sealed class PolicyTruthTests
{
    private const string Reset = "rds:ResetAccountPassword";
    private const string Instance = "acs:rds:cn-hangzhou:1000000000000001:dbinstance/rm-running";

    /// <summary>A pattern of an Action; whether it covers rds:ResetAccountPassword.</summary>
    public static TheoryData<string, bool> Actions => new()
    {
        { "*", true }, { "rds:*", true }, { "rds:ResetAccountPassword", true }, { "rds:Reset*", true }, { "rds:*Password", true }, { "rds:Reset*Password", true },
        { "rds:ResetAccountPasswor?", true }, { "rds:?esetAccountPassword", true }, { "RDS:resetaccountpassword", true }, { "*:ResetAccountPassword", true }, { "r*:R*", true },
        { "rds:**", true }, { "rds:*Account*", true }, { "rds:*a*a*", true },
        { "rds:Describe*", false }, { "dds:ResetAccountPassword", false }, { "rds:ResetAccount", false }, { "rds:ResetAccountPassword?", false }, { "rds:ResetAccountPasswords", false },
        { "ds:*", false }, { "rd:*", false }, { "rds:Reset?Password", false }, { "rds:*b", false }, { "rds:*a*a*a*", false },
    };

    /// <summary>A pattern of a Resource and a resource; whether it covers it.</summary>
    public static TheoryData<string, string, bool> Resources => new()
    {
        { "*", Instance, true }, { "acs:rds:*:*:*", Instance, true }, { "acs:rds:*:*:dbinstance/*", Instance, true }, { "acs:rds:*:*:dbinstance/rm-running", Instance, true },
        { "acs:rds:cn-hangzhou:1000000000000001:dbinstance/rm-running", Instance, true }, { "acs:rds:cn-*:*:dbinstance/rm-*", Instance, true }, { "acs:rds:*:*:dbinstance/rm-runnin?", Instance, true },
        { "acs:*:*:*:*", Instance, true }, { "acs:rds:*:1000000000000001:*/rm-running", Instance, true }, { "acs:rds:*:*:dbinstance/rm-running/*", Instance, false },
        { "acs:rds:cn-beijing:*:dbinstance/*", Instance, false }, { "acs:rds:*:2000000000000002:*", Instance, false }, { "acs:rds:*:*:dbinstance/rm-other", Instance, false },
        { "acs:rds:*:*:dbinstance/RM-RUNNING", Instance, false }, { "acs:rds:*:*:dbinstance/rm-run", Instance, false }, { "acs:dds:*:*:dbinstance/rm-running", Instance, false },
        { "acs:rds:*:*:DBInstance/*", Instance, false }, { "acs:rds:*:*:dbinstance/", Instance, false },
        { "acs:rds:*:*:dbinstance/*", "acs:rds:cn-hangzhou:1000000000000001:dbinstance/*", true }, { "acs:rds:*:*:dbinstance/rm-running", "acs:rds:cn-hangzhou:1000000000000001:dbinstance/*", false },
        { "*", "*", true }, { "acs:selectdb:*:*:dbinstance/selectdb-cn-running", "*", false }, { "acs:selectdb:*:*:*", "*", false }, { "acs:*:*:*:*", "*", false },
        { "acs:dds:*:*:dbinstance/dds-sharded", "acs:dds:cn-hangzhou:1000000000000001:dbinstance/dds-sharded", true }, { "acs:dds:*:*:dbinstance/dds-replica", "acs:dds:cn-hangzhou:1000000000000001:dbinstance/dds-sharded", false },
        { "acs:gpdb:*:1000000000000001:dbinstance/gp-running", "acs:gpdb:*:1000000000000001:dbinstance/gp-running", true }, { "acs:gpdb:cn-hangzhou:1000000000000001:dbinstance/gp-running", "acs:gpdb:*:1000000000000001:dbinstance/gp-running", false },
        { "acs:gpdb:*:*:dbinstance/gp-other", "acs:gpdb:*:1000000000000001:dbinstance/gp-running", false },
        { "acs:polardb:*:*:dbcluster/pc-running", "acs:polardb:cn-hangzhou:1000000000000001:dbcluster/pc-running", true }, { "acs:polardb:*:*:dbinstance/pc-running", "acs:polardb:cn-hangzhou:1000000000000001:dbcluster/pc-running", false },
        { "acs:ram:*:1000000000000001:role/rotator", "acs:ram::1000000000000001:role/rotator", true }, { "acs:ram::1000000000000001:role/rotator", "acs:ram::1000000000000001:role/rotator", true },
        { "acs:ram::1000000000000001:role/*", "acs:ram::1000000000000001:role/rotator", true }, { "acs:ram::2000000000000002:role/rotator", "acs:ram::1000000000000001:role/rotator", false },
    };

    /// <summary>The five operations: RAM action and resource, as a call of each asks.</summary>
    private static readonly (string Action, string Resource)[] Operations =
    [
        ("selectdb:ResetAccountPassword", "*"),
        (Reset, Instance),
        ("dds:ResetAccountPassword", "acs:dds:cn-hangzhou:1000000000000001:dbinstance/dds-sharded"),
        ("gpdb:ResetAccountPassword", "acs:gpdb:*:1000000000000001:dbinstance/gp-running"),
        ("polardb:ResetAccount", "acs:polardb:cn-hangzhou:1000000000000001:dbcluster/pc-running"),
    ];

    /// <summary>Which operation a policy allows, and which is called.</summary>
    public static TheoryData<int, int> Pairs => new(Enumerable.Range(0, 25).Select(n => (n / 5, n % 5)));

    /// <summary>Statements, and what they say of the call.</summary>
    public static TheoryData<string, string> Statements => new()
    {
        { Allow(), "Allow" }, { Deny(), "ExplicitDeny" }, { $"{Allow()},{Deny()}", "ExplicitDeny" }, { $"{Deny()},{Allow()}", "ExplicitDeny" },
        { Allow("\"dds:*\""), "ImplicitDeny" }, { $"{Allow("\"dds:*\"")},{Allow()}", "Allow" }, { $"{Deny("\"dds:*\"")},{Allow()}", "Allow" }, { Deny("\"dds:*\""), "ImplicitDeny" },
        { Allow("""["dds:*","rds:*"]"""), "Allow" }, { Allow("""["dds:*","gpdb:*"]"""), "ImplicitDeny" }, { Allow("""["*"]"""), "Allow" },
        { Allow(resource: """["acs:rds:*:*:dbinstance/rm-other","acs:rds:*:*:dbinstance/rm-running"]"""), "Allow" }, { Allow(resource: """["acs:rds:*:*:dbinstance/rm-other"]"""), "ImplicitDeny" },
        { """{"Effect":"Allow","NotAction":"ram:*","Resource":"*"}""", "Allow" }, { """{"Effect":"Allow","NotAction":"rds:*","Resource":"*"}""", "ImplicitDeny" },
        { """{"Effect":"Allow","NotAction":["ram:*","rds:Reset*"],"Resource":"*"}""", "ImplicitDeny" }, { """{"Effect":"Deny","NotAction":"rds:*","Resource":"*"},{"Effect":"Allow","Action":"*","Resource":"*"}""", "Allow" },
        { """{"Effect":"Deny","NotAction":"rds:Describe*","Resource":"*"},{"Effect":"Allow","Action":"*","Resource":"*"}""", "ExplicitDeny" },
        { """{"Effect":"Allow","Action":"*","NotResource":"acs:rds:*:*:dbinstance/rm-other"}""", "Allow" }, { """{"Effect":"Allow","Action":"*","NotResource":"acs:rds:*:*:dbinstance/rm-*"}""", "ImplicitDeny" },
        { """{"Effect":"Allow","Action":"*","NotResource":["acs:dds:*:*:*","acs:rds:*:*:dbinstance/rm-running"]}""", "ImplicitDeny" }, { """{"Effect":"Allow","NotAction":"ram:*","NotResource":"acs:ram:*:*:*"}""", "Allow" },
        { """{"Effect":"Deny","Action":"*","NotResource":"acs:rds:*:*:dbinstance/rm-running"},{"Effect":"Allow","Action":"*","Resource":"*"}""", "Allow" },
        { $"{Deny(resource: "\"acs:rds:*:*:dbinstance/rm-other\"")},{Allow()}", "Allow" }, { $"{Deny(resource: "\"acs:rds:*:*:dbinstance/rm-r*\"")},{Allow()}", "ExplicitDeny" },
        { Deny(condition: """{"Bool":{"acs:SecureTransport":"false"}}""") + "," + Allow(), "ExplicitDeny" }, { Deny(condition: """{"Bool":{"acs:SecureTransport":"true"}}""") + "," + Allow(), "Allow" },
    };

    /// <summary>A Condition; whether it holds for the keys of <see cref="Keys"/>.</summary>
    public static TheoryData<string, bool> Conditions => new()
    {
        { """{"StringEquals":{"rds:ResourceTag/env":"test"}}""", true }, { """{"StringEquals":{"rds:ResourceTag/env":"TEST"}}""", false }, { """{"StringEquals":{"rds:ResourceTag/env":"te*"}}""", false },
        { """{"StringEquals":{"rds:ResourceTag/none":"test"}}""", false }, { """{"StringEquals":{"rds:ResourceTag/env":["prod","test"]}}""", true }, { """{"StringEquals":{"rds:ResourceTag/env":["prod","stage"]}}""", false },
        { """{"StringEquals":{"RDS:resourcetag/ENV":"test"}}""", true }, { """{"StringEquals":{"rds:ResourceTag/empty":""}}""", true },
        { """{"StringNotEquals":{"rds:ResourceTag/env":"prod"}}""", true }, { """{"StringNotEquals":{"rds:ResourceTag/env":"test"}}""", false }, { """{"StringNotEquals":{"rds:ResourceTag/env":["prod","test"]}}""", false },
        { """{"StringNotEquals":{"rds:ResourceTag/none":"test"}}""", false },
        { """{"StringEqualsIgnoreCase":{"rds:ResourceTag/env":"TEST"}}""", true }, { """{"StringEqualsIgnoreCase":{"rds:ResourceTag/env":"prod"}}""", false }, { """{"StringEqualsIgnoreCase":{"rds:ResourceTag/none":"x"}}""", false },
        { """{"StringNotEqualsIgnoreCase":{"rds:ResourceTag/env":"TEST"}}""", false }, { """{"StringNotEqualsIgnoreCase":{"rds:ResourceTag/env":"PROD"}}""", true }, { """{"StringNotEqualsIgnoreCase":{"rds:ResourceTag/none":"x"}}""", false },
        { """{"StringLike":{"rds:ResourceTag/env":"t*"}}""", true }, { """{"StringLike":{"rds:ResourceTag/env":"t?st"}}""", true }, { """{"StringLike":{"rds:ResourceTag/env":"p*"}}""", false },
        { """{"StringLike":{"rds:ResourceTag/env":["p*","*t"]}}""", true }, { """{"StringLike":{"rds:ResourceTag/none":"*"}}""", false },
        { """{"StringNotLike":{"rds:ResourceTag/env":"p*"}}""", true }, { """{"StringNotLike":{"rds:ResourceTag/env":"t*"}}""", false }, { """{"StringNotLike":{"rds:ResourceTag/none":"t*"}}""", false },
        { """{"NumericEquals":{"x:n":"10"}}""", true }, { """{"NumericEquals":{"x:n":"10.0"}}""", true }, { """{"NumericEquals":{"x:n":10}}""", true }, { """{"NumericEquals":{"x:n":"11"}}""", false },
        { """{"NumericEquals":{"x:none":"10"}}""", false }, { """{"NumericEquals":{"rds:ResourceTag/env":"10"}}""", false }, { """{"NumericEquals":{"x:n":["9","10"]}}""", true },
        { """{"NumericNotEquals":{"x:n":"11"}}""", true }, { """{"NumericNotEquals":{"x:n":"10"}}""", false }, { """{"NumericNotEquals":{"x:none":"10"}}""", false },
        { """{"NumericLessThan":{"x:n":"11"}}""", true }, { """{"NumericLessThan":{"x:n":"10"}}""", false }, { """{"NumericLessThan":{"x:none":"11"}}""", false },
        { """{"NumericLessThanEquals":{"x:n":"10"}}""", true }, { """{"NumericLessThanEquals":{"x:n":"9.99"}}""", false }, { """{"NumericLessThanEquals":{"x:none":"11"}}""", false },
        { """{"NumericGreaterThan":{"x:n":"9"}}""", true }, { """{"NumericGreaterThan":{"x:n":"10"}}""", false }, { """{"NumericGreaterThan":{"x:none":"9"}}""", false },
        { """{"NumericGreaterThanEquals":{"x:n":"10"}}""", true }, { """{"NumericGreaterThanEquals":{"x:n":"10.5"}}""", false }, { """{"NumericGreaterThanEquals":{"x:none":"9"}}""", false },
        { """{"DateEquals":{"acs:CurrentTime":"2026-01-31T12:00:00Z"}}""", true }, { """{"DateEquals":{"acs:CurrentTime":"2026-01-31T20:00:00+08:00"}}""", true }, { """{"DateEquals":{"acs:CurrentTime":"2026-01-31T12:00:01Z"}}""", false },
        { """{"DateEquals":{"x:none":"2026-01-31T12:00:00Z"}}""", false },
        { """{"DateNotEquals":{"acs:CurrentTime":"2026-01-31T12:00:01Z"}}""", true }, { """{"DateNotEquals":{"acs:CurrentTime":"2026-01-31T12:00:00Z"}}""", false }, { """{"DateNotEquals":{"x:none":"2026-01-31T12:00:00Z"}}""", false },
        { """{"DateLessThan":{"acs:CurrentTime":"2026-01-31T12:00:01Z"}}""", true }, { """{"DateLessThan":{"acs:CurrentTime":"2026-01-31T12:00:00Z"}}""", false }, { """{"DateLessThan":{"x:none":"2027-01-01"}}""", false },
        { """{"DateLessThanEquals":{"acs:CurrentTime":"2026-01-31T12:00:00Z"}}""", true }, { """{"DateLessThanEquals":{"acs:CurrentTime":"2026-01-31"}}""", false }, { """{"DateLessThanEquals":{"x:none":"2027-01-01"}}""", false },
        { """{"DateGreaterThan":{"acs:CurrentTime":"2026-01-31"}}""", true }, { """{"DateGreaterThan":{"acs:CurrentTime":"2026-01-31T12:00:00Z"}}""", false }, { """{"DateGreaterThan":{"x:none":"2020-01-01"}}""", false },
        { """{"DateGreaterThanEquals":{"acs:CurrentTime":"2026-01-31T12:00:00Z"}}""", true }, { """{"DateGreaterThanEquals":{"acs:CurrentTime":"2026-02-01"}}""", false }, { """{"DateGreaterThanEquals":{"x:none":"2020-01-01"}}""", false },
        { """{"DateGreaterThan":{"acs:CurrentTime":"2026-01-01"},"DateLessThan":{"acs:CurrentTime":"2026-02-01"}}""", true }, { """{"DateGreaterThan":{"acs:CurrentTime":"2026-01-01"},"DateLessThan":{"acs:CurrentTime":"2026-01-15"}}""", false },
        { """{"Bool":{"acs:SecureTransport":"false"}}""", true }, { """{"Bool":{"acs:SecureTransport":false}}""", true }, { """{"Bool":{"acs:SecureTransport":"FALSE"}}""", true }, { """{"Bool":{"acs:SecureTransport":"true"}}""", false },
        { """{"Bool":{"acs:MFAPresent":"true"}}""", false }, { """{"Bool":{"acs:MFAPresent":"false"}}""", true }, { """{"Bool":{"x:none":"false"}}""", false }, { """{"Bool":{"acs:SecureTransport":["true","false"]}}""", true },
        { """{"IpAddress":{"acs:SourceIp":"192.0.2.7"}}""", true }, { """{"IpAddress":{"acs:SourceIp":"192.0.2.0/24"}}""", true }, { """{"IpAddress":{"acs:SourceIp":"192.0.3.0/24"}}""", false }, { """{"IpAddress":{"acs:SourceIp":"192.0.2.8"}}""", false },
        { """{"IpAddress":{"acs:SourceIp":["10.0.0.0/8","192.0.2.0/24"]}}""", true }, { """{"IpAddress":{"acs:SourceIp":"0.0.0.0/0"}}""", true }, { """{"IpAddress":{"acs:SourceIp":"::/0"}}""", false }, { """{"IpAddress":{"x:none":"0.0.0.0/0"}}""", false },
        { """{"IpAddress":{"x:v6":"2001:db8::/32"}}""", true }, { """{"IpAddress":{"x:v6":"2001:db9::/32"}}""", false }, { """{"IpAddress":{"x:mapped":"192.0.2.0/24"}}""", true },
        { """{"NotIpAddress":{"acs:SourceIp":"10.0.0.0/8"}}""", true }, { """{"NotIpAddress":{"acs:SourceIp":"192.0.2.0/24"}}""", false }, { """{"NotIpAddress":{"acs:SourceIp":["10.0.0.0/8","192.0.2.0/24"]}}""", false }, { """{"NotIpAddress":{"x:none":"10.0.0.0/8"}}""", false },
        { """{"StringEquals":{"rds:ResourceTag/env":"test","rds:ResourceTag/team":"db"}}""", true }, { """{"StringEquals":{"rds:ResourceTag/env":"test","rds:ResourceTag/team":"web"}}""", false },
        { """{"StringEquals":{"rds:ResourceTag/env":"test"},"Bool":{"acs:SecureTransport":"false"}}""", true }, { """{"StringEquals":{"rds:ResourceTag/env":"test"},"Bool":{"acs:SecureTransport":"true"}}""", false }, { "{}", true },
    };

    /// <summary>The session policy's statement, the role's own, and which of them decided what.</summary>
    public static TheoryData<string, string, string> Sessions => new()
    {
        { Allow(), Allow(), "Allow by own[0]" }, { Allow("\"dds:*\""), Allow(), "ImplicitDeny" }, { Deny(), Allow(), "ExplicitDeny by session policy[0]" },
        { Allow(), Allow("\"dds:*\""), "ImplicitDeny" }, { Allow(), Deny(), "ExplicitDeny by own[0]" }, { $"{Allow()},{Deny()}", Allow(), "ExplicitDeny by session policy[1]" },
        { Allow(), $"{Allow("\"dds:*\"")},{Allow()}", "Allow by own[1]" }, { Deny("\"dds:*\""), Allow(), "ImplicitDeny" },
    };

    private static readonly Dictionary<string, string> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        ["rds:ResourceTag/env"] = "test",
        ["rds:ResourceTag/team"] = "db",
        ["rds:ResourceTag/empty"] = "",
        ["x:n"] = "10",
        ["x:v6"] = "2001:db8::1",
        ["x:mapped"] = "::ffff:192.0.2.7",
        ["acs:CurrentTime"] = "2026-01-31T12:00:00Z",
        ["acs:SecureTransport"] = "false",
        ["acs:SourceIp"] = "192.0.2.7",
        ["acs:MFAPresent"] = "false",
    };

    [Theory]
    [MemberData(nameof(Actions))]
    public void An_action_pattern_covers(string pattern, bool isCovered) =>
        Assert.Equal(isCovered ? "Allow" : "ImplicitDeny", EffectOf(Allow($"\"{pattern}\"")));

    [Theory]
    [MemberData(nameof(Resources))]
    public void A_resource_pattern_covers(string pattern, string resource, bool isCovered) =>
        Assert.Equal(isCovered ? "Allow" : "ImplicitDeny", EffectOf(Allow(resource: $"\"{pattern}\""), resource));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_policy_for_one_operation_on_one_instance_allows_no_other(int allowed, int called)
    {
        var policy = PolicyOf(Allow($"\"{Operations[allowed].Action}\"", $"\"{Operations[allowed].Resource}\""));

        var evaluation = Authorizer.Evaluate([new("own", policy)], session: null, new(Operations[called].Action, Operations[called].Resource, Keys));

        Assert.Equal(allowed == called, evaluation.IsAllowed);
    }

    [Theory]
    [MemberData(nameof(Statements))]
    public void Statements_decide_together(string statements, string effect) => Assert.Equal(effect, EffectOf(statements));

    [Theory]
    [MemberData(nameof(Conditions))]
    public void A_condition_holds(string condition, bool holds) => Assert.Equal(holds ? "Allow" : "ImplicitDeny", EffectOf(Allow(condition: condition)));

    [Theory]
    [MemberData(nameof(Sessions))]
    public void A_session_policy_must_allow_as_well(string session, string own, string decision) =>
        Assert.Equal(decision, Authorizer.Evaluate([new("own", PolicyOf(own))], PolicyOf(session), new(Reset, Instance, Keys)).ToString());

    [Fact]
    public void A_deny_of_any_policy_wins_over_an_allow_of_any_other() =>
        Assert.Equal(
            "ExplicitDeny by second[0]",
            Authorizer.Evaluate([new("first", PolicyOf(Allow())), new("second", PolicyOf(Deny()))], session: null, new(Reset, Instance, Keys)).ToString());

    [Fact]
    public void Without_a_policy_everything_is_denied() =>
        Assert.Equal("ImplicitDeny", Authorizer.Evaluate([], session: null, new(Reset, Instance, Keys)).ToString());

    [Fact]
    public void There_are_at_least_200_cases() =>
        Assert.InRange(Actions.Count + Resources.Count + Statements.Count + Conditions.Count + Sessions.Count + Pairs.Count, 200, 1000);

    private static string EffectOf(string statements, string resource = Instance) =>
        Authorizer.Evaluate([new("own", PolicyOf(statements))], session: null, new(Reset, resource, Keys)).Effect.ToString();

    private static Policy PolicyOf(string statements)
    {
        var faults = new DocumentFaults();
        var document = LocatedJson.TryRead(System.Text.Encoding.UTF8.GetBytes($$"""{"Version":"1","Statement":[{{statements}}]}"""), faults)!;
        var policy = PolicyReader.Read(document, "$", faults);
        Assert.Empty(faults);
        return policy;
    }

    private static string Allow(string action = "\"*\"", string resource = "\"*\"", string condition = "{}") => Statement("Allow", action, resource, condition);

    private static string Deny(string action = "\"*\"", string resource = "\"*\"", string condition = "{}") => Statement("Deny", action, resource, condition);

    private static string Statement(string effect, string action, string resource, string condition) =>
        $$"""{"Effect":"{{effect}}","Action":{{action}},"Resource":{{resource}},"Condition":{{condition}} }""";
}
