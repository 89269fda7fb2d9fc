using ResetPassword.Testing.Xunit;

namespace ResetPassword.Testing.Tests;

/// <summary>Users, roles, their policies and temporary keys, and what follows from them.</summary>
public sealed class RamTests(EmulatorFixture emulator) : TenantTest(emulator)
{
    private const string OnlyReader = """
        {"Version":"1","Statement":[{"Effect":"Allow","Action":"rds:ResetAccountPassword","Resource":"acs:rds:*:*:dbinstance/rm-running"}]}
        """;

    private const string Foreign = """
        {"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"RAM":["acs:ram::1000000000000009:root"]}}]}
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_user_may_do_what_its_policies_say_and_nothing_else()
    {
        var user = await Tenant.Users.PutAsync("job", [new("Own", OnlyReader)], Cancellation);
        var key = user.AccessKeyIds[0];

        Assert.Equal(("job", "Own"), (user.Name, Assert.Single(user.Policies)));
        Assert.Equal((true, "Own", 0), await DecideAsync(key, "rm-running"));
        Assert.Equal((false, null, null), await DecideAsync(key, "pgm-running"));
        Assert.Contains("job", (await Tenant.Users.ListAsync(Cancellation)).Select(listed => listed.Name));
        await Tenant.Users.DeleteAsync("job", Cancellation);
        Assert.DoesNotContain("job", (await Tenant.Users.ListAsync(Cancellation)).Select(listed => listed.Name));
    }

    [Fact]
    public async Task A_role_is_assumed_by_the_tenant_s_own_account_unless_its_trust_says_otherwise()
    {
        var role = await Tenant.Roles.PutAsync("job", [new("AliyunRDSFullAccess")], maxSession: TimeSpan.FromHours(2), cancellationToken: Cancellation);
        await Tenant.Roles.PutAsync("foreign", [], Foreign, cancellationToken: Cancellation);
        var user = await Tenant.Users.PutAsync("admin", [new("AdministratorAccess")], Cancellation);
        using var http = new HttpClient(new SigningHandler(user.AccessKeyIds[0], Tenant.AccessKeySecret, Cloud.CreateHandler()));

        using var assumed = await http.GetAsync(AssumeRole(role.Arn), Cancellation);
        using var refused = await http.GetAsync(AssumeRole(role.Arn.Replace("/job", "/foreign", StringComparison.Ordinal)), Cancellation);

        Assert.Equal($"acs:ram::{Tenant.OwnerId}:role/job", role.Arn);
        Assert.Equal((7200, 200, 403), (role.MaxSessionSeconds, (int)assumed.StatusCode, (int)refused.StatusCode));
        Assert.Contains("foreign", (await Tenant.Roles.ListAsync(Cancellation)).Select(listed => listed.Name));
        await Tenant.Roles.DeleteAsync("job", Cancellation);
        Assert.Equal(404, (await Assert.ThrowsAsync<EmulatorControlException>(() => Tenant.Roles.GetCredentialsAsync("job", Cancellation))).Status);
    }

    [Fact]
    public async Task Credentials_of_a_role_are_had_from_an_address_too_and_are_not_shown()
    {
        var key = await Tenant.Roles.GetCredentialsAsync("rotator", Cancellation);
        using var http = new HttpClient();

        var answer = await http.GetStringAsync(Tenant.Roles.CredentialsUriOf("rotator"), Cancellation);

        Assert.Contains("\"SecurityToken\":", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(key.AccessKeySecret, $"{key}", StringComparison.Ordinal);
        Assert.DoesNotContain(key.SecurityToken, $"{key}", StringComparison.Ordinal);
        Assert.StartsWith("STS.", $"{key}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_that_is_none_is_refused_with_the_reason()
    {
        var noJson = await Assert.ThrowsAsync<ArgumentException>(() => Tenant.Users.PutAsync("job", [new("Own", "{")], Cancellation));
        var unknown = await Assert.ThrowsAsync<EmulatorControlException>(() => Tenant.Users.PutAsync("job", [new("Oown")], Cancellation));

        Assert.StartsWith("The policy is no JSON: ", noJson.Message, StringComparison.Ordinal);
        Assert.Contains("the name of a system policy: ", unknown.Message, StringComparison.Ordinal);
    }

    private static Uri AssumeRole(string arn) =>
        new($"https://sts.aliyuncs.com/?Action=AssumeRole&Version=2015-04-01&RoleSessionName=job&RoleArn={Uri.EscapeDataString(arn)}");

    private async Task<(bool Allowed, string? Policy, int? Statement)> DecideAsync(string accessKeyId, string instance)
    {
        var decision = await Tenant.DecideAccessAsync(Products.Rds, "ResetAccountPassword", instance, "test1", accessKeyId, Cancellation);
        return (decision.Allowed, decision.Policy, decision.Statement);
    }
}
