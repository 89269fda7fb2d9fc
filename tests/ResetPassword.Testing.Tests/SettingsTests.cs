using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace ResetPassword.Testing.Tests;

/// <summary>What an emulator is started with, besides a seed and the service's own settings.</summary>
public sealed class SettingsTests
{
    private const string Reset = "https://rds.aliyuncs.com/?Action=ResetAccountPassword&Version=2014-08-15";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_call_is_a_line_of_the_log_that_a_test_gets()
    {
        var lines = new ConcurrentQueue<string>();
        await using var cloud = await AlibabaCloudEmulator.StartAsync(new() { Log = lines.Enqueue }, Cancellation);

        await ResetAsync(cloud, cloud.Tenant, "rm-running");
        await ResetAsync(cloud, cloud.Tenant, "rm-none");

        var calls = lines.Where(line => line.Contains(" ResetAccountPassword ", StringComparison.Ordinal)).ToArray();
        Assert.Matches(@"^[0-9:.]{12} INF Rds ResetAccountPassword rm-running by testid: 200 OK in ", calls[0]);
        Assert.Matches(@"^[0-9:.]{12} INF Rds ResetAccountPassword rm-none by testid: 404 InvalidDBInstanceName.NotFound in ", calls[1]);
        Assert.DoesNotContain(lines, line => line.Contains("New_pass1", StringComparison.Ordinal) || line.EndsWith('\n'));
    }

    [Fact]
    public async Task The_log_is_of_the_level_that_is_set_and_what_a_test_throws_is_dropped()
    {
        var lines = new ConcurrentQueue<string>();
        var settings = new EmulatorSettings
        {
            Configuration = { ["LogLevel"] = "Warning" },
            Log = line =>
            {
                lines.Enqueue(line);
                throw new InvalidOperationException("There is no test any more.");
            },
        };
        await using var cloud = await AlibabaCloudEmulator.StartAsync(settings, Cancellation);

        await ResetAsync(cloud, cloud.Tenant, "rm-running");
        await ResetAsync(cloud, cloud.Tenant, "rm-running", secret: "wrong");

        await cloud.Tenant.Journal.AssertAsync(null, times: 2, Cancellation);
        Assert.Matches("^[0-9:.]{12} WRN .*SignatureDoesNotMatch", Assert.Single(lines));
    }

    [Fact]
    public async Task It_listens_on_loopback_alone_and_by_http_unless_it_is_said()
    {
        await using var cloud = await AlibabaCloudEmulator.StartAsync(cancellationToken: Cancellation);

        Assert.Equal([cloud.Endpoint], cloud.Urls);
        Assert.Equal((IPAddress.Loopback.ToString(), cloud.Endpoint.Port), (cloud.Endpoint.Host, cloud.Port));
        Assert.Null(cloud.HttpsEndpoint);
        Assert.Null(cloud.Certificate);
    }

    [Fact]
    public async Task Https_is_served_with_a_certificate_that_a_client_can_trust()
    {
        await using var cloud = await AlibabaCloudEmulator.StartAsync(new() { Tls = true }, Cancellation);
        using var trusting = new HttpClient(Trusting(cloud));
        using var others = new HttpClient();
        var health = new Uri(cloud.HttpsEndpoint!, "/_emulator/health");

        using var answer = await trusting.GetAsync(health, Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => others.GetAsync(health, Cancellation));
        Assert.False(cloud.Certificate!.HasPrivateKey);
        Assert.StartsWith("-----BEGIN CERTIFICATE-----", cloud.Certificate.ExportCertificatePem(), StringComparison.Ordinal);
        Assert.Equal([cloud.Endpoint, cloud.HttpsEndpoint!], cloud.Urls);
    }

