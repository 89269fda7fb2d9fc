using ResetPassword.Gateway.Authentication;
using ResetPassword.Tenancy;

namespace ResetPassword.Tests.Http;

/// <summary>Requests that people have reported with the real gateway's answer, or that clients of the vendor send. Each names where.</summary>
public sealed class ReportedRequestsTests
{
    private const string NotAuthorized = "You are not authorized to do this action. You should be authorized by RAM.";
    private const string Rotator = "acs:ram::1000000000000001:role/rotator";

    private static readonly string[] FieldsOfAnError = ["Code", "HostId", "Message", "Recommend", "RequestId"];

    // https://github.com/NewFuture/DDNS/issues/57
    [Fact]
    public async Task A_form_that_was_signed_with_another_secret_is_told_its_string_to_sign()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var request = RawRequest.Of(SomeCall.To(emulator.Endpoint, SignatureGeneration.V1) with { Method = HttpMethod.Post, AccessKeySecret = new("another") });

        var answer = RawConnection.Exchange(emulator.Endpoint, request.ToText());

        var stringToSign = SignatureV1.StringToSign("POST", request.ToRpcRequest().Parameters);
        Assert.Equal((400, "SignatureDoesNotMatch", $"Specified signature is not matched with our calculation. server string to sign is:{stringToSign}"),
            answer.Error);
        Assert.StartsWith("POST&%2F&AccessKeyId%3Dtestid%26", stringToSign, StringComparison.Ordinal);
        Assert.Equal(FieldsOfAnError, answer.Json.AsObject().Select(field => field.Key).Order(StringComparer.Ordinal));
    }

    // https://github.com/dromara/SMS4J/issues/6: it fails now and then, whenever the signature has a plus.
    [Fact]
    public async Task A_plus_of_the_signature_that_is_not_encoded_is_a_blank_and_does_not_match()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var right = Enumerable.Range(0, 1000)
            .Select(number => RawRequest.Of(SomeCall.To(emulator.Endpoint, SignatureGeneration.V1) with { Nonce = $"nonce-{number}" }))
            .First(request => request.Target.Contains("%2B", StringComparison.Ordinal));

        var raw = RawConnection.Exchange(emulator.Endpoint, (right with { Target = right.Target.Replace("%2B", "+", StringComparison.Ordinal) }).ToText());
        var encoded = RawConnection.Exchange(emulator.Endpoint, right.ToText());

        var stringToSign = SignatureV1.StringToSign("GET", right.ToRpcRequest().Parameters);
        Assert.Equal((400, "SignatureDoesNotMatch", $"Specified signature is not matched with our calculation. server string to sign is:{stringToSign}"),
            raw.Error);
        Assert.Equal(200, encoded.Status);
    }

    // https://github.com/acmesh-official/acme.sh/issues/1639: the real gateway reads on. No client that signs rightly sends this.
    [Fact]
    public async Task A_percent_sign_that_is_not_encoded_is_refused_by_name()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var right = RawRequest.Of(SomeCall.To(emulator.Endpoint, SignatureGeneration.V1) with { Nonce = "1527670146%N" });

        var raw = RawConnection.Exchange(emulator.Endpoint, (right with { Target = right.Target.Replace("%25N", "%N", StringComparison.Ordinal) }).ToText());
        var encoded = RawConnection.Exchange(emulator.Endpoint, right.ToText());

        Assert.Equal(
            (400, "InvalidParameter",
                "The query string has a broken percent-encoding: % must be followed by two hexadecimal digits, and the bytes must be UTF-8."), raw.Error);
        Assert.Equal(200, encoded.Status);
    }

    // https://github.com/AnalogJ/lexicon/issues/1223
    [Fact]
    public async Task A_nonce_that_another_action_has_used_is_used()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var first = SomeCall.To(emulator.Endpoint, SignatureGeneration.V1) with { Nonce = "1615459200" };

        var reset = await emulator.SendAsync(first.ToMessage());
        var described = await emulator.SendAsync((first with { Action = "DescribeAccounts", Parameters = [new("DBInstanceId", "rm-running")] }).ToMessage());

        Assert.Equal(200, reset.Status);
        Assert.Equal((400, "SignatureNonceUsed", "Specified signature nonce was used already."), described.Error);
    }

    // https://github.com/acmesh-official/acme.sh/issues/3585
    [Fact]
    public async Task A_nonce_is_used_by_a_call_that_RAM_denied()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PutAsync("users/nobody", "{}");
        var call = SomeCall.To(emulator.Endpoint, SignatureGeneration.V1) with { AccessKeyId = "testid.nobody" };

        var denied = await emulator.SendAsync(call.ToMessage());
        var again = await emulator.SendAsync(call.ToMessage());

        Assert.Equal((403, "Forbidden.RAM", "User not authorized to operate on the specified resource, or this API doesn't support RAM."), denied.Error);
        Assert.Equal((400, "SignatureNonceUsed", "Specified signature nonce was used already."), again.Error);
    }

    // https://github.com/crossplane-contrib/provider-alibaba, pkg/clients/rds/rds_test.go
    [Theory]
    [InlineData("DescribeDBInstances")]
    [InlineData("CreateDBInstance")]
    [InlineData("CreateAccount")]
    [InlineData("DeleteDBInstance")]
    public async Task A_key_that_was_made_up_is_not_found_whatever_it_asks_for(string action)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var call = SomeCall.To(emulator.Endpoint, SignatureGeneration.V1) with
        {
            Action = action,
            AccessKeyId = "abcd",
            Parameters = [new("SignatureType", "")]
        };

        var answer = await emulator.SendAsync(call.ToMessage());

        Assert.Equal((404, "InvalidAccessKeyId.NotFound", "Specified access key is not found."), answer.Error);
    }

    // https://github.com/aliyun/terraform-provider-alibabacloudstack: it signs its secret along, as a parameter.
    [Fact]
    public async Task Parameters_that_a_client_of_another_cloud_signs_along_are_taken_and_kept_from_the_journal()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var call = SomeCall.To(emulator.Endpoint, SignatureGeneration.V1);
        var request = RawRequest.Of(call with
        {
            Parameters = [.. call.Parameters, new("AccessKeySecret", "testsecret"), new("Product", "Rds"), new("Department", "37"), new("ResourceGroup", "41")],
        });

        var answer = RawConnection.Exchange(emulator.Endpoint, request.AddHeader("RegionId", "cn-hangzhou").ToText());

        Assert.Equal((200, 2), (answer.Status, await SomeCall.PasswordVersionAsync(emulator)));
        Assert.DoesNotContain("testsecret", (await emulator.GetAsync("requests")).Text, StringComparison.Ordinal);
    }

    /// <summary>Product, and the vendor's code for it.</summary>
    public static TheoryData<string, string> Codes => new()
    {
        { "SelectDb", "selectdb" }, { "Rds", "Rds" }, { "MongoDb", "Dds" }, { "AnalyticDb", "gpdb" }, { "PolarDb", "polardb" }, { "Sts", "Sts" }, { "Location", "Location" },
    };

    // https://github.com/aliyun/terraform-provider-alicloud/issues/8915 and others
    [Theory]
    [MemberData(nameof(Codes))]
    public async Task An_error_recommends_a_page_about_its_code_and_product(string product, string productCode)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await emulator.CallAsync(product, call => call with { Action = "Nope" });

        Assert.Equal($"https://api.aliyun.com/troubleshoot?q=InvalidAction.NotFound&product={productCode}&requestId={answer.Json["RequestId"]}",
            (string?)answer.Json["Recommend"]);
    }

    // https://github.com/hashicorp/vault/issues/6226
    [Theory]
    [InlineData("testid.admin", "trusting-ecs")]
    [InlineData("testid.nobody", "rotator")]
    public async Task A_role_that_does_not_trust_and_a_user_that_may_not_are_refused_alike(string accessKeyId, string role)
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PutAsync("users/nobody", "{}");
        await emulator.PutAsync("users/admin", """{"policies":["AdministratorAccess"]}""");
        await emulator.PutAsync("roles/trusting-ecs",
            """{"trust":{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":["ecs.aliyuncs.com"]}}]}}""");

        var answer = await AssumeAsync(emulator, accessKeyId, $"acs:ram::1000000000000001:role/{role}");

        Assert.Equal((403, "NoPermission", NotAuthorized), answer.Error);
    }

    // https://github.com/hashicorp/vault/issues/6377
    [Theory]
    [InlineData("acs:ram::1000000000000001:role/Rotator")]
    [InlineData("acs:ram::1000000000000001:role/ROTATOR")]
    public async Task A_role_is_found_in_another_case_and_answered_as_it_was_made(string arn)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await AssumeAsync(emulator, "testlimited", arn);

        Assert.Equal((200, $"{Rotator}/session"), (answer.Status, (string?)answer.Json["AssumedRoleUser"]!["Arn"]));
    }

    [Fact]
    public async Task A_role_is_denied_in_another_case_as_well()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var denial =
            """{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"sts:AssumeRole","Resource":"acs:ram::*:role/rotator"}]}""";
        await emulator.PutAsync("users/kept", $$"""{"policies":[{"name":"NotRotator","document":{{denial}}}]}""");

        var answer = await AssumeAsync(emulator, "testid.kept", "acs:ram::1000000000000001:role/ROTATOR");

        Assert.Equal((403, "NoPermission", NotAuthorized), answer.Error);
    }

    // Recorded in logs of many clients
    [Theory]
    [InlineData("Throttling.User", "Request was denied due to user flow control.")]
    [InlineData("Throttling.Api", "Request was denied due to api flow control.")]
    [InlineData("Throttling", "Request was denied due to flow control.")]
    public async Task A_throttled_call_says_by_what(string code, string message)
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PostAsync("faults", $$$"""{"match":{"product":"Rds","action":"ResetAccountPassword"},"error":{"code":"{{{code}}}"}}""");

        var answer = await emulator.ResetRdsAsync();

        Assert.Equal((400, code, message), answer.Error);
    }

    // https://github.com/turbot/steampipe-plugin-alicloud/issues/483
    [Fact]
    public async Task GetCallerIdentity_can_be_throttled_as_it_was()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PostAsync("faults",
            """{"match":{"product":"Sts","action":"GetCallerIdentity"},"error":{"code":"Throttling.User"},"schedule":{"first":1}}""");

        var first = await emulator.CallAsync("Sts", call => call with { Action = "GetCallerIdentity" });
        var second = await emulator.CallAsync("Sts", call => call with { Action = "GetCallerIdentity" });

        Assert.Equal((400, "Throttling.User", "Request was denied due to user flow control."), first.Error);
        Assert.StartsWith("https://api.aliyun.com/troubleshoot?q=Throttling.User&product=Sts&", (string?)first.Json["Recommend"], StringComparison.Ordinal);
        Assert.Equal(200, second.Status);
    }

    [Theory]
    [InlineData("a", 400)]
    [InlineData("a b", 400)]
    [InlineData("a*b", 400)]
    [InlineData("a1=,.@:/-_+", 200)]
    [InlineData("", 200)]
    public async Task An_ExternalId_has_the_documented_characters(string externalId, int status)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await AssumeAsync(emulator, "testlimited", Rotator, ("ExternalId", externalId));

        Assert.Equal(status == 200 ? (200, null, null) : (400, "InvalidParameter.ExternalId", "The parameter ExternalId is wrongly formed."), answer.Error);
    }

    private static Task<Answer> AssumeAsync(EmulatorUnderTest emulator, string accessKeyId, string arn, params (string, string)[] more) =>
        emulator.CallAsync("Sts", call => call with { Action = "AssumeRole", AccessKeyId = accessKeyId },
            [("RoleArn", arn), ("RoleSessionName", "session"), .. more]);
}
