using System.Text.Json.Nodes;
using System.Xml.Linq;
using ResetPassword.CommandLine;
using ResetPassword.Gateway;
using ResetPassword.Tenancy;
using ResetPassword.Tests.Products;

namespace ResetPassword.Tests.Http;

/// <summary>Who may: users and assumed roles over HTTP, allowed where their policy says and nowhere else.</summary>
public sealed class AuthorizationTests
{
    private const string Root = "1000000000000001";

    /// <summary>The product, the RAM action, and the resource that a policy for the one instance names; then another instance, and the denial.</summary>
    public static TheoryData<string, string, string, string, int, string, string> Operations => new()
    {
        { "SelectDb", "selectdb:ResetAccountPassword", "*", "", 400, "Forbidden", "User not authorized to operate on the specified resource, or this API does not support RAM." },
        { "Rds", "rds:ResetAccountPassword", $"acs:rds:cn-hangzhou:{Root}:dbinstance/rm-running", "pgm-running", 403, "Forbidden.RAM", "User not authorized to operate on the specified resource, or this API doesn't support RAM." },
        { "MongoDb", "dds:ResetAccountPassword", $"acs:dds:cn-hangzhou:{Root}:dbinstance/dds-sharded", "dds-replica", 403, "Forbidden.RAM", "User not authorized to operate on the specified resource, or this API doesn't support RAM." },
        { "AnalyticDb", "gpdb:ResetAccountPassword", $"acs:gpdb:*:{Root}:dbinstance/gp-running", "gp-locked", 403, "Forbidden.RAM", "The user is not authorized to operate the specified resource, or this operation does not support RAM." },
        { "PolarDb", "polardb:ResetAccount", $"acs:polardb:cn-hangzhou:{Root}:dbcluster/pc-running", "pc-busy", 403, "Forbidden.RAM", "User not authorized to operate on the specified resource, or this API does not support RAM." },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_policy_for_one_operation_on_one_instance_allows_it_there_and_nowhere_else(
        string product, string action, string resource, string other, int status, string code, string message)
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PutAsync("users/exact", UserWith(PolicyOf(action, resource)));
        await emulator.PutAsync("roles/exact", RoleWith(PolicyOf(action, resource)));
        await emulator.PutAsync("users/assumer", """{"policies":["AliyunSTSAssumeRoleAccess"]}""");
        var role = await AssumeAsync(emulator, "testid.assumer", "exact");
        Func<SignedRequest, SignedRequest>[] callers =
        [
            call => call with { AccessKeyId = "testid.exact" },
            call => call with { AccessKeyId = "testid.exact", Generation = SignatureGeneration.V1 },
            role,
            call => role(call) with { Generation = SignatureGeneration.V1 },
        ];

        var there = await Task.WhenAll(callers.Select(caller => emulator.CallAsync(product, caller, SomeReset.Of(product).Parameters)));
        var elsewhere = await Task.WhenAll(callers.SelectMany(caller => ProductUnderTest.Names.Where(p => p != product)
            .Select(p => emulator.CallAsync(p, caller, SomeReset.Of(p).Parameters))));
        var onAnother = await Task.WhenAll(callers.Where(_ => other != "").Select(caller => emulator.CallAsync(product, caller, OnInstance(product, other))));
        var unknown = await Task.WhenAll(callers.Where(_ => other != "").Select(caller => emulator.CallAsync(product, caller, OnInstance(product, "pc-none"))));

        Assert.All(there, answer => Assert.Equal(200, answer.Status));
        Assert.All(elsewhere, answer => Assert.Contains(answer.Error.Code, new[] { "Forbidden.RAM", "Forbidden" }));
        Assert.All(onAnother.Concat(unknown), answer => Assert.Equal((status, code, message), answer.Error));
        Assert.Equal(5, (await SomeReset.Of(product).VerifyAsync(emulator)).Version);
    }

    [Fact]
    public async Task A_denial_says_who_was_denied_what_and_how()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PutAsync("users/nobody", "{}");

        var json = await SomeReset.Of("Rds").SendAsync(emulator, "testid.nobody");
        var xml = await emulator.CallAsync("Rds", call => call with { AccessKeyId = "testid.nobody", Format = AnswerFormat.Xml },
            SomeReset.Of("Rds").Parameters);

