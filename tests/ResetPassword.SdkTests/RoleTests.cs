using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using ResetPassword.Tests.CommandLine;

namespace ResetPassword.SdkTests;

/// <summary>RAM users and roles, with the vendor's own clients.</summary>
public sealed class RoleTests(SdkDriver sdk)
{
    private const string Rotator = "acs:ram::1000000000000001:role/rotator";

    public static TheoryData<string, SdkClient> Clients => new(
        ("Rds", SdkClient.PopCoreGet),
        ("Rds", SdkClient.RpcClient),
        ("Rds", SdkClient.Rds),
        ("SelectDb", SdkClient.OpenApiClientGet),
        ("MongoDb", SdkClient.OpenApiCoreBody),
        ("AnalyticDb", SdkClient.OpenApiClientV1Body),
        ("PolarDb", SdkClient.PolarDb));

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task The_keys_of_an_assumed_role_sign_a_call_that_is_allowed(string product, SdkClient client)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var target = Target.Of(product);
        var assumed = await sdk.CallAsync(Sts(emulator.Endpoint, "testlimited", "AssumeRole"));
        Assert.True(assumed.IsSuccess, assumed.ToString());
        var credentials = assumed.Reply["credentials"]!;
        var call = client.Call(emulator.Endpoint, product, target.Parameters("New_pass1"), (string)credentials["accessKeySecret"]!);
        call["accessKeyId"] = (string)credentials["accessKeyId"]!;
        call["securityToken"] = (string)credentials["securityToken"]!;

        var result = await sdk.CallAsync(call);

        Assert.True(result.IsSuccess, result.ToString());
        Assert.Equal((true, 2), await emulator.VerifyAsync(target.Instance, target.Account, "New_pass1"));
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task A_user_without_a_policy_is_denied(string product, SdkClient client)
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PutAsync("users/nobody", "{}");
        var target = Target.Of(product);
        var call = client.Call(emulator.Endpoint, product, target.Parameters("New_pass1"));
        call["accessKeyId"] = "testid.nobody";

        var result = await sdk.CallAsync(call);

        Assert.Equal(product == "SelectDb" ? "Forbidden" : "Forbidden.RAM", result.Error.Code);
        Assert.Equal((true, 1), await emulator.VerifyAsync(target.Instance, target.Account, "Initial_pass1"));
    }

    [Fact]
    public async Task A_client_exposes_the_detail_of_a_denial()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var call = SdkClient.Rds.Call(emulator.Endpoint, "Rds", [("DBInstanceId", "pgm-running"), ("AccountName", "test1"), ("AccountPassword", "New_pass1")]);
        call["accessKeyId"] = "testlimited";

        var result = await sdk.CallAsync(call);

        Assert.Equal((403, "Forbidden.RAM"), (result.Thrown.Status, result.Thrown.Code));
        Assert.Equal(("ImplicitDeny", "rds:ResetAccountPassword"), ((string?)result.AccessDenied?["NoPermissionType"], (string?)result.AccessDenied?["AuthAction"]));
    }

    [Theory]
    [InlineData("testid", "Account", "acs:ram::1000000000000001:root")]
    [InlineData("testlimited", "RAMUser", "acs:ram::1000000000000001:user/limited")]
    public async Task A_client_is_told_who_it_is(string accessKeyId, string type, string arn)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var identity = await sdk.CallAsync(Sts(emulator.Endpoint, accessKeyId, "GetCallerIdentity"));

        Assert.Equal((type, arn), ((string?)identity.Reply["identityType"], (string?)identity.Reply["arn"]));
    }

    [Fact]
    public async Task The_credentials_provider_assumes_the_role_by_itself()
    {
        var folder = Directory.CreateTempSubdirectory("reset-password-test-");
        var (certificate, key) = WriteCertificate(folder.FullName);
        await using var program = await ProgramUnderTest.ServeAsync(
            "--urls", "https://127.0.0.1:0", $"--Kestrel:Certificates:Default:Path={certificate}", $"--Kestrel:Certificates:Default:KeyPath={key}");
        await using var trusting = new SdkDriver(certificate);

        var identity = await trusting.CallAsync(Sts(program.Endpoint, "testlimited", "AssumeRole", client: "credentials"));

        Assert.True(identity.IsSuccess, identity.ToString());
        Assert.Equal("acs:ram::1000000000000001:assumed-role/rotator/session", (string?)identity.Reply["arn"]);
        folder.Delete(recursive: true);
    }

    private static JsonObject Sts(Uri endpoint, string accessKeyId, string action, string client = "sts20150401") => new()
    {
        ["client"] = client,
        ["endpoint"] = endpoint.GetLeftPart(UriPartial.Authority),
        ["action"] = action,
        ["accessKeyId"] = accessKeyId,
        ["accessKeySecret"] = "testsecret",
        ["parameters"] = new JsonObject { ["RoleArn"] = Rotator, ["RoleSessionName"] = "session" },
    };

    private static (string Certificate, string Key) WriteCertificate(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        var (path, keyPath) = (Path.Combine(folder, "certificate.pem"), Path.Combine(folder, "key.pem"));
        File.WriteAllText(path, certificate.ExportCertificatePem());
        File.WriteAllText(keyPath, key.ExportPkcs8PrivateKeyPem());
        return (path, keyPath);
    }
}
