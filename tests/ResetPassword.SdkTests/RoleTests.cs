using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using ResetPassword.Tests.CommandLine;
using ResetPassword.Tests.Products;

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

    /// <summary>A statement of each kind, and whether it allows the call.</summary>
    public static TheoryData<string, bool> Statements => new()
    {
        { """{"Effect":"Allow","Action":"rds:*","Resource":"*"}""", true },
        { """{"Effect":"Allow","Action":["dds:*","rds:Reset*"],"Resource":["acs:rds:*:*:dbinstance/rm-other","acs:rds:*:*:dbinstance/rm-running"]}""", true },
        { """{"Effect":"Allow","Action":"rds:Describe*","Resource":"*"}""", false },
        { """{"Effect":"Allow","NotAction":"ram:*","NotResource":"acs:rds:*:*:dbinstance/rm-other"}""", true },
        { """{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"rds:ResetAccountPassword","Resource":"*"}""", false },
        { """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"rds:ResourceTag/env":"test"}}}""", true },
        { """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"rds:ResourceTag/env":"test"}}}""", false },
        { """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEqualsIgnoreCase":{"rds:ResourceTag/env":"TEST"}}}""", true },
        { """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringNotEqualsIgnoreCase":{"rds:ResourceTag/env":"TEST"}}}""", false },
        { """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringLike":{"rds:ResourceTag/env":"t*"}}}""", true },
        { """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringNotLike":{"rds:ResourceTag/env":"t*"}}}""", false },
        { """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"NumericEquals":{"rds:ResourceTag/size":"10"}}}""", true },
        { """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"NumericNotEquals":{"rds:ResourceTag/size":"10"}}}""", false },
        { """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"NumericLessThan":{"rds:ResourceTag/size":"10"}}}""", false },
        { """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"NumericLessThanEquals":{"rds:ResourceTag/size":"10"}}}""", true },
        { """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"NumericGreaterThan":{"rds:ResourceTag/size":"10"}}}""", false },
        { """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"NumericGreaterThanEquals":{"rds:ResourceTag/size":"10"}}}""", true },
        { """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"DateEquals":{"acs:CurrentTime":"2030-01-31T12:00:00Z"}}}""", true },
        { """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"DateNotEquals":{"acs:CurrentTime":"2030-01-31T12:00:00Z"}}}""", false },
        { """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"DateLessThan":{"acs:CurrentTime":"2030-01-31T12:00:00Z"}}}""", false },
        { """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"DateLessThanEquals":{"acs:CurrentTime":"2030-01-31T12:00:00Z"}}}""", true },
        { """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"DateGreaterThan":{"acs:CurrentTime":"2030-01-31T12:00:00Z"}}}""", false },
        { """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"DateGreaterThanEquals":{"acs:CurrentTime":"2030-01-31T12:00:00Z"}}}""", true },
        { """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"acs:SecureTransport":"true"}}}""", false },
        { """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"acs:MFAPresent":"false"}}}""", true },
        { """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"IpAddress":{"acs:SourceIp":"127.0.0.0/8"}}}""", true },
        { """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"NotIpAddress":{"acs:SourceIp":["127.0.0.1","10.0.0.0/8"]}}}""", false },
    };

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task A_policy_of_each_kind_decides_the_same_for_a_client(string statements, bool isAllowed)
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PatchAsync("instances/rm-running", """{"tags":{"env":"test","size":"10"}}""");
        await emulator.PutAsync("clock", """{"now":"2030-01-31T12:00:00Z","frozen":true}""");
        var put = await emulator.PutAsync("users/exact", $$"""{"policies":[{"name":"own","document":{"Version":"1","Statement":[{{statements}}]} }]}""");
        var call = SdkClient.Rds.Call(emulator.Endpoint, "Rds", Target.Of("Rds").Parameters("New_pass1"));
        call["accessKeyId"] = "testid.exact";

        var result = await sdk.CallAsync(call);

        Assert.Equal((200, isAllowed), (put.Status, result.IsSuccess));
        Assert.Equal(isAllowed ? null : "Forbidden.RAM", result.Error.Code);
    }

    [Fact]
    public async Task A_client_exposes_the_detail_of_a_denial()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var call = SdkClient.Rds.Call(emulator.Endpoint, "Rds", [("DBInstanceId", "pgm-running"), ("AccountName", "test1"), ("AccountPassword", "New_pass1")]);
        call["accessKeyId"] = "testlimited";

        var result = await sdk.CallAsync(call);

        Assert.Equal((403, "Forbidden.RAM"), (result.Thrown.Status, result.Thrown.Code));
        Assert.Equal(("ImplicitDeny", "rds:ResetAccountPassword"),
            ((string?)result.AccessDenied?["NoPermissionType"], (string?)result.AccessDenied?["AuthAction"]));
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

    [Fact]
    public async Task A_client_that_comes_by_HTTPS_is_told_that_HTTPS_answers()
    {
        var folder = Directory.CreateTempSubdirectory("reset-password-test-");
        var (certificate, key) = WriteCertificate(folder.FullName);
        await using var program = await ProgramUnderTest.ServeAsync(
            "--urls", "https://127.0.0.1:0", $"--Kestrel:Certificates:Default:Path={certificate}", $"--Kestrel:Certificates:Default:KeyPath={key}");
        await using var trusting = new SdkDriver(certificate);

        var located = await trusting.CallAsync(SdkClient.PopCorePost.Call(program.Endpoint, "Location",
            [("Id", "cn-hangzhou"), ("ServiceCode", "rds"), ("Type", "openAPI")]));

        Assert.True(located.IsSuccess, located.ToString());
        var endpoint = located.Reply["Endpoints"]!["Endpoint"]![0]!;
        Assert.Equal(("""["HTTPS"]""", program.Endpoint.Authority), (endpoint["Protocols"]!["Protocols"]!.ToJsonString(), (string?)endpoint["Endpoint"]));
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
