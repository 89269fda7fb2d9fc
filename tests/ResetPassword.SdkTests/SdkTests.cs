using System.Text;
using ResetPassword.Tests.Http;

namespace ResetPassword.SdkTests;

/// <summary>The vendor's own clients against the running service.</summary>
public sealed class SdkTests(SdkDriver sdk)
{
    private const string NewPassword = "N*w~pass1 +!'()";

    /// <summary>Every client of every product, with a right call of it: parameters, and the account that it changes.</summary>
    public static TheoryData<string, SdkClient> Clients => new(
        ("SelectDb", SdkClient.OpenApiClientGet),
        ("SelectDb", SdkClient.OpenApiCoreGet),
        ("SelectDb", SdkClient.PopCoreGet),
        ("Rds", SdkClient.PopCoreGet),
        ("Rds", SdkClient.PopCorePost),
        ("Rds", SdkClient.RpcClient),
        ("Rds", SdkClient.Rds),
        ("Rds", SdkClient.OpenApiCoreV1),
        ("MongoDb", SdkClient.OpenApiClientQuery),
        ("MongoDb", SdkClient.OpenApiClientBody),
        ("MongoDb", SdkClient.OpenApiCoreBody),
        ("MongoDb", SdkClient.RpcClient),
        ("MongoDb", SdkClient.PopCorePost),
        ("AnalyticDb", SdkClient.OpenApiClientBody),
        ("AnalyticDb", SdkClient.OpenApiCoreQuery),
        ("AnalyticDb", SdkClient.RpcClient),
        ("PolarDb", SdkClient.PolarDb),
        ("PolarDb", SdkClient.OpenApiClientQuery),
        ("PolarDb", SdkClient.OpenApiCoreBody),
        ("PolarDb", SdkClient.PopCorePost));

    public static TheoryData<SdkClient> RdsClients => new(SdkClient.PopCoreGet, SdkClient.PopCorePost, SdkClient.RpcClient, SdkClient.Rds, SdkClient.OpenApiCoreV1);

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task A_right_call_changes_the_password(string product, SdkClient client)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var target = Target.Of(product);

        var result = await sdk.CallAsync(client.Call(emulator.Endpoint, product, target.Parameters("New_pass1")));

        Assert.True(result.IsSuccess, result.ToString());
        Assert.Matches("^[0-9A-F-]{36}$", (string?)result.Reply["RequestId"]);
        Assert.Equal((true, 2), await emulator.VerifyAsync(target.Instance, target.Account, "New_pass1"));
        Assert.Equal((false, 2), await emulator.VerifyAsync(target.Instance, target.Account, "Initial_pass1"));
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task A_bad_password_is_refused(string product, SdkClient client)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var target = Target.Of(product);

        // Every character that a client encodes in its own way: the signature is right, the password is not.
        var result = await sdk.CallAsync(client.Call(emulator.Endpoint, product, target.Parameters(NewPassword)));

        AssertRefused(client, target.BadPassword, result);
        Assert.Equal((true, 1), await emulator.VerifyAsync(target.Instance, target.Account, "Initial_pass1"));
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task An_unknown_instance_is_refused(string product, SdkClient client)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var target = Target.Of(product);

        var result = await sdk.CallAsync(client.Call(emulator.Endpoint, product, (target with { Instance = target.UnknownInstanceId }).Parameters("New_pass1")));

        AssertRefused(client, target.UnknownInstance, result);
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task An_unknown_account_is_refused(string product, SdkClient client)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var target = Target.Of(product);

        var result = await sdk.CallAsync(client.Call(emulator.Endpoint, product, (target with { Account = "nobody" }).Parameters("New_pass1")));

        AssertRefused(client, target.UnknownAccount, result);
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task A_busy_instance_is_refused(string product, SdkClient client)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var target = Target.Of(product);

        var result = await sdk.CallAsync(client.Call(emulator.Endpoint, product, (target with { Instance = target.BusyInstance }).Parameters("New_pass1")));

