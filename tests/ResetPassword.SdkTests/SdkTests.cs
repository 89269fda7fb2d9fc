using ResetPassword.Products;
using ResetPassword.Tests.Http;
using ResetPassword.Tests.Products;

namespace ResetPassword.SdkTests;

/// <summary>The vendor's own clients against the running service.</summary>
public sealed class SdkTests(SdkDriver sdk)
{
    private const string RequestId = "^[0-9A-F-]{36}$";

    // Every character that a client encodes in its own way: the signature is right, the password is not.
    private const string EveryEncoding = "N*w~pass1 +!'()";

    /// <summary>Every client of every product, with a right call of it: parameters, and the account that it changes.</summary>
    public static TheoryData<string, SdkClient> Clients => new(
        ("SelectDb", SdkClient.OpenApiClientGet),
        ("SelectDb", SdkClient.OpenApiCoreGet),
        ("SelectDb", SdkClient.OpenApiClientV1Get),
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
        ("AnalyticDb", SdkClient.OpenApiClientV1Body),
        ("AnalyticDb", SdkClient.RpcClient),
        ("PolarDb", SdkClient.PolarDb),
        ("PolarDb", SdkClient.OpenApiClientQuery),
        ("PolarDb", SdkClient.OpenApiCoreBody),
        ("PolarDb", SdkClient.OpenApiCoreV1Body),
        ("PolarDb", SdkClient.PopCorePost));

    /// <summary>Where each client puts the action's parameters and the signature.</summary>
    public static TheoryData<string, SdkClient, string, string> Places => new(
        ("Rds", SdkClient.PopCoreGet, "query", "query"),
        ("Rds", SdkClient.PopCorePost, "body", "body"),
        ("Rds", SdkClient.RpcClient, "body", "query"),
        ("Rds", SdkClient.Rds, "query", "headers"),
        ("PolarDb", SdkClient.PolarDb, "body", "query"),
        ("SelectDb", SdkClient.OpenApiClientGet, "query", "headers"),
        ("SelectDb", SdkClient.OpenApiCoreGet, "query", "headers"),
        ("SelectDb", SdkClient.OpenApiClientV1Get, "query", "query"),
        ("MongoDb", SdkClient.OpenApiClientQuery, "query", "headers"),
        ("MongoDb", SdkClient.OpenApiClientBody, "body", "headers"),
        ("AnalyticDb", SdkClient.OpenApiCoreQuery, "query", "headers"),
        ("AnalyticDb", SdkClient.OpenApiClientV1Body, "body", "query"),
        ("PolarDb", SdkClient.OpenApiCoreBody, "body", "headers"),
        ("Rds", SdkClient.OpenApiCoreV1, "query", "query"),
        ("PolarDb", SdkClient.OpenApiCoreV1Body, "body", "query"));

    /// <summary>A client of every product that gives the answer as text and so lets its user ask for XML.</summary>
    public static TheoryData<string, SdkClient> XmlClients => new(
        ("SelectDb", SdkClient.OpenApiClientGet),
        ("Rds", SdkClient.OpenApiClientQuery),
        ("MongoDb", SdkClient.OpenApiCoreQuery),
        ("AnalyticDb", SdkClient.OpenApiClientBody),
        ("PolarDb", SdkClient.OpenApiCoreBody));

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task A_right_call_changes_the_password(string product, SdkClient client)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var target = Target.Of(product);

        var result = await sdk.CallAsync(client.Call(emulator.Endpoint, product, target.Parameters("New_pass1")));

        Assert.True(result.IsSuccess, result.ToString());
        Assert.Matches(RequestId, (string?)result.Reply["RequestId"]);
        Assert.Equal((true, 2), await emulator.VerifyAsync(target.Instance, target.Account, "New_pass1"));
        Assert.Equal((false, 2), await emulator.VerifyAsync(target.Instance, target.Account, "Initial_pass1"));
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task A_bad_password_is_refused(string product, SdkClient client)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var target = Target.Of(product);

        var result = await sdk.CallAsync(client.Call(emulator.Endpoint, product, target.Parameters(EveryEncoding)));

