using System.Text.Json.Nodes;
using ResetPassword.CommandLine;
using ResetPassword.Model;
using ResetPassword.Products;
using ResetPassword.Tenancy;
using ResetPassword.Tests.Products;

namespace ResetPassword.Tests.Http;

/// <summary>Every row that the service publishes is caused over HTTP, in the way that the row itself says.</summary>
public sealed class ContractWalkTests
{
    private const string AnotherWord = "whatever";
    private const string Pattern = "<Name>";
    private const string SomeParameter = "SignatureNonce";

    /// <summary>Of the products without instances: who calls, and the parameters, by action and message.</summary>
    private static readonly Dictionary<(string Action, string Message), (string AccessKeyId, (string, string)[] Parameters)> OtherWays = new()
    {
        [("AssumeRole", "The parameter RoleArn is wrongly formed.")]                                       = ("testid.admin", SomeRole(arn: "rotator")),
        [("AssumeRole", "The parameter RoleSessionName is wrongly formed.")]                               = ("testid.admin", SomeRole(session: "a b")),
        [("AssumeRole", "The Min/Max value of DurationSeconds is 15min/1hr.")]                             =
            ("testlimited", [.. SomeRole(), ("DurationSeconds", "899")]),
        [("AssumeRole", "The parameter ExternalId is wrongly formed.")]                                    =
            ("testlimited", [.. SomeRole(), ("ExternalId", "a b")]),
        [("AssumeRole", "The size of Policy must be smaller than 2048 bytes.")]                            =
            ("testlimited", [.. SomeRole(), ("Policy", new('x', 2049))]),
        [("AssumeRole", "The parameter Policy has not passed grammar check.")]                             = ("testlimited", [.. SomeRole(), ("Policy", "{}")]),
        [("AssumeRole", "Roles may not be assumed by root accounts.")]                                     = ("testid", SomeRole()),
        [("AssumeRole", "You are not authorized to do this action. You should be authorized by RAM.")]     = ("testid.nobody", SomeRole()),
        [("AssumeRole", "The role not exists: acs:ram::<uid>:role/<name>")]                                =
            ("testid.admin", SomeRole(arn: "acs:ram::1000000000000001:role/none")),
        [("DescribeEndpoints", "The specified region does not exist.")]                                    =
            ("testid", [("Id", "nowhere"), ("ServiceCode", "rds")]),
        [("DescribeEndpoints", "Please check the parameters")]                                             =
            ("testid", [("Id", "cn-hangzhou"), ("ServiceCode", "nothing")]),
        [("DescribeVSwitchAttributes", "Specified VSwitch can not found.")]                                = ("testid", [("VSwitchId", "switch")]),
        [("DescribeVSwitchAttributes", "The provided RegionId does not exist in our records.")]            =
            ("testid", [("VSwitchId", "vsw-1"), ("RegionId", "cn-nowhere")]),
        [("DescribeVSwitchAttributes", "User not authorized to operate on the specified resource, or this API doesn't support RAM.")] =
            ("testid.nobody", [("VSwitchId", "vsw-1")]),
        [("DescribeVSwitchAttributes", "The specified parameter DryRun is not valid.")]                    =
            ("testid", [("VSwitchId", "vsw-1"), ("DryRun", "perhaps")]),
    };

