using System.Globalization;
using ResetPassword.Gateway.Authentication;
using ResetPassword.Ram;
using ResetPassword.Tests.Http;

namespace ResetPassword.Tests.Gateway.Authentication;

/// <summary>A request of which somebody else says what its signature is: the vendor's documentation, or a real SDK that sent it.</summary>
internal sealed record SignatureVector(string Signature, string Time, RawRequest Request)
{
    private const string Password = "T%2Ast~1%2023%2B%21%27%28%29";

    private static readonly Dictionary<string, SignatureVector> All = new()
    {
        ["1 documented for RAM"] = Get("kRA2cnpJVacIhDMzXnoNZG9tDCI=", "2015-08-18T03:15:45Z",
            "AccessKeyId=testid&Action=CreateUser&UserName=test&Format=JSON&Version=2015-05-01&SignatureMethod=HMAC-SHA1&SignatureVersion=1.0" +
            "&SignatureNonce=6a6e0ca6-4557-11e5-86a2-b8e8563dc8d2&Timestamp=2015-08-18T03%3A15%3A45Z"),
        ["2 documented for ECS"] = Get("OLeaidS1JvxuMvnyHOwuJ+uX5qY=", "2016-02-23T12:46:24Z",
            "AccessKeyId=testid&Action=DescribeRegions&Format=XML&Version=2014-05-26&SignatureMethod=HMAC-SHA1&SignatureVersion=1.0" +
            "&SignatureNonce=3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf&Timestamp=2016-02-23T12%3A46%3A24Z"),
        ["3 documented for the request body"] = Get("9NaGiOspFP5UPcwX8Iwt2YJXXuk=", "2023-03-13T08:34:30Z",
            "AccessKeyId=testid&Action=DescribeDedicatedHosts&Format=JSON&RegionId=cn-beijing&Version=2014-05-26&SignatureMethod=HMAC-SHA1&SignatureVersion=1.0" +
            "&SignatureNonce=edb2b34af0af9a6d14deaf7c1a5315eb&Timestamp=2023-03-13T08%3A34%3A30Z"),
        ["4 documented for SMS, not ASCII"] = Get("zJDF+Lrzhj/ThnlvIToysFRq6t4=", "2017-07-12T02:42:19Z",
            "AccessKeyId=testId&Action=SendSms&Format=XML&OutId=123&PhoneNumbers=15300000001&RegionId=cn-hangzhou&Version=2017-05-25&SignatureMethod=HMAC-SHA1" +
            "&SignName=" + Uri.EscapeDataString("阿里云短信测试专用") + "&TemplateCode=SMS_71390007&TemplateParam=%7B%22customer%22%3A%22test%22%7D" +
            "&SignatureVersion=1.0&SignatureNonce=45e25e9b-0a6f-4070-8c85-2956eda1b466&Timestamp=2017-07-12T02%3A42%3A19Z"),
        ["5 with SHA-256"] = Get("f+kDBRdR9n+P1zXfyHQUxMy5FsgBdfrvXstNbIWx5Gc=", "2016-02-23T12:46:24Z",
            "AccessKeyId=testid&Action=DescribeRegions&Format=XML&Version=2014-05-26&SignatureMethod=HMAC-SHA256&SignatureVersion=1.0" +
            "&SignatureNonce=3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf&Timestamp=2016-02-23T12%3A46%3A24Z"),
        ["6 pop-core GET"] = Get("p0KdxNTnGyiSIfTX1H8ExNlBe2M=", "2026-11-22T10:19:50Z", PopCore("83e2554a809c3832d49d19a14408fb11")),
        ["7 pop-core POST"] = new("5sje1q7ZWn6BrobxOqv0TgntVk4=", "2026-11-22T10:19:50Z", new()
        {
            Method = "POST",
            Headers = [Host, Form],
            Body = PopCore("c953214a2af31c1935142a2b6ade18ab") + "&Signature=5sje1q7ZWn6BrobxOqv0TgntVk4%3D",
        }),
        ["8 C# core, blank as plus, lower-case hexadecimal"] = new("juEzz5OFfTlidPikhu/WmbAFJbY=", "2026-11-22T10:22:29Z", new()
        {
            Method = "POST",
            Headers = [Host],
            Target = "/?Version=2014-08-15&Action=ResetAccountPassword&Format=JSON&DBInstanceId=rm-1&AccountName=test1&AccountPassword=T*st~1+23%2b!%27()" +
                "&Timestamp=2026-11-22T10%3a22%3a29Z&SignatureMethod=HMAC-SHA1&SignatureVersion=1.0&SignatureNonce=79d819a8-096a-4818-bcfb-b5d80762cd2c" +
                "&AccessKeyId=testid&RegionId=cn-hangzhou&Signature=juEzz5OFfTlidPikhu%2fWmbAFJbY%3d",
        }),
        ["9 C# core, query and form"] = new("J8gj8OOw2jB0xGD//8VSL2Riy+A=", "2026-11-22T10:22:30Z", new()
        {
            Method = "POST",
            Headers = [Host, Form],
            Target =
                "/?Format=JSON&Version=2014-08-15&Action=ResetAccountPassword&DBInstanceId=rm-1&Timestamp=2026-11-22T10%3a22%3a30Z&SignatureMethod=HMAC-SHA1" +
                "&SignatureVersion=1.0&SignatureNonce=f605f574-4907-4214-b019-58e922335638&AccessKeyId=testid&RegionId=cn-hangzhou" +
                "&Signature=J8gj8OOw2jB0xGD%2f%2f8VSL2Riy%2bA%3d",
            Body = "AccountName=test1&AccountPassword=T*st%7e1+23%2b!%27()",
        }),
        ["10 Python core, empty SignatureType"] = new("STad0eq+Kbnjvm77DTN+7Oz2UBE=", "2026-11-22T10:22:53Z", new()
        {
            Method = "POST",
            Headers = [Host],
            Target =
                $"/?DBInstanceId=rm-1&AccountName=test1&AccountPassword={Password}&Version=2014-08-15&Action=ResetAccountPassword&Format=JSON&RegionId=cn-hangzhou" +
                "&Timestamp=2026-11-22T10%3A22%3A53Z&SignatureMethod=HMAC-SHA1&SignatureType=&SignatureVersion=1.0&SignatureNonce=3c4bfdea68c0515fcb15601a3d20da4f" +
                "&AccessKeyId=testid&Signature=STad0eq%2BKbnjvm77DTN%2B7Oz2UBE%3D",
        }),
        ["a documented for V3"] = new("06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0", "2023-10-26T10:22:32Z", new()
        {
            Method = "POST",
            Target = "/?ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai",
            Headers =
            [
                new("host", "ecs.cn-shanghai.aliyuncs.com"),
                new("x-acs-action", "RunInstances"),
                new("x-acs-content-sha256", NoBody),
                new("x-acs-date", "2023-10-26T10:22:32Z"),
                new("x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d"),
                new("x-acs-version", "2014-05-26"),
                new("Authorization", "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version" +
                    ",Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"),
            ],
        }),
        ["b rds20140815, query"] = new("3b16b25ff12bf61886f34f8eed6b4a177177483e843421db084a88990b96d463", "2026-11-22T10:19:51Z", new()
        {
            Method = "POST",
            Target = "/?AccountName=test1&AccountPassword=T*st~1%2023%2B!%27()&DBInstanceId=rm-1",
            Headers =
            [
                new("host", "127.0.0.1:18080"),
                new("x-acs-version", "2014-08-15"),
                new("x-acs-action", "ResetAccountPassword"),
                new("user-agent", "AlibabaCloud (linux; x64) Node.js/v20.20.2 Core/1.0.1 TeaDSL/2"),
                new("x-acs-date", "2026-11-22T10:19:51Z"),
                new("x-acs-signature-nonce", "07f49bdd02e96326fbf9e5262338fea486bc4a483b3ecd68b6a10e926ea7486c"),
                new("accept", "application/json"),
                new("x-acs-content-sha256", NoBody),
                new("x-acs-credentials-provider", "static_ak"),
                new("Authorization", "ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-credentials-provider;x-acs-date;" +
                    "x-acs-signature-nonce;x-acs-version,Signature=3b16b25ff12bf61886f34f8eed6b4a177177483e843421db084a88990b96d463"),
                new("Connection", "keep-alive"),
            ],
        }),
        ["c openapi-client, chunked form"] = new("6e4eb44172c4f44a6f629097bca5949600ed41b203e786028d847235c5c7f0ef", "2026-11-22T10:22:53Z", new()
        {
            Method = "POST",
            Target = "/?DBInstanceId=rm-1",
            Body = "AccountName=test1&AccountPassword=T*st~1%2023%2B!'()",
            IsChunked = true,
            Headers =
            [
                new("host", "127.0.0.1:18080"),
                new("x-acs-version", "2014-08-15"),
                new("x-acs-action", "ResetAccountPassword"),
                new("x-acs-date", "2026-11-22T10:22:53Z"),
                new("x-acs-signature-nonce", "c7a47d4fcc0e375136aa6ca5ecc01b17"),
                new("accept", "application/json"),
                new("content-type", "application/x-www-form-urlencoded"),
                new("x-acs-content-sha256", "b926512002d1465b5172281a0e64d37f8de3eed806acac1fc3987dc83c357f64"),
                new("x-acs-credentials-provider", "static_ak"),
                new("Authorization", "ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=content-type;host;x-acs-action;x-acs-content-sha256;x-acs-credentials-provider;" +
                    "x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=6e4eb44172c4f44a6f629097bca5949600ed41b203e786028d847235c5c7f0ef"),
            ],
        }),
    };