        AssertRefused(client, target.BadPassword, result);
        Assert.Equal((true, 1), await emulator.VerifyAsync(target.Instance, target.Account, "Initial_pass1"));
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task An_unknown_instance_is_refused(string product, SdkClient client)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var target = Target.Of(product);

        var result = await sdk.CallAsync(client.Call(emulator.Endpoint, product, (target with { Instance = target.UnknownInstanceId })
            .Parameters("New_pass1")));

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
    [MemberData(nameof(Clients))]
    public async Task The_same_bytes_again_are_a_replay(string product, SdkClient client)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var target = Target.Of(product);
        var sent = (await sdk.CallAsync(client.Call(emulator.Endpoint, product, target.Parameters("New_pass1"), record: true))).Sent;

        var replayed = RawConnection.Exchange(emulator.Endpoint, sent.Text);

        Assert.Equal((400, "SignatureNonceUsed", "Specified signature nonce was used already."), replayed.Error);
        Assert.Equal((true, 2), await emulator.VerifyAsync(target.Instance, target.Account, "New_pass1"));
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task A_wrong_secret_is_refused_with_exactly_what_the_client_signed(string product, SdkClient client)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var target = Target.Of(product);

        var result = await sdk.CallAsync(client.Call(emulator.Endpoint, product, target.Parameters(EveryEncoding), accessKeySecret: "wrong", record: true));

        // No client of these makes more of it than of any other refusal: it hands on the code and the whole message.
        AssertRefused(client, (400, "SignatureDoesNotMatch", result.Error.Message!), result);
        Assert.Contains(client.SignatureOfEcho(result.Error.Message!, "wrong"), result.Sent.Text, StringComparison.Ordinal);
        Assert.Equal((true, 1), await emulator.VerifyAsync(target.Instance, target.Account, "Initial_pass1"));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Each_client_sends_its_parameters_and_its_signature_where_it_does(string product, SdkClient client, string parameters, string signature)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var sent = (await sdk.CallAsync(client.Call(emulator.Endpoint, product, Target.Of(product).Parameters("New_pass1"), record: true))).Sent;

        Assert.Equal((client.Method, parameters, signature), (sent.Method, sent.PlaceOf("AccountPassword=New_pass1"), sent.PlaceOf("Signature=")));
    }

    [Theory]
    [MemberData(nameof(XmlClients))]
    public async Task A_client_that_asks_for_XML_gets_it(string product, SdkClient client)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var result = await sdk.CallAsync(client.Call(emulator.Endpoint, product, Target.Of(product).Parameters("New_pass1"), accept: "application/xml",
            asText: true));

        Assert.True(result.IsSuccess, result.ToString());
        AssertXml(product, result);
    }

    [Theory]
    [MemberData(nameof(XmlClients))]
    public async Task A_client_that_asks_for_XML_reads_a_refusal_in_it(string product, SdkClient client)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var target = Target.Of(product);

        var result = await sdk.CallAsync(client.Call(emulator.Endpoint, product, target.Parameters("bad"), record: true, accept: "application/xml",
            asText: true));

        Assert.Contains("\r\nContent-Type: text/xml;charset=utf-8\r\n", result.Received, StringComparison.Ordinal);
        AssertRefused(client, target.BadPassword, result);
    }

    [Fact]
    public async Task A_client_of_the_query_signature_that_asks_for_XML_gets_it()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var parameters = Target.Of("Rds").Parameters("New_pass1").Append(("Format", "XML"));

        var result = await sdk.CallAsync(SdkClient.OpenApiCoreV1.Call(emulator.Endpoint, "Rds", parameters, asText: true));

        Assert.True(result.IsSuccess, result.ToString());
        AssertXml("Rds", result);
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
        Assert.Matches(RequestId, result.RequestId);
        Assert.Equal((thrown.Status, thrown.Code), (result.Thrown.Status, result.Thrown.Code));
        Assert.StartsWith(thrown.Message, result.Thrown.Message, StringComparison.Ordinal);
    }

    private static void AssertXml(string product, SdkResult result)
    {
        var root = $"{Catalogue.Products.Single(p => p.Name == product).Example.Action}Response";

        Assert.Matches($"^<\\?xml version='1.0' encoding='UTF-8'\\?><{root}><RequestId>[0-9A-F-]{{36}}</RequestId></{root}>$", (string?)result.Reply);
    }
}
