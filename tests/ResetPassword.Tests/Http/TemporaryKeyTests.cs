using Microsoft.Extensions.Time.Testing;
using ResetPassword.CommandLine;
using ResetPassword.Tenancy;

namespace ResetPassword.Tests.Http;

/// <summary>STS and Location: who am I, the temporary keys of roles, and where endpoints are.</summary>
public sealed class TemporaryKeyTests
{
    private const string Rotator = "acs:ram::1000000000000001:role/rotator";
    private const string NotAuthorized = "You are not authorized to do this action. You should be authorized by RAM.";

    [Fact]
    public async Task Root_a_user_and_a_role_are_told_who_they_are()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var role = await AuthorizationTests.AssumeAsync(emulator, "testlimited", "rotator");

        var root = await IdentityAsync(emulator, call => call);
        var user = await IdentityAsync(emulator, call => call with { AccessKeyId = "testlimited" });
        var assumed = await IdentityAsync(emulator, role);

        Assert.Equal("Account 1000000000000001 acs:ram::1000000000000001:root", Text(root));
        Assert.Equal("RAMUser 1000000000000001 acs:ram::1000000000000001:user/limited", Text(user));
        Assert.Equal("AssumedRoleUser 1000000000000001 acs:ram::1000000000000001:assumed-role/rotator/session", Text(assumed));
        Assert.Equal(["RequestId", "IdentityType", "AccountId", "PrincipalId", "Arn"], root.Json.AsObject().Select(field => field.Key));
        Assert.Matches("^[0-9]{18}$", (string?)user.Json["UserId"]);
        Assert.Equal($"{assumed.Json["RoleId"]}:session", (string?)assumed.Json["PrincipalId"]);
    }

    [Fact]
    public async Task Assuming_a_role_gives_keys_that_work_until_they_expire_by_the_tenants_clock()
    {
        var clock = new FakeTimeProvider(SomeTime.Noon);
        await using var emulator = EmulatorUnderTest.Start(clock);
        var answer = await AssumeAsync(emulator, "testlimited", ("DurationSeconds", "900"));
        var role = KeysOf(answer);

        var before = await emulator.CallAsync("PolarDb", role, SomeReset.Of("PolarDb").Parameters);
        await emulator.PutAsync("clock", """{"advanceSeconds":899}""");
        var late = await emulator.CallAsync("PolarDb", role, SomeReset.Of("PolarDb").Parameters);
        await emulator.PutAsync("clock", """{"advanceSeconds":1}""");
        var after = await emulator.CallAsync("PolarDb", role, SomeReset.Of("PolarDb").Parameters);

        Assert.Equal((200, 200), (before.Status, late.Status));
        Assert.Equal((400, "InvalidSecurityToken.Expired", "Specified SecurityToken is expired."), after.Error);
        Assert.Equal("2026-01-31T12:15:00Z", (string?)answer.Json["Credentials"]!["Expiration"]);
        Assert.Equal($"{Rotator}/session", (string?)answer.Json["AssumedRoleUser"]!["Arn"]);
        Assert.StartsWith("STS.", (string?)answer.Json["Credentials"]!["AccessKeyId"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("testid", Rotator, "session", 403, "NoPermission", "Roles may not be assumed by root accounts.")]
    [InlineData("testid.nobody", Rotator, "session", 403, "NoPermission", NotAuthorized)]
    [InlineData("testlimited", "acs:ram::1000000000000001:role/other", "session", 403, "NoPermission", NotAuthorized)]
    [InlineData("testid.admin", "acs:ram::1000000000000001:role/none", "session", 404, "EntityNotExist.Role", "The role not exists: acs:ram::1000000000000001:role/none")]
    [InlineData("testid.admin", "acs:ram::2000000000000002:role/rotator", "session", 404, "EntityNotExist.Role", "The role not exists: acs:ram::2000000000000002:role/rotator")]
    [InlineData("testid.admin", "acs:ram::1000000000000001:role/distrustful", "session", 403, "NoPermission", NotAuthorized)]
    [InlineData("testid.admin", "acs:ram::1000000000000001:user/limited", "session", 400, "InvalidParameter.RoleArn", "The parameter RoleArn is wrongly formed.")]
    [InlineData("testid.admin", Rotator, "s", 400, "InvalidParameter.RoleSessionName", "The parameter RoleSessionName is wrongly formed.")]
    [InlineData("testid.admin", Rotator, "a/b", 400, "InvalidParameter.RoleSessionName", "The parameter RoleSessionName is wrongly formed.")]
    public async Task A_role_that_may_not_be_assumed_is_refused(string accessKeyId, string arn, string session, int status, string code, string message)
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PutAsync("users/nobody", "{}");
        await emulator.PutAsync("users/admin", """{"policies":["AdministratorAccess"]}""");
        await emulator.PutAsync("roles/distrustful",
            """{"trust":{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"RAM":"acs:ram::1000000000000001:user/limited"}}]}}""");

        var answer = await emulator.CallAsync("Sts", call => call with { Action = "AssumeRole", AccessKeyId = accessKeyId }, ("RoleArn", arn),
            ("RoleSessionName", session));

        Assert.Equal((status, code, message), answer.Error);
    }

    [Fact]
    public async Task A_role_that_does_not_trust_the_caller_says_so_in_the_detail()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PutAsync("users/admin", """{"policies":["AdministratorAccess"]}""");
        await emulator.PutAsync("roles/rotator",
            """{"trust":{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":["ecs.aliyuncs.com"]}}]}}""");

        var answer = await emulator.CallAsync("Sts", call => call with { Action = "AssumeRole", AccessKeyId = "testid.admin" }, ("RoleArn", Rotator),
            ("RoleSessionName", "session"));

        Assert.Equal("AssumeRolePolicy", (string?)answer.Json["AccessDeniedDetail"]!["PolicyType"]);
    }

    [Theory]
    [InlineData("899", 400)]
    [InlineData("900", 200)]
    [InlineData("3600", 200)]
    [InlineData("3601", 400)]
    [InlineData("an hour", 400)]
    [InlineData("", 400)]
    public async Task A_duration_is_at_least_15_minutes_and_at_most_what_the_role_allows(string seconds, int status)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await AssumeAsync(emulator, "testlimited", ("DurationSeconds", seconds));

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 200 ? null : "InvalidParameter.DurationSeconds", (string?)answer.Json["Code"]);
    }

    [Fact]
    public async Task A_session_policy_narrows_what_the_role_may_do()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var role = KeysOf(await AssumeAsync(emulator, "testlimited",
            ("Policy", """{"Version":"1","Statement":[{"Effect":"Allow","Action":"rds:*","Resource":"*"}]}""")));

        var within = await emulator.CallAsync("Rds", role, SomeReset.Of("Rds").Parameters);
        var without = await emulator.CallAsync("PolarDb", role, SomeReset.Of("PolarDb").Parameters);

        Assert.Equal((200, 403), (within.Status, without.Status));
        Assert.Equal(("SessionPolicy", "AssumedRoleUser", "rotator:session"), DetailOf(without));
    }

    [Theory]
    [InlineData("""{"Version":"2","Statement":[]}""", "InvalidParameter.PolicyGrammar")]
    [InlineData("nonsense", "InvalidParameter.PolicyGrammar")]
    [InlineData("""{"Version":"1","Statement":[{"Effect":"Allow","Action":"rds:*","Resource":"*","Condition":{"StringEqualsIfExists":{"x":"y"}}}]}""", "InvalidParameter.PolicyGrammar")]
    public async Task A_session_policy_that_does_not_parse_grants_nothing(string policy, string code)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await AssumeAsync(emulator, "testlimited", ("Policy", policy));

        Assert.Equal((400, code, "The parameter Policy has not passed grammar check."), answer.Error);
    }

    [Theory]
    [InlineData(SignatureGeneration.V1)]
    [InlineData(SignatureGeneration.V3)]
    internal async Task A_token_that_is_missing_cut_or_another_keys_is_refused(SignatureGeneration generation)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var one = KeysOf(await AssumeAsync(emulator, "testlimited"))(SomeCall.To(emulator.Endpoint, generation));
        var other = KeysOf(await AssumeAsync(emulator, "testlimited"))(SomeCall.To(emulator.Endpoint, generation));
        Task<Answer> Send(SignedRequest call) => emulator.SendAsync((call with { Nonce = Guid.NewGuid().ToString("N") }).ToMessage());

        var right = await Send(one);
        var missing = await Send(one with { SecurityToken = null });
        var cut = await Send(one with { SecurityToken = one.SecurityToken![..^1] });
        var swapped = await Send(one with { SecurityToken = other.SecurityToken });
        var withRoot = await Send(one with { AccessKeyId = "testid", AccessKeySecret = new("testsecret") });
        var otherSecret = await Send(one with { AccessKeySecret = other.AccessKeySecret });

        Assert.Equal(200, right.Status);
        Assert.Equal((400, "MissingSecurityToken", "SecurityToken is mandatory for this action."), missing.Error);
        Assert.Equal((400, "InvalidSecurityToken.Malformed", "Specified SecurityToken is malformed."), cut.Error);
        Assert.Equal((400, "InvalidSecurityToken.MismatchWithAccessKey", "Specified SecurityToken mismatch with the AccessKey."), swapped.Error);
        Assert.Equal((400, "InvalidSecurityToken.MismatchWithAccessKey", "Specified SecurityToken mismatch with the AccessKey."), withRoot.Error);
        Assert.Equal((400, "SignatureDoesNotMatch"), (otherSecret.Status, otherSecret.Error.Code));
        Assert.Equal(2, await SomeCall.PasswordVersionAsync(emulator));
    }

    [Fact]
    public async Task The_keys_of_a_dropped_tenant_and_of_a_role_that_is_gone_do_nothing()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var dropped = await AuthorizationTests.AssumeAsync(emulator, "test-gone.limited", "rotator");
        var gone = KeysOf(await AssumeAsync(emulator, "testlimited"));
        await emulator.DeleteAsync("tenants/test-gone");
        await emulator.DeleteAsync("roles/rotator");

        var ofTenant = await emulator.CallAsync("Rds", dropped, SomeReset.Of("Rds").Parameters);
        var ofRole = await emulator.CallAsync("Rds", gone, SomeReset.Of("Rds").Parameters);

        Assert.Equal("InvalidSecurityToken.Malformed", ofTenant.Error.Code);
        Assert.Equal("Forbidden.RAM", ofRole.Error.Code);
        Assert.Equal(1, await SomeCall.PasswordVersionAsync(emulator));
    }

    [Fact]
    public async Task The_keys_of_a_tenant_that_is_reset_do_nothing()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var role = KeysOf(await AssumeAsync(emulator, "testlimited"));
        await emulator.PostAsync("reset");

        var answer = await emulator.CallAsync("PolarDb", role, SomeReset.Of("PolarDb").Parameters);

        Assert.Equal((400, "InvalidSecurityToken.Malformed"), (answer.Error.Status, answer.Error.Code));
    }

    [Theory]
    [InlineData("null")]
    [InlineData(" null ")]
    [InlineData("")]
    public async Task A_session_policy_that_is_JSON_null_or_empty_is_none(string policy)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var role = KeysOf(await AssumeAsync(emulator, "testlimited", ("Policy", policy)));

        Assert.Equal(200, (await emulator.CallAsync("PolarDb", role, SomeReset.Of("PolarDb").Parameters)).Status);
    }

    [Fact]
    public async Task More_temporary_keys_than_are_kept_are_throttled_until_some_expire()
    {
        await using var emulator = EmulatorUnderTest.Start(null, ("MaxTemporaryKeys", "1"));
        var first = await AssumeAsync(emulator, "testlimited");

        var second = await AssumeAsync(emulator, "testlimited");
        await emulator.PutAsync("clock", """{"advanceSeconds":3600}""");
        var third = await AssumeAsync(emulator, "testlimited");

        Assert.Equal((200, 400, 200), (first.Status, second.Status, third.Status));
        Assert.Equal("Throttling", second.Error.Code);
    }

    [Fact]
    public async Task What_is_issued_is_in_no_journal()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var answer = await AssumeAsync(emulator, "testlimited");
        await emulator.CallAsync("Rds", KeysOf(answer), SomeReset.Of("Rds").Parameters);

        var journal = (await emulator.GetAsync("requests")).Text;

        Assert.Contains((string)answer.Json["Credentials"]!["AccessKeyId"]!, journal, StringComparison.Ordinal);
        Assert.DoesNotContain((string)answer.Json["Credentials"]!["AccessKeySecret"]!, journal, StringComparison.Ordinal);
        Assert.DoesNotContain((string)answer.Json["Credentials"]!["SecurityToken"]!, journal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rds", "cn-hangzhou")]
    [InlineData("selectdb", "cn-hangzhou")]
    [InlineData("dds", "cn-beijing")]
    [InlineData("gpdb", "ap-southeast-1")]
    [InlineData("polardb", "cn-hangzhou")]
    [InlineData("sts", "cn-hangzhou")]
    public async Task Every_endpoint_is_here(string serviceCode, string region)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await emulator.CallAsync("Location", call => call with { Action = "DescribeEndpoints" }, ("Id", region), ("ServiceCode", serviceCode),
            ("Type", "openAPI"));

        Assert.Equal(
            $$"""{"RequestId":"{{answer.Json["RequestId"]}}","Endpoints":{"Endpoint":[{"Protocols":{"Protocols":["HTTP"]},"Type":"openAPI","Namespace":"26842","Id":"{{region}}","SerivceCode":"{{serviceCode}}","Endpoint":"{{emulator.Endpoint.Authority}}"}]},"Success":true}""",
            answer.Text);
    }

    [Fact]
    public async Task Who_comes_by_the_vendors_name_is_sent_to_the_vendors_name()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var call = new SignedRequest
        {
            Endpoint = emulator.Endpoint,
            Version = "2015-06-12",
            Action = "DescribeEndpoints",
            Generation = SignatureGeneration.V1,
            Parameters = [new("Id", "cn-hangzhou"), new("ServiceCode", "dds")]
        };

        var answer = RawConnection.Exchange(emulator.Endpoint, RawRequest.Of(call).WithHeader("Host", "location.aliyuncs.com").ToText());

        Assert.Equal("mongodb.aliyuncs.com", (string?)answer.Json["Endpoints"]!["Endpoint"]![0]!["Endpoint"]);
    }

    private static Task<Answer> AssumeAsync(EmulatorUnderTest emulator, string accessKeyId, params (string, string)[] more) =>
        emulator.CallAsync("Sts", call => call with { Action = "AssumeRole", AccessKeyId = accessKeyId },
            [("RoleArn", Rotator), ("RoleSessionName", "session"), .. more]);

    private static Func<SignedRequest, SignedRequest> KeysOf(Answer assumed) => call => call with
    {
        AccessKeyId = (string)assumed.Json["Credentials"]!["AccessKeyId"]!,
        AccessKeySecret = new((string)assumed.Json["Credentials"]!["AccessKeySecret"]!),
        SecurityToken = (string)assumed.Json["Credentials"]!["SecurityToken"]!,
    };

    private static Task<Answer> IdentityAsync(EmulatorUnderTest emulator, Func<SignedRequest, SignedRequest> caller) =>
        emulator.CallAsync("Sts", call => caller(call) with { Action = "GetCallerIdentity" });

    private static string Text(Answer identity) => $"{identity.Json["IdentityType"]} {identity.Json["AccountId"]} {identity.Json["Arn"]}";

    private static (string?, string?, string?) DetailOf(Answer denied)
    {
        var detail = denied.Json["AccessDeniedDetail"]!;
        return ((string?)detail["PolicyType"], (string?)detail["AuthPrincipalType"], (string?)detail["AuthPrincipalDisplayName"]);
    }
}