    /// <summary>As it is called from a container: by the names of the machine that the container runs on.</summary>
    [Theory]
    [InlineData("host.docker.internal")]
    [InlineData("host.testcontainers.internal")]
    [InlineData("rds.aliyuncs.com")]
    public async Task A_container_reaches_it_by_http_and_by_https(string name)
    {
        await using var cloud = await AlibabaCloudEmulator.StartAsync(new() { Tls = true, ListenOnAllInterfaces = true }, Cancellation);
        using var handler = Trusting(cloud);
        handler.ConnectCallback = async (asked, ended) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, asked.DnsEndPoint.Port, ended);
            return new NetworkStream(socket, ownsSocket: true);
        };
        using var http = new HttpClient(new SigningHandler(cloud.AccessKeyId, cloud.AccessKeySecret, handler));

        var answers = new List<HttpStatusCode>();
        foreach (var endpoint in cloud.Urls)
        {
            using var answer = await http.GetAsync(
                new Uri($"{endpoint.Scheme}://{name}:{endpoint.Port}/?Action=DescribeRegions&Version=2014-08-15"), Cancellation);
            answers.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], answers);
        Assert.All(cloud.Urls, url => Assert.Equal("0.0.0.0", url.Host));
        Assert.Equal("127.0.0.1", cloud.Endpoint.Host);
    }

    [Fact]
    public async Task Where_the_network_reaches_it_the_controls_are_this_process_s_alone()
    {
        await using var cloud = await AlibabaCloudEmulator.StartAsync(new() { ListenOnAllInterfaces = true }, Cancellation);
        using var http = new HttpClient();

        using var refused = await http.GetAsync(new Uri(cloud.Endpoint, "/_emulator/state"), Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.NotEmpty(await cloud.Tenant.Instances.ListAsync(Cancellation));
    }

    [Fact]
    public async Task With_an_id_seed_the_same_calls_have_the_same_ids()
    {
        var first = await IdsOfARunAsync("some-snapshot");
        var again = await IdsOfARunAsync("some-snapshot");
        var other = await IdsOfARunAsync("another");

        Assert.Equal(first, again);
        Assert.Empty(first.Intersect(other));
        Assert.Equal(first.Length, first.Distinct().Count());
    }

    [Fact]
    public async Task With_an_id_seed_secrets_and_salts_are_random_all_the_same()
    {
        Assert.Empty((await SecretsOfARunAsync()).Intersect(await SecretsOfARunAsync()));
    }

    [Fact]
    public async Task With_an_id_seed_no_two_calls_at_once_have_the_same_id()
    {
        await using var cloud = await AlibabaCloudEmulator.StartAsync(new() { IdSeed = "some-snapshot" }, Cancellation);
        using var http = cloud.CreateClient();

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => http.GetAsync(
            new Uri("https://rds.aliyuncs.com/?Action=DescribeRegions&Version=2014-08-15"), Cancellation)));

        var calls = await cloud.Tenant.Journal.ListAsync(cancellationToken: Cancellation);
        Assert.Equal(200, calls.Select(call => call.RequestId).Distinct().Count());
    }

    // Of a tenant, a fault, two calls and a new instance.
    private static async Task<string[]> IdsOfARunAsync(string seed)
    {
        await using var cloud = await AlibabaCloudEmulator.StartAsync(new() { IdSeed = seed }, Cancellation);
        var tenant = await cloud.CreateTenantAsync(Cancellation);
        var fault = await tenant.Faults.ArmAsync(new(Products.PolarDb, "ResetAccount") { Code = "Throttling" }, Cancellation);
        var answers = new[] { await ResetAsync(cloud, tenant, "rm-running"), await ResetAsync(cloud, tenant, "rm-none") };
        using var http = cloud.CreateClient(tenant);
        var made = await http.GetStringAsync(new Uri(
            "https://rds.aliyuncs.com/?Action=CreateDBInstance&Version=2014-08-15&RegionId=cn-hangzhou&Engine=MySQL&EngineVersion=8.0&DBInstanceClass=mysql.n2.small.1"
            + "&DBInstanceStorage=20&DBInstanceNetType=Intranet&SecurityIPList=10.0.0.1&PayType=Postpaid"), Cancellation);
        return
        [
            tenant.AccessKeyId, tenant.OwnerId, fault, .. answers.Select(answer => answer.GetProperty("RequestId").GetString()!),
            JsonDocument.Parse(made).RootElement.GetProperty("DBInstanceId").GetString()!,
        ];
    }

    private static async Task<string[]> SecretsOfARunAsync()
    {
        await using var cloud = await AlibabaCloudEmulator.StartAsync(new() { IdSeed = "some-snapshot" }, Cancellation);
        var key = await cloud.Tenant.Roles.GetCredentialsAsync("rotator", Cancellation);
        await cloud.Tenant.Instances.SetPasswordAsync("rm-running", "test1", "New_pass1", cancellationToken: Cancellation);
        var account = await cloud.Tenant.Instances.GetAccountAsync("rm-running", "test1", cancellationToken: Cancellation);
        return [key.AccessKeySecret, key.SecurityToken, account.Properties!["passwordHash"].GetRawText()];
    }

    private static SocketsHttpHandler Trusting(AlibabaCloudEmulator cloud) => new()
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new()
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { cloud.Certificate! },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    };

    private static async Task<JsonElement> ResetAsync(AlibabaCloudEmulator cloud, Tenant tenant, string instance, string? secret = null)
    {
        using var http = new HttpClient(new SigningHandler(tenant.AccessKeyId, secret ?? tenant.AccessKeySecret, cloud.CreateHandler()));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["DBInstanceId"] = instance,
            ["AccountName"] = "test1",
            ["AccountPassword"] = "New_pass1",
        });
        using var answer = await http.PostAsync(new Uri(Reset), form, Cancellation);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync(Cancellation));
    }
}