    private const string NoBody = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /// <summary>The names of the query signature's vectors, as rows of a theory.</summary>
    public static TheoryData<string> V1 => [.. All.Keys.Where(name => char.IsAsciiDigit(name[0]))];

    /// <summary>The names of the header signature's vectors.</summary>
    public static TheoryData<string> V3 => [.. All.Keys.Where(name => char.IsAsciiLetter(name[0]))];

    /// <summary>The names of the vectors that <c>testid</c> signed.</summary>
    public static TheoryData<string> OfTestId => [.. All.Where(v => v.Value.AccessKeyId == "testid").Select(v => v.Key)];

    /// <summary>The names of the vectors of real SDKs that reset a password.</summary>
    public static TheoryData<string> OfSdks => [.. All.Where(v => v.Value.Request.ToText().Contains("rm-1", StringComparison.Ordinal)).Select(v => v.Key)];

    public DateTimeOffset Now => DateTimeOffset.Parse(Time, CultureInfo.InvariantCulture);

    /// <summary>The key that the vector was signed with.</summary>
    public AccessKey Key => new(AccessKeyId, new(Secrets[AccessKeyId]), ownerId: "", region: "");

    private string AccessKeyId => SignedCall.Of(Request.ToRpcRequest()).AccessKeyId!;

    private static Dictionary<string, string> Secrets => new()
    {
        ["testid"] = "testsecret",
        ["testId"] = "testSecret",
        ["YourAccessKeyId"] = "YourAccessKeySecret",
    };

    private static KeyValuePair<string, string> Host => new("Host", "127.0.0.1:18080");

    private static KeyValuePair<string, string> Form => new("Content-Type", "application/x-www-form-urlencoded");

    public static SignatureVector Named(string name) => All[name];

    private static SignatureVector Get(string signature, string time, string query) =>
        new(signature, time, new() { Headers = [Host], Target = $"/?{query}&Signature={Uri.EscapeDataString(signature)}" });

    private static string PopCore(string nonce) =>
        $"AccessKeyId=testid&AccountName=test1&AccountPassword={Password}&Action=ResetAccountPassword&DBInstanceId=rm-1&Format=JSON&SignatureMethod=HMAC-SHA1" +
        $"&SignatureNonce={nonce}&SignatureVersion=1.0&Timestamp=2026-11-22T10%3A19%3A50Z&Version=2014-08-15";
}
