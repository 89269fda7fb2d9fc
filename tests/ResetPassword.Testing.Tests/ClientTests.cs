using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ResetPassword.Testing.Xunit;

namespace ResetPassword.Testing.Tests;

/// <summary>How an application's clients come to the emulator, and how they sign.</summary>
public sealed class ClientTests(EmulatorFixture emulator) : TenantTest(emulator)
{
    private const string Regions = "https://rds.aliyuncs.com/?Action=DescribeRegions&Version=2014-08-15";
    private const string Reset = "https://rds.aliyuncs.com/?Action=ResetAccountPassword&Version=2014-08-15";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static FormUrlEncodedContent Form => new(new Dictionary<string, string>
    {
        ["DBInstanceId"] = "rm-running",
        ["AccountName"] = "test1",
        ["AccountPassword"] = "New_pass1",
    });

    [Theory]
    [InlineData(SigningGeneration.V1, Reset)]
    [InlineData(SigningGeneration.V3, Reset)]
    [InlineData(SigningGeneration.V1, "?Action=ResetAccountPassword&Version=2014-08-15&Format=JSON")]
    [InlineData(SigningGeneration.V3, "?Action=ResetAccountPassword&Version=2014-08-15")]
    public async Task A_client_of_a_tenant_signs_as_it_in_either_way_with_a_form_or_without(SigningGeneration signature, string address)
    {
        using var http = Cloud.CreateClient(Tenant, signature);

        using var answer = await http.PostAsync(new Uri(address, UriKind.RelativeOrAbsolute), Form, Cancellation);
        using var second = await http.GetAsync(new Uri(Regions), Cancellation);

        var calls = await Tenant.Journal.AssertAsync(new() { AccessKeyId = Tenant.AccessKeyId, Code = "OK" }, times: 2, Cancellation);
        Assert.All(calls, call => Assert.Equal(signature, call.Signature));
        Assert.True((await Tenant.VerifyPasswordAsync("rm-running", "test1", "New_pass1", cancellationToken: Cancellation)).Matches);
    }

    [Theory]
    [InlineData(SigningGeneration.V1)]
    [InlineData(SigningGeneration.V3)]
    public async Task A_temporary_key_signs_with_its_token(SigningGeneration signature)
    {
        var key = await Tenant.Roles.GetCredentialsAsync("rotator", Cancellation);
        using var without = new HttpClient(Signing(null));
        using var with = new HttpClient(Signing(key.SecurityToken));

        using var refused = await without.PostAsync(new Uri(Reset), Form, Cancellation);
        using var answer = await with.PostAsync(new Uri(Reset), Form, Cancellation);

        Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(signature, Assert.Single(await Tenant.Journal.ListAsync(new() { AccessKeyId = key.AccessKeyId, Code = "OK" }, Cancellation)).Signature);

        SigningHandler Signing(string? token) =>
            new(key.AccessKeyId, key.AccessKeySecret, Cloud.CreateHandler()) { SecurityToken = token, Signature = signature };
    }

    [Theory]
    [InlineData(SigningGeneration.V1)]
    [InlineData(SigningGeneration.V3)]
    public async Task A_message_that_is_sent_again_is_signed_again(SigningGeneration signature)
    {
        using var http = new HttpMessageInvoker(
            new SigningHandler(Tenant.AccessKeyId, Tenant.AccessKeySecret, Cloud.CreateHandler()) { Signature = signature });
        using var message = new HttpRequestMessage(HttpMethod.Post, Reset) { Content = Form };

        using var first = await http.SendAsync(message, Cancellation);
        using var second = await http.SendAsync(message, Cancellation);

        await Tenant.Journal.AssertAsync(new() { Code = "OK" }, times: 2, Cancellation);
    }

    [Theory]
    [InlineData(SigningGeneration.V1)]
    [InlineData(SigningGeneration.V3)]
    public async Task A_client_of_a_factory_signs_by_a_handler_that_is_added_to_it(SigningGeneration signature)
    {
        await using var services = new ServiceCollection().AddHttpClient("rds")
            .AddHttpMessageHandler(() => new SigningHandler(Tenant.AccessKeyId, Tenant.AccessKeySecret) { Signature = signature })
            .Services.BuildServiceProvider();
        using var http = services.GetRequiredService<IHttpClientFactory>().CreateClient("rds");

        using var answer = await http.PostAsync(new Uri(Cloud.Endpoint, new Uri(Reset).PathAndQuery), Form, Cancellation);

        Assert.Equal(signature, Assert.Single(await Tenant.Journal.AssertAsync(new() { Code = "OK" }, times: 1, Cancellation)).Signature);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(SigningGeneration.V1)]
    [InlineData(SigningGeneration.V3)]
    public async Task Every_client_of_an_application_comes_to_the_emulator_whatever_its_own_handlers_are(SigningGeneration? signature)
    {
        await using var services = new ServiceCollection()
            .AddHttpClient("rds").ConfigurePrimaryHttpMessageHandler(() => new Unreachable())
            .AddHttpMessageHandler(() => new SigningHandler(Tenant.AccessKeyId, Tenant.AccessKeySecret))
            .Services.AddAlibabaCloudEmulator(Tenant, signature).BuildServiceProvider();
        using var http = services.GetRequiredService<IHttpClientFactory>().CreateClient("rds");

        using var answer = await http.PostAsync(new Uri(Reset), Form, Cancellation);

        var call = Assert.Single(await Tenant.Journal.AssertAsync(new() { Code = "OK" }, times: 1, Cancellation));
        Assert.Equal(signature ?? SigningGeneration.V3, call.Signature);
    }

    [Fact]
    public async Task A_call_that_blocks_comes_to_the_emulator_too()
    {
        await using var services = new ServiceCollection().AddAlibabaCloudEmulator(Tenant, SigningGeneration.V3).BuildServiceProvider();
        using var http = services.GetRequiredService<IHttpClientFactory>().CreateClient();
        using var message = new HttpRequestMessage(HttpMethod.Get, Regions);

        using var answer = http.Send(message, Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task What_an_application_has_for_others_goes_there_as_it_is()
    {
        await using var other = await AlibabaCloudEmulator.StartAsync(cancellationToken: Cancellation);
        await using var services = new ServiceCollection().AddAlibabaCloudEmulator(Tenant, SigningGeneration.V3).BuildServiceProvider();
        using var http = services.GetRequiredService<IHttpClientFactory>().CreateClient();

        using var unsigned = await http.GetAsync(new Uri(other.Endpoint, "/?Action=DescribeRegions&Version=2014-08-15"), Cancellation);

        Assert.NotEqual(HttpStatusCode.OK, unsigned.StatusCode);
        Assert.Single(await other.UnattributedCalls.ListAsync(cancellationToken: Cancellation));
        Assert.Empty(await Tenant.Journal.ListAsync(cancellationToken: Cancellation));
    }

    /// <summary>What must not be reached: the vendor.</summary>
    private sealed class Unreachable : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException($"Nothing of {request.RequestUri} was to come here.");
    }
}