    private static readonly Dictionary<string, GatewayWay> GatewayWays = new()
    {
        ["InvalidParameter"]                 = Spoilt(call => call with { Target = call.Target + "&x=%" }),
        ["InvalidProduct.NotFound"]          = Spoilt(call => call.WithHeader("Host", "oss.aliyuncs.com")),
        ["InvalidVersion"]                   = Spoilt(call => call.With("Version", AnotherWord)),
        ["InvalidAction.NotFound"]           = Spoilt(call => call.With("Action", AnotherWord)),
        ["UnsupportedHTTPMethod"]            = Spoilt(call => call with { Method = "PUT" }),
        ["InvalidParameter.Format"]          = Spoilt(call => call.With("Format", AnotherWord)),
        ["InvalidParameter.Accept"]          = new(endpoint => [SomeCall.V3(endpoint).WithHeader("Accept", "text/html")]),
        ["Missing<Name>"]                    = Spoilt(call => call.With(SomeParameter, null)),
        ["UnsupportedSignatureType"]         = Spoilt(call => call.With("SignatureType", AnotherWord)),
        ["InvalidSignatureMethod"]           = Spoilt(call => call.With("SignatureMethod", AnotherWord)),
        ["InvalidSignatureVersion"]          = Spoilt(call => call.With("SignatureVersion", AnotherWord)),
        ["InvalidTimeStamp.Format"]          = Spoilt(call => call.With("Timestamp", AnotherWord)),
        ["InvalidTimeStamp.Expired"]         = Spoilt(call => call.With("Timestamp", "2020-01-01T00:00:00Z")),
        ["InvalidAccessKeyId.NotFound"]      = Spoilt(call => call.With("AccessKeyId", AnotherWord)),
        ["InvalidAccessKeyId.Inactive"]      = Spoilt(call => call.With("AccessKeyId", "testdisabled")),
        ["InvalidSecurityToken.Malformed"]   = Spoilt(call => call.With("SecurityToken", AnotherWord)),
        ["InvalidSecurityToken.Expired"]     = new(endpoint => [WithTemporaryKey(endpoint, key => key, isExpired: true)]),
        ["InvalidSecurityToken.MismatchWithAccessKey"] = new(endpoint => [WithTemporaryKey(endpoint, key => key with { AccessKeyId = "testid" })]),
        ["SignatureDoesNotMatch V1"]         = Spoilt(call => call.With("Signature", AnotherWord)),
        ["SignatureDoesNotMatch V3"]         = new(endpoint => [SomeCall.V3(endpoint) with { Body = "" }]),
        ["SignatureNonceUsed"]               = new(endpoint => [.. Enumerable.Repeat(SomeCall.V1(endpoint), 2)]),
        ["Throttling"]                       = new(endpoint => [.. Enumerable.Range(0, 4).Select(_ => SomeCall.V1(endpoint))], ("MaxNonces", "1")),
        ["QuotaExceeded.Tenants"]            = new(endpoint => [RawRequest.Of(SomeCall.To(endpoint, SignatureGeneration.V1) with { AccessKeyId = "test-a" })], ("MaxTenants", "1")),
        ["Forbidden.EmulatorGuard"]          = Spoilt(call => call.WithHeader("Origin", "https://attacker.example")),
    };