        var id = (string?)(await emulator.GetAsync("users")).Json.AsArray().Single(u => (string?)u!["name"] == "nobody")!["userId"];
        var detail = json.Json["AccessDeniedDetail"]!.AsObject();
        Assert.Equal(
            ["PolicyType", "AuthPrincipalOwnerId", "EncodedDiagnosticMessage", "AuthPrincipalType", "AuthPrincipalDisplayName", "NoPermissionType", "AuthAction"],
            detail.Select(field => field.Key));
        Assert.Equal(
            ("AccountLevelIdentityBasedPolicy", Root, "SubUser", id, "ImplicitDeny", "rds:ResetAccountPassword"),
            ((string?)detail["PolicyType"], (string?)detail["AuthPrincipalOwnerId"], (string?)detail["AuthPrincipalType"],
                (string?)detail["AuthPrincipalDisplayName"], (string?)detail["NoPermissionType"], (string?)detail["AuthAction"]));
        Assert.StartsWith("AQ", (string?)detail["EncodedDiagnosticMessage"], StringComparison.Ordinal);
        Assert.Equal(detail.Select(field => field.Key), XDocument.Parse(xml.Text).Root!.Element("AccessDeniedDetail")!.Elements()
            .Select(field => field.Name.LocalName));
        Assert.Equal((403, "Forbidden.RAM"), (Refusal.Of(xml).Status, Refusal.Of(xml).Code));
    }

    [Fact]
    public async Task The_journal_names_the_statement_that_decided()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PutAsync("users/denied",
            UserWith("""{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"rds:*","Resource":"*"}]}"""));

        await SomeReset.Of("Rds").SendAsync(emulator, "testid.denied");
        await SomeReset.Of("MongoDb").SendAsync(emulator, "testid.denied");
        await SomeReset.Of("Rds").SendAsync(emulator, "testlimited");
        await SomeReset.Of("MongoDb").SendAsync(emulator, "testlimited");
        await SomeReset.Of("Rds").SendAsync(emulator);

        Assert.Equal(
            [
                ("authorize", """{"allowed":false,"policy":"own","statement":1}"""), ("decide", """{"allowed":true,"policy":"own","statement":0}"""),
                ("decide", """{"allowed":true,"policy":"ResetOneInstance","statement":0}"""),
                ("authorize", """{"allowed":false,"policy":null,"statement":null}"""), ("decide", null),
            ],
            (await emulator.GetAsync("requests")).Json.AsArray().Select(e => ((string?)e!["stage"], e["decision"]?.ToJsonString())));
    }

    [Theory]
    [InlineData("""{"StringEquals":{"rds:ResourceTag/env":"test"}}""", 200)]
    [InlineData("""{"StringEquals":{"rds:ResourceTag/env":"prod"}}""", 403)]
    [InlineData("""{"IpAddress":{"acs:SourceIp":"127.0.0.0/8"}}""", 200)]
    [InlineData("""{"IpAddress":{"acs:SourceIp":"10.0.0.0/8"}}""", 403)]
    [InlineData("""{"Bool":{"acs:SecureTransport":"true"}}""", 403)]
    [InlineData("""{"Bool":{"acs:MFAPresent":"true"}}""", 403)]
    [InlineData("""{"DateLessThan":{"acs:CurrentTime":"2030-01-31T12:00:00Z"}}""", 403)]
    [InlineData("""{"DateGreaterThanEquals":{"acs:CurrentTime":"2030-01-31T12:00:00Z"}}""", 200)]
    public async Task A_condition_asks_about_the_call_the_instance_and_the_tenants_time(string condition, int status)
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PatchAsync("instances/rm-running", """{"tags":{"env":"test"}}""");
        await emulator.PutAsync("clock", """{"now":"2030-01-31T12:00:00Z","frozen":true}""");
        await emulator.PutAsync("users/exact",
            UserWith($$"""{"Version":"1","Statement":[{"Effect":"Allow","Action":"rds:*","Resource":"*","Condition":{{condition}} }]}"""));

        var answer = await SomeReset.Of("Rds").SendAsync(emulator, "testid.exact");

        Assert.Equal(status, answer.Status);
    }

    [Theory]
    [InlineData("acs:rds:cn-beijing:*:dbinstance/rm-far", "rm-far", "", 404)]
    [InlineData("acs:rds:cn-hangzhou:*:dbinstance/rm-far", "rm-far", "", 403)]
    [InlineData("acs:rds:cn-hangzhou:*:dbinstance/rm-none", "rm-none", "", 404)]
    [InlineData("acs:rds:cn-shanghai:*:dbinstance/rm-none", "rm-none", "cn-shanghai", 404)]
    [InlineData("acs:rds:cn-hangzhou:*:dbinstance/rm-none", "rm-none", "cn-shanghai", 403)]
    [InlineData("acs:rds:*:*:dbinstance/*", "", "", 400)]
    [InlineData("acs:rds:*:*:dbinstance/rm-running", "", "", 403)]
    public async Task The_region_is_the_instances_else_the_calls_else_the_tenants_and_without_an_id_all_are_meant(string resource, string instance,
        string region, int status)
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PutAsync("instances/rm-far", """{"product":"Rds","region":"cn-beijing","accounts":[]}""");
        await emulator.PutAsync("users/exact", UserWith(PolicyOf("rds:ResetAccountPassword", resource)));

        var answer = await emulator.CallAsync(
            "Rds", call => call with { AccessKeyId = "testid.exact" }, ("DBInstanceId", instance), ("RegionId", region), ("AccountName", "test1"),
            ("AccountPassword", "New_pass1"));

        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task Users_and_roles_of_the_seed_are_in_every_tenant_and_its_own()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var allowed = await SomeReset.Of("Rds").SendAsync(emulator, "test-job42.limited");
        var denied = await SomeReset.Of("PolarDb").SendAsync(emulator, "test-job42.limited");
        var role = await AssumeAsync(emulator, "test-job42.limited", "rotator");
        var byRole = await emulator.CallAsync("PolarDb", role, SomeReset.Of("PolarDb").Parameters);
        var unknown = await SomeReset.Of("Rds").SendAsync(emulator, "test-job42.somebody");

        Assert.Equal((200, 403, 200), (allowed.Status, denied.Status, byRole.Status));
        Assert.Equal((404, "InvalidAccessKeyId.NotFound", "Specified access key is not found."), unknown.Error);
        Assert.Equal((true, 2), await SomeReset.Of("PolarDb").VerifyAsync(emulator, "test-job42"));
        Assert.Equal(1, (await SomeReset.Of("Rds").VerifyAsync(emulator)).Version);
    }

    [Fact]
    public async Task Throttling_comes_before_the_denial_and_other_faults_after_it()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PutAsync("users/nobody", "{}");
        await emulator.PostAsync("faults",
            """{"match":{"product":"Rds","action":"ResetAccountPassword"},"error":{"code":"Throttling"},"schedule":{"first":1}}""");
        await emulator.PostAsync("faults", """{"match":{"product":"Rds","action":"ResetAccountPassword"},"error":{"code":"ServiceUnavailable"}}""");

        var first = await SomeReset.Of("Rds").SendAsync(emulator, "testid.nobody");
        var second = await SomeReset.Of("Rds").SendAsync(emulator, "testid.nobody");

        Assert.Equal(("Throttling", "Forbidden.RAM"), (first.Error.Code, second.Error.Code));
    }

    /// <summary>Assumes a role; what comes back signs a call with its keys.</summary>
    internal static async Task<Func<SignedRequest, SignedRequest>> AssumeAsync(EmulatorUnderTest emulator, string accessKeyId, string role,
        params (string, string)[] more)
    {
        var identity = await emulator.CallAsync("Sts", call => call with { Action = "GetCallerIdentity", AccessKeyId = accessKeyId });
        var answer = await emulator.CallAsync(
            "Sts",
            call => call with { Action = "AssumeRole", AccessKeyId = accessKeyId },
            [("RoleArn", $"acs:ram::{identity.Json["AccountId"]}:role/{role}"), ("RoleSessionName", "session"), .. more]);
        Assert.Equal(200, answer.Status);
        var credentials = answer.Json["Credentials"]!;
        return call => call with
        {
            AccessKeyId = (string)credentials["AccessKeyId"]!,
            AccessKeySecret = new((string)credentials["AccessKeySecret"]!),
            SecurityToken = (string)credentials["SecurityToken"]!,
        };
    }

    private static (string, string)[] OnInstance(string product, string instance) =>
        [.. SomeReset.Of(product).Parameters.Select(p => p.Name is "DBInstanceId" or "DBClusterId" ? (p.Name, instance) : p)];

    private static string PolicyOf(string action, string resource) =>
        $$"""{"Version":"1","Statement":[{"Effect":"Allow","Action":"{{action}}","Resource":"{{resource}}"}]}""";

    private static string UserWith(string policy) => new JsonObject { ["policies"] = new JsonArray(Named(policy)) }.ToJsonString();

    private static string RoleWith(string policy) => new JsonObject
    {
        ["trust"] = JsonNode.Parse($$"""{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"RAM":"acs:ram::{{Root}}:root"} }]}"""),
        ["policies"] = new JsonArray(Named(policy)),
    }.ToJsonString();

    private static JsonObject Named(string policy) => new() { ["name"] = "own", ["document"] = JsonNode.Parse(policy) };
}
