using System.Security.Cryptography.X509Certificates;
using ResetPassword.Testing;

namespace Sample;

public sealed class SettingsTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_client_trusts_the_emulator_s_certificate()
    {
        await using var cloud = await AlibabaCloudEmulator.StartAsync(new() { Tls = true });
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new()
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { cloud.Certificate! },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        using var http = new HttpClient(handler);

        using var answer = await http.GetAsync(new Uri(cloud.HttpsEndpoint!, "/_emulator/health"));

        Assert.True(answer.IsSuccessStatusCode);
    }

    [Fact]
    public async Task An_emulator_of_one_test_writes_its_log_into_the_test_s_output()
    {
        await using var cloud = await AlibabaCloudEmulator.StartAsync(new() { Log = output.WriteLine });
        using var http = cloud.CreateClient();

        using var answer = await http.GetAsync("https://rds.aliyuncs.com/?Action=DescribeRegions&Version=2014-08-15");

        Assert.Contains("Rds DescribeRegions - by testid: 200 OK", output.Output);
    }

    [Fact]
    public async Task Ids_are_the_same_in_every_run()
    {
        await using var cloud = await AlibabaCloudEmulator.StartAsync(new() { IdSeed = "snapshot" });
        using var http = cloud.CreateClient();

        using var answer = await http.GetAsync("https://rds.aliyuncs.com/?Action=DescribeRegions&Version=2014-08-15");

        Assert.Equal("7819F303-AB4A-5006-8BDA-C47FB99F7520", (await cloud.Tenant.Journal.ListAsync())[0].RequestId);
    }
}