    /// <summary>The rows of every action: product, action, status, code, message, how it is reached.</summary>
    public static async Task<IEnumerable<TheoryDataRow<string, string, int, string, string, string>>> ActionRows()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var contract = (await emulator.GetAsync("contract")).Json;
        return
        [
            .. from product in contract["products"]!.AsArray()
               from action in product["actions"]!.AsArray()
               from row in action["errors"]!.AsArray()
               select new TheoryDataRow<string, string, int, string, string, string>(
                   (string)product["name"]!, (string)action["name"]!, (int)row["status"]!, (string)row["code"]!, (string)row["message"]!,
                   (string)row["reachedBy"]!),
        ];
    }

    /// <summary>The rows of the gateway: status, code, message, how it is reached.</summary>
    public static async Task<IEnumerable<TheoryDataRow<int, string, string, string>>> GatewayRows()
    {
        await using var emulator = EmulatorUnderTest.Start();
        return (await emulator.GetAsync("contract")).Json["gatewayErrors"]!.AsArray().Select(row =>
            new TheoryDataRow<int, string, string, string>((int)row!["status"]!, (string)row["code"]!, (string)row["message"]!, (string)row["reachedBy"]!));
    }

    [Theory]
    [MemberData(nameof(ActionRows))]
    public async Task A_row_of_an_action_is_caused_as_it_says(string product, string action, int status, string code, string message, string reachedBy)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = (reachedBy, product) switch
        {
            ("fault", _) => await CauseByFaultAsync(emulator, product, action, status, code, message),
            (_, "Sts" or "Location" or "Vpc") => await CauseOtherAsync(emulator, product, action, message),
            ("policy", _) => await CauseByPolicyAsync(emulator, product, action),
            _ => await CauseAsync(emulator, product, action, status, code, message),
        };

        Assert.Equal((status, code, reachedBy == "fault" ? message : Filled(message)), answer.Error);
    }

    [Theory]
    [MemberData(nameof(GatewayRows))]
    public async Task A_row_of_the_gateway_is_caused_as_it_says(int status, string code, string message, string reachedBy)
    {
        var answer = reachedBy == "fault" ? await CauseByFaultAsync(status, code) : await CauseAsync(GatewayWays[WayOf(code, message)]);

        // A message that says more about the call begins as it stands; a pattern holds where its place is filled in.
        var refusal = Refusal.Of(answer);
        Assert.Equal((status, code.Replace(Pattern, SomeParameter, StringComparison.Ordinal)), (refusal.Status, refusal.Code));
        Assert.StartsWith(message.Replace(Pattern, SomeParameter, StringComparison.Ordinal).Split('<')[0], refusal.Message, StringComparison.Ordinal);
    }

    // A message that is a pattern, with what the call asked for.
    private static string Filled(string message) =>
        message.Replace("<uid>", "1000000000000001", StringComparison.Ordinal).Replace("<name>", "none", StringComparison.Ordinal);

    // The gateway has two texts for a wrong signature under one code.
    private static string WayOf(string code, string message) => (code, message) switch
    {
        ("SignatureDoesNotMatch", "Specified signature does not match our calculation.") => "SignatureDoesNotMatch V3",
        ("SignatureDoesNotMatch", _) => "SignatureDoesNotMatch V1",
        _ => code,
    };

    private static async Task<Answer> CauseAsync(GatewayWay way)
    {
        await using var emulator = EmulatorUnderTest.Start(null, way.Settings);
        return Array.ConvertAll(way.Requests(emulator.Endpoint), request => RawConnection.Exchange(emulator.Endpoint, request.ToText()))[^1];
    }

    private static GatewayWay Spoilt(Func<RawRequest, RawRequest> spoil) => new(endpoint => [spoil(SomeCall.V1(endpoint))]);

    private static async Task<Answer> CauseAsync(EmulatorUnderTest emulator, string product, string action, int status, string code, string message)
    {
        if (!IsExample(product, action))
            return await CauseAroundAsync(emulator, SomeAction.Of(product, action), status, code, message);
        var (_, _, _, instance, parameters) =
            ProductUnderTest.Of(product).ExampleRefusals.First(way => (way.Data.Item1, way.Data.Item2) == (status, code)).Data;
        await PrepareAsync(emulator, SomeReset.Of(product).Instance, instance);
        return await emulator.CallAsync(product, call => call with { Action = action }, SomeDecision.ParametersOf(product, parameters));
    }

    // The row of a parameter's form by a value that does not fit it, any other by the product's table.
    private static async Task<Answer> CauseAroundAsync(EmulatorUnderTest emulator, SomeAction some, int status, string code, string message)
    {
        Task<Answer> CallAsync(IEnumerable<(string, string)> parameters) =>
            emulator.CallAsync(some.Product.Name, call => call with { Action = some.Operation.Action }, [.. parameters]);

        if (some.Operation.Parameters.FirstOrDefault(p => p.Invalid is { } row
            && (row.Status, row.Code, row.Message) == (status, code, message)) is { } parameter)
            return await CallAsync([.. some.Parameters.Where(p => p.Name != parameter.Name), (parameter.Name, ActionsTests.UnfitFor(parameter).First())]);

        var (_, _, _, _, instance, parameters) = ProductUnderTest.Of(some.Product.Name).Refusals
            .First(way => (way.Data.Item1, way.Data.Item2, way.Data.Item3, way.Data.Item4) == (some.Operation.Action, status, code, message)).Data;
        if (instance == SomeDecision.Repeated)
        {
            Assert.Equal(200, (await CallAsync([.. some.Parameters, SomeDecision.Token])).Status);
            return await CallAsync(SomeDecision.Change([.. some.Parameters, SomeDecision.Token], parameters));
        }

        if (instance == SomeDecision.Full)
        {
            var instances = Enumerable.Range(0, InstanceModel.MaxInstances)
                .Select(n => $$"""{"product":"{{some.Product.Name}}","id":"{{some.Product.Instances.IdPrefix}}{{n}}"}""");
            Assert.Equal(204, (await emulator.PutAsync("state", $$"""{"instances":[{{string.Join(',', instances)}}]}""")).Status);
            return await CallAsync(SomeDecision.Change(some.Parameters, parameters));
        }

        await PrepareAsync(emulator, some.Instance, some.Setup.Patch);
        await PrepareAsync(emulator, some.Instance, instance);
        return await CallAsync(SomeDecision.Change(some.Parameters, parameters));
    }

    private static async Task PrepareAsync(EmulatorUnderTest emulator, string id, string instance)
    {
        var prepared = instance == SomeDecision.NoInstance
            ? await emulator.DeleteAsync($"instances/{id}")
            : await emulator.PatchAsync($"instances/{id}", instance);
        Assert.InRange(prepared.Status, 200, 204);
    }

    private static async Task<Answer> CauseOtherAsync(EmulatorUnderTest emulator, string product, string action, string message)
    {
        await emulator.PutAsync("users/nobody", "{}");
        await emulator.PutAsync("users/admin", """{"policies":["AdministratorAccess"]}""");
        var (accessKeyId, parameters) = OtherWays[(action, message)];
        return await emulator.CallAsync(product, call => call with { Action = action, AccessKeyId = accessKeyId }, parameters);
    }

    private static async Task<Answer> CauseByPolicyAsync(EmulatorUnderTest emulator, string product, string action)
    {
        await emulator.PutAsync("users/nobody", "{}");
        return await emulator.CallAsync(product, call => call with { Action = action, AccessKeyId = "testid.nobody" }, ParametersOf(product, action));
    }

    // A call with the keys of an assumed role, of which something is changed before it is signed; or an hour later.
    private static RawRequest WithTemporaryKey(Uri endpoint, Func<SignedRequest, SignedRequest> change, bool isExpired = false)
    {
        var assume = new SignedRequest
        {
            Endpoint = endpoint,
            Version = "2015-04-01",
            Action = "AssumeRole",
            AccessKeyId = "testlimited",
            Parameters = [.. SomeRole().Select(p => KeyValuePair.Create(p.Name, p.Value))]
        };
        var credentials = RawConnection.Exchange(endpoint, RawRequest.Of(assume).ToText()).Json["Credentials"]!;
        if (isExpired)
            RawConnection.Exchange(endpoint,
                "PUT /_emulator/clock HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 23\r\n\r\n{\"advanceSeconds\":3600}");
        return RawRequest.Of(change(SomeCall.To(endpoint, SignatureGeneration.V1) with
        {
            AccessKeyId = (string)credentials["AccessKeyId"]!,
            AccessKeySecret = new((string)credentials["AccessKeySecret"]!),
            SecurityToken = (string)credentials["SecurityToken"]!,
        }));
    }

    private static (string Name, string Value)[] SomeRole(string arn = "acs:ram::1000000000000001:role/rotator", string session = "session") =>
        [("RoleArn", arn), ("RoleSessionName", session)];

    private static async Task<Answer> CauseByFaultAsync(int status, string code)
    {
        await using var emulator = EmulatorUnderTest.Start();
        return await CauseByFaultAsync(emulator, "Rds", "ResetAccountPassword", status, code, null);
    }

    /// <param name="message">Tells rows of one code apart; null where it does not matter.</param>
    private static async Task<Answer> CauseByFaultAsync(EmulatorUnderTest emulator, string product, string action, int status, string code, string? message)
    {
        var error = new JsonObject { ["code"] = code, ["status"] = status, ["message"] = message };
        var rule = new JsonObject { ["match"] = new JsonObject { ["product"] = product, ["action"] = action }, ["error"] = error };
        var armed = await emulator.PostAsync("faults", rule.ToJsonString());
        Assert.Equal(201, armed.Status);
        return await emulator.CallAsync(product, call => call with { Action = action }, ParametersOf(product, action));
    }

    private static bool IsExample(string product, string action) => Catalogue.Products.Single(p => p.Name == product).ExampleAction == action;

    private static (string, string)[] ParametersOf(string product, string action) =>
        IsExample(product, action) ? SomeReset.Of(product).Parameters : SomeAction.Of(product, action).Parameters;

    /// <summary>Requests to an emulator with these settings, of which the last gets the row.</summary>
    private sealed record GatewayWay(Func<Uri, RawRequest[]> Requests, params (string, string)[] Settings);
}
