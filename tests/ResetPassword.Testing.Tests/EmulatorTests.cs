using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace ResetPassword.Testing.Tests;

/// <summary>Starting, addressing and stopping an emulator.</summary>
public sealed class EmulatorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_serves_when_the_start_is_over()
    {
        await using var cloud = await AlibabaCloudEmulator.StartAsync(cancellationToken: Cancellation);
        using var http = new HttpClient();

        var health = await http.GetFromJsonAsync<JsonNode>(new Uri(cloud.Endpoint, "/_emulator/health"), Cancellation);

        Assert.Equal("ready", (string?)health!["status"]);
        Assert.Equal(cloud.Endpoint.Authority, cloud.Host);
    }

    [Fact]
    public async Task Two_emulators_know_nothing_of_each_other()
    {
        await using var one = await AlibabaCloudEmulator.StartAsync(cancellationToken: Cancellation);
        await using var two = await AlibabaCloudEmulator.StartAsync(cancellationToken: Cancellation);

        await one.Tenant.Instances.SetPasswordAsync("rm-running", "test1", "Only_one1", cancellationToken: Cancellation);

        Assert.True((await one.Tenant.VerifyPasswordAsync("rm-running", "test1", "Only_one1", cancellationToken: Cancellation)).Matches);
        Assert.False((await two.Tenant.VerifyPasswordAsync("rm-running", "test1", "Only_one1", cancellationToken: Cancellation)).Matches);
    }

    [Fact]
    public async Task Its_port_is_free_when_it_is_stopped()
    {
        var cloud = await AlibabaCloudEmulator.StartAsync(cancellationToken: Cancellation);
        var endpoint = cloud.Endpoint;
        await cloud.DisposeAsync();

        using var http = new HttpClient();

        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(endpoint, Cancellation));
    }

    [Theory]
    [InlineData("MaxTenants", "none", "ResetPassword:MaxTenants must be a whole number of 1 or more.")]
    [InlineData("Nothing", "x", "ResetPassword:Nothing is not a setting; the settings are ")]
    [InlineData("Seed", "no-such-file.json", "no-such-file.json")]
    [InlineData("State", "state.json", "ResetPassword:State is for the program: an emulator in a test's process keeps no state.")]
    public async Task A_wrong_setting_is_an_argument_that_is_refused(string name, string value, string message)
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => AlibabaCloudEmulator.StartAsync(new() { Configuration = { [name] = value } },
            Cancellation));

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_for_the_certificate_is_refused_as_a_test_has_the_certificate_itself()
    {
        var settings = new EmulatorSettings { Tls = true, Configuration = { ["TlsCertificate"] = "certificate.pem" } };

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => AlibabaCloudEmulator.StartAsync(settings, Cancellation));

        Assert.StartsWith("ResetPassword:TlsCertificate is for the program: a test has Certificate.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_seed_file_of_ones_own_is_served()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, """{"instances":[{"product":"Rds","id":"rm-own","accounts":[{"name":"app1"}]}]}""", Cancellation);
        await using var cloud = await AlibabaCloudEmulator.StartAsync(new() { Seed = file }, Cancellation);
        File.Delete(file);

        await using var tenant = await cloud.CreateTenantAsync(Cancellation);

        Assert.Equal(["rm-own"], (await tenant.Instances.ListAsync(Cancellation)).Select(instance => instance.Id));
    }

    [Fact]
    public async Task An_admin_token_is_sent_along()
    {
        await using var cloud = await AlibabaCloudEmulator.StartAsync(new() { Configuration = { ["AdminToken"] = "some-token" } }, Cancellation);
        using var http = new HttpClient();

        var without = await http.GetAsync(new Uri(cloud.Endpoint, "/_emulator/state"), Cancellation);

        Assert.Equal(401, (int)without.StatusCode);
        Assert.NotEmpty(await cloud.Tenant.Instances.ListAsync(Cancellation));
    }

    /// <summary>An address that code may have written into it.</summary>
    [Theory]
    [InlineData("https://rds.aliyuncs.com")]
    [InlineData("http://rds.cn-beijing.aliyuncs.com")]
    [InlineData("https://localhost:1")]
    public async Task A_client_of_its_handler_reaches_it_under_any_address(string address)
    {
        await using var cloud = await AlibabaCloudEmulator.StartAsync(cancellationToken: Cancellation);
        using var http = new HttpClient(new SigningHandler(cloud.AccessKeyId, cloud.AccessKeySecret, cloud.CreateHandler()));
        using var parameters = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["DBInstanceId"] = "rm-running",
            ["AccountName"] = "test1",
            ["AccountPassword"] = "New pass+1%/ü"
        });

        using var refused = await http.PostAsync(new Uri($"{address}/?Action=ResetAccountPassword&Version=2014-08-15"), parameters, Cancellation);

        // Signed right, whatever is in it; the password is wrong.
        Assert.Equal("InvalidAccountPassword.Format", (string?)(await refused.Content.ReadFromJsonAsync<JsonNode>(Cancellation))!["Code"]);
    }

    [Fact]
    public async Task A_wrong_secret_is_refused()
    {
        await using var cloud = await AlibabaCloudEmulator.StartAsync(cancellationToken: Cancellation);
        using var http = new HttpClient(new SigningHandler(cloud.AccessKeyId, "wrong", cloud.CreateHandler()));

        using var refused = await http.GetAsync(new Uri("http://rds.aliyuncs.com/?Action=DescribeRegions&Version=2014-08-15"), Cancellation);

        Assert.Equal("SignatureDoesNotMatch", (string?)(await refused.Content.ReadFromJsonAsync<JsonNode>(Cancellation))!["Code"]);
    }

    /// <summary>As <c>new HttpClient(new SigningHandler(id, secret))</c>, and as an <c>IHttpClientFactory</c> has it before it puts its own in.</summary>
    [Fact]
    public async Task Without_an_inner_handler_it_sends_to_the_address_of_the_request()
    {
        await using var cloud = await AlibabaCloudEmulator.StartAsync(cancellationToken: Cancellation);
        using var signing = new SigningHandler(cloud.AccessKeyId, cloud.AccessKeySecret);
        Assert.Null(signing.InnerHandler);
        using var http = new HttpClient(signing);
        var address = new Uri(cloud.Endpoint, "/?Action=DescribeRegions&Version=2014-08-15");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => http.GetAsync(address, Cancellation)));

        Assert.All(answers, answer => Assert.Equal(200, (int)answer.StatusCode));
    }

    [Fact]
    public async Task A_call_that_blocks_is_signed_and_redirected_too()
    {
        await using var cloud = await AlibabaCloudEmulator.StartAsync(cancellationToken: Cancellation);
        using var http = new HttpClient(new SigningHandler(cloud.AccessKeyId, cloud.AccessKeySecret, cloud.CreateHandler()));
        using var message = new HttpRequestMessage(HttpMethod.Post, "https://rds.aliyuncs.com/?Action=ResetAccountPassword&Version=2014-08-15")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["DBInstanceId"] = "rm-running",
                ["AccountName"] = "test1",
                ["AccountPassword"] = "New_pass1"
            }),
        };

        using var answer = http.Send(message, Cancellation);

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.True((await cloud.Tenant.VerifyPasswordAsync("rm-running", "test1", "New_pass1", cancellationToken: Cancellation)).Matches);
    }

    [Fact]
    public async Task A_message_that_is_sent_again_is_signed_again()
    {
        await using var cloud = await AlibabaCloudEmulator.StartAsync(cancellationToken: Cancellation);
        using var again = new SendTwice(new SigningHandler(cloud.AccessKeyId, cloud.AccessKeySecret, cloud.CreateHandler()));
        using var http = new HttpClient(again);

        using var answer = await http.GetAsync(new Uri("https://rds.aliyuncs.com/?Action=DescribeRegions&Version=2014-08-15"), Cancellation);

        Assert.Equal([200, 200], (await cloud.Tenant.Journal.ListAsync(cancellationToken: Cancellation)).Select(call => call.Status));
    }

    [Theory]
    [InlineData("http://rds.aliyuncs.com/?Version=2014-08-15", "The query has no Action.")]
    [InlineData("http://rds.aliyuncs.com/?Action=DescribeRegions", "The query has no Version.")]
    public async Task What_cannot_be_signed_is_an_argument_that_is_refused(string address, string message)
    {
        using var http = new HttpClient(new SigningHandler("testid", "testsecret", new HttpClientHandler()));

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => http.GetAsync(new Uri(address), Cancellation));

        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
    }

    private sealed class SendTwice(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var first = await base.SendAsync(request, cancellationToken);
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
