using System.Net;
using ResetPassword.Testing;
using ResetPassword.Testing.Xunit;

namespace Sample;

public sealed class AccessTests(EmulatorFixture emulator) : TenantTest(emulator)
{
    private const string Reset = "https://rds.aliyuncs.com/?Action=ResetAccountPassword&Version=2014-08-15&AccountName=test1&AccountPassword=New_pass1&DBInstanceId=";

    [Fact]
    public async Task A_job_may_reset_the_passwords_of_its_own_instance_and_no_others()
    {
        var job = await Tenant.Users.PutAsync("rotation-job", [new("OnlyMine", """
            {"Version":"1","Statement":[{"Effect":"Allow","Action":"rds:ResetAccountPassword","Resource":"acs:rds:*:*:dbinstance/rm-running"}]}
            """)]);
        using var http = new HttpClient(new SigningHandler(job.AccessKeyIds[0], Tenant.AccessKeySecret, Cloud.CreateHandler()));

        using var allowed = await http.GetAsync($"{Reset}rm-running");
        using var denied = await http.GetAsync($"{Reset}pgm-running");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (allowed.StatusCode, denied.StatusCode));
        Assert.Equal("Forbidden.RAM", (await Tenant.Journal.ListAsync(new() { InstanceId = "pgm-running" }))[0].Code);
    }

    [Fact]
    public async Task A_temporary_key_is_refused_when_it_has_expired()
    {
        var key = await Tenant.Roles.GetCredentialsAsync("rotator");
        using var http = new HttpClient(new SigningHandler(key.AccessKeyId, key.AccessKeySecret, Cloud.CreateHandler()) { SecurityToken = key.SecurityToken });

        using var before = await http.GetAsync($"{Reset}rm-running");
        await Tenant.Clock.AdvanceAsync(TimeSpan.FromHours(1));
        using var after = await http.GetAsync($"{Reset}rm-running");

        Assert.True(before.IsSuccessStatusCode);
        Assert.False(after.IsSuccessStatusCode);
    }

    [Fact]
    public async Task The_default_chain_of_an_sdk_finds_a_temporary_key_at_an_address()
    {
        using var http = new HttpClient();

        // What the process under test gets as ALIBABA_CLOUD_CREDENTIALS_URI.
        var address = Tenant.Roles.CredentialsUriOf("rotator");

        Assert.Contains("SecurityToken", await http.GetStringAsync(address));
    }
}