        AssertRefused(client, target.Busy, result);
        Assert.Equal((true, 1), await emulator.VerifyAsync(target.BusyInstance, target.Account, "Initial_pass1"));
    }

    [Theory]
    [MemberData(nameof(RdsClients))]
    public async Task The_same_bytes_again_are_a_replay(SdkClient client)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var sent = (await sdk.CallAsync(client.Call(emulator.Endpoint, "Rds", Target.Of("Rds").Parameters("New_pass1"), record: true))).Sent;

        var replayed = RawConnection.Exchange(emulator.Endpoint, Encoding.Latin1.GetString(sent));

        Assert.Equal((400, "SignatureNonceUsed", "Specified signature nonce was used already."), replayed.Error);
        Assert.Equal((true, 2), await emulator.VerifyAsync("rm-running", "test1", "New_pass1"));
    }

    [Theory]
    [MemberData(nameof(RdsClients))]
    public async Task A_wrong_secret_is_refused_with_what_the_server_signed(SdkClient client)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var result = await sdk.CallAsync(client.Call(emulator.Endpoint, "Rds", Target.Of("Rds").Parameters("New_pass1"), accessKeySecret: "wrong"));

        Assert.Equal("SignatureDoesNotMatch", result.Error.Code);
        Assert.Equal(client.Throws(400, "SignatureDoesNotMatch", "").Code, result.Thrown.Code);
        Assert.StartsWith(
            client == SdkClient.Rds
                ? "Specified signature does not match our calculation. server StringToSign is [ACS3-HMAC-SHA256\n"
                : $"Specified signature is not matched with our calculation. server string to sign is:{client.Method}&%2F&AccessKeyId%3Dtestid%26AccountName%3Dtest1%26",
            result.Error.Message,
            StringComparison.Ordinal);
        Assert.Equal((true, 1), await emulator.VerifyAsync("rm-running", "test1", "Initial_pass1"));
    }

    [Fact]
    public async Task A_client_that_asks_for_XML_gets_it()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var client = SdkClient.OpenApiCoreQuery;

        var right = await sdk.CallAsync(client.Call(emulator.Endpoint, "MongoDb", Target.Of("MongoDb").Parameters("New_pass1"), accept: "application/xml"));
        var wrong = await sdk.CallAsync(client.Call(emulator.Endpoint, "MongoDb", Target.Of("MongoDb").Parameters("bad"), accept: "application/xml"));

        Assert.Matches(
            "^<\\?xml version='1.0' encoding='UTF-8'\\?><ResetAccountPasswordResponse><RequestId>[0-9A-F-]{36}</RequestId></ResetAccountPasswordResponse>$",
            (string?)right.Reply);
        AssertRefused(client, Target.Of("MongoDb").BadPassword, wrong);
    }

    [Fact]
    public async Task None_of_the_clients_parameters_counts_as_unread()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await sdk.CallAsync(SdkClient.PopCoreGet.Call(emulator.Endpoint, "Rds", Target.Of("Rds").Parameters("New_pass1")));
        await sdk.CallAsync(SdkClient.RpcClient.Call(emulator.Endpoint, "Rds", Target.Of("Rds").Parameters("New_pass1")));
        await sdk.CallAsync(SdkClient.Rds.Call(emulator.Endpoint, "Rds", Target.Of("Rds").Parameters("New_pass1")));
        await sdk.CallAsync(SdkClient.OpenApiCoreV1.Call(emulator.Endpoint, "Rds", Target.Of("Rds").Parameters("New_pass1")));
        await sdk.CallAsync(SdkClient.PolarDb.Call(emulator.Endpoint, "PolarDb", Target.Of("PolarDb").Parameters("New_pass1")));
        await sdk.CallAsync(SdkClient.OpenApiClientBody.Call(emulator.Endpoint, "MongoDb", Target.Of("MongoDb").Parameters("New_pass1")));

        var calls = (await emulator.GetAsync("requests")).Json.AsArray();

        Assert.Equal(6, calls.Count);
        Assert.All(calls, call => Assert.Equal("[]", call!["unreadParameters"]!.ToJsonString()));
    }

    private static void AssertRefused(SdkClient client, (int Status, string Code, string Message) row, SdkResult result)
    {
        var thrown = client.Throws(row.Status, row.Code, row.Message);

        Assert.False(result.IsSuccess);
        Assert.Equal((row.Code, row.Message), result.Error);
        Assert.Equal(thrown.Code, result.Thrown.Code);
        Assert.StartsWith(thrown.Message, result.Thrown.Message, StringComparison.Ordinal);
    }
}
