using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using ResetPassword.Tests.Http;

namespace ResetPassword.Tests.CommandLine;

/// <summary>HTTPS with a certificate that is made at the start.</summary>
public sealed class TlsTests
{
    private const string FreeHttps = "https://127.0.0.1:0";

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("rds.aliyuncs.com")]
    [InlineData("rds.cn-beijing.aliyuncs.com")]
    [InlineData("rds.ap-southeast-1.aliyuncs.com")]
    public async Task A_client_that_trusts_the_certificate_calls_under_each_of_its_names(string name)
    {
        using var file = new TemporaryFile("");
        await using var program = await ProgramUnderTest.ServeAsync("--tls", "--tls-certificate", file.Path, "--urls", FreeHttps);
        using var trusted = Read(file);

        var answer = await CallAsync(program.Endpoint, name, trusted);

        Assert.Equal(200, answer.Status);
    }

    [Theory]
    [InlineData("example.com")]
    [InlineData("aliyuncs.com.example")]
    [InlineData("a.b.aliyuncs.com")]
    public async Task It_is_for_no_other_name(string name)
    {
        using var file = new TemporaryFile("");
        await using var program = await ProgramUnderTest.ServeAsync("--tls", "--tls-certificate", file.Path, "--urls", FreeHttps);
        using var trusted = Read(file);

        await Assert.ThrowsAsync<HttpRequestException>(() => CallAsync(program.Endpoint, name, trusted));
    }

    [Fact]
    public async Task Nobody_trusts_it_who_was_not_told_to()
    {
        await using var program = await ProgramUnderTest.ServeAsync("--tls", "--urls", FreeHttps);

        await Assert.ThrowsAsync<HttpRequestException>(() => CallAsync(program.Endpoint, "localhost", trusted: null));
    }

    [Fact]
    public async Task It_signs_no_other_and_its_key_is_in_no_file()
    {
        using var file = new TemporaryFile("");
        await using var program = await ProgramUnderTest.ServeAsync("--tls", "--tls-certificate", file.Path, "--urls", FreeHttps);

        var text = await File.ReadAllTextAsync(file.Path, TestContext.Current.CancellationToken);
        using var certificate = X509Certificate2.CreateFromPem(text);

        Assert.DoesNotContain("PRIVATE", text, StringComparison.Ordinal);
        Assert.False(certificate.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
    }

    [Fact]
    public async Task Each_start_makes_another_one()
    {
        using var file = new TemporaryFile("");
        await using (await ProgramUnderTest.ServeAsync("--tls", "--tls-certificate", file.Path, "--urls", FreeHttps))
        {
        }

        using var first = Read(file);
        await using var program = await ProgramUnderTest.ServeAsync("--tls", "--tls-certificate", file.Path, "--urls", FreeHttps);
        using var second = Read(file);

        Assert.NotEqual(first.Thumbprint, second.Thumbprint);
        await Assert.ThrowsAsync<HttpRequestException>(() => CallAsync(program.Endpoint, "localhost", first));
    }

    [Fact]
    public async Task A_start_that_cannot_listen_leaves_the_certificate_of_the_one_that_does()
    {
        using var file = new TemporaryFile("");
        await using var program = await ProgramUnderTest.ServeAsync("--tls", "--tls-certificate", file.Path, "--urls", FreeHttps);

        var second = await ProgramUnderTest.RunAsync(
            "--tls", "--tls-certificate", file.Path, "--urls", $"http://127.0.0.1:0;{program.Endpoint.GetLeftPart(UriPartial.Authority)}");

        using var trusted = Read(file);
        Assert.Equal((1, ""), (second.ExitCode, second.Output));
        Assert.StartsWith("Cannot listen on ", second.Errors, StringComparison.Ordinal);
        Assert.Equal(200, (await CallAsync(program.Endpoint, "localhost", trusted)).Status);
        Assert.Equal([file.Path], Directory.GetFiles(Path.GetDirectoryName(file.Path)!, $"{Path.GetFileName(file.Path)}*"));
    }

    /// <summary>As a container's secret is.</summary>
    [Fact]
    public async Task A_link_stays_one_and_its_target_gets_the_certificate()
    {
        using var file = new TemporaryFile("");
        var link = $"{file.Path}.link";
        File.CreateSymbolicLink(link, file.Path);

        await using var program = await ProgramUnderTest.ServeAsync("--tls", "--tls-certificate", link, "--urls", FreeHttps);

        using var trusted = Read(file);
        Assert.Equal((200, file.Path), ((await CallAsync(program.Endpoint, "localhost", trusted)).Status, new FileInfo(link).LinkTarget));
        File.Delete(link);
    }

    [Theory]
    [InlineData(2, "--tls --urls http://127.0.0.1:0", "--tls needs an address to serve HTTPS on, as in --urls 'http://127.0.0.1:8080;https://127.0.0.1:8443'.")]
    [InlineData(2, "--tls --Kestrel:Certificates:Default:Path=own.pem", "--tls makes a certificate, and Kestrel:Certificates:Default:Path names another one, own.pem: only one of them can be served.")]
    [InlineData(2, "--tls-certificate own.pem", "--tls-certificate gets the certificate that --tls makes: it needs --tls.")]
    [InlineData(1, "--tls --tls-certificate none/such.pem --urls https://127.0.0.1:0", "The certificate cannot be written to none/such.pem: ")]
    public async Task What_cannot_be_is_said(int exitCode, string arguments, string reason)
    {
        var result = await ProgramUnderTest.RunAsync(arguments.Split(' '));

        Assert.Equal((exitCode, ""), (result.ExitCode, result.Output));
        Assert.Contains(reason, result.Errors, StringComparison.Ordinal);
    }

    private static X509Certificate2 Read(TemporaryFile file) => X509CertificateLoader.LoadCertificateFromFile(file.Path);

    // The name is what the client believes to call, and where it calls is the emulator.
    private static async Task<Answer> CallAsync(Uri endpoint, string name, X509Certificate2? trusted)
    {
        using var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(endpoint.Host, endpoint.Port, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        handler.SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                RevocationMode = X509RevocationMode.NoCheck,
                TrustMode = X509ChainTrustMode.CustomRootTrust,
            },
        };
        if (trusted is not null)
            handler.SslOptions.CertificateChainPolicy.CustomTrustStore.Add(trusted);
        using var http = new HttpClient(handler);
        var call = SomeCall.To(new UriBuilder("https", name, endpoint.Port).Uri, ResetPassword.Tenancy.SignatureGeneration.V3);
        using var answer = await http.SendAsync(call.ToMessage(), TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(answer);
    }
}
