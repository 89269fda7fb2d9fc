using System.Globalization;
using System.Text.Json.Nodes;
using ResetPassword.Operations;
using ResetPassword.Products;

namespace ResetPassword.Tests.Http.Controls;

public sealed class FaultControlsTests
{
    /// <summary>Every row of every action, the gateway's, and those of nearly every action of a product.</summary>
    public static TheoryData<string, int, string> Rows => new(Catalogue.Databases.SelectMany(
        product => product.Example.Errors.Select(row => row.Error).Concat(GatewayErrors.Literal).Concat(product.CommonErrors.Value)
            .DistinctBy(row => (row.Code, row.Status)),
        (product, row) => (product.Name, row.Status, row.Code)));

    public static TheoryData<string> Products => new(Catalogue.Databases.Select(product => product.Name));

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Every_row_can_be_caused_before_the_change_and_then_nothing_changed(string product, int status, string code)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var call = SomeReset.Of(product);
        var armed = await emulator.PostAsync("faults", Rule(product, $$"""{"code":"{{code}}","status":{{status}}}""", "before"));

        var answer = await call.SendAsync(emulator);

        Assert.Equal(201, armed.Status);
        Assert.Equal((status, code, (string?)armed.Json["error"]!["message"]), answer.Error);
        Assert.Equal((true, 1), await call.VerifyAsync(emulator, password: "Initial_pass1"));
    }

    [Theory]
    [MemberData(nameof(Products))]
    public async Task A_fault_after_the_change_is_answered_and_the_change_stays(string product)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var call = SomeReset.Of(product);
        await emulator.PostAsync("faults", Rule(product, """{"code":"ServiceUnavailable"}""", "after"));

        var answer = await call.SendAsync(emulator);

        Assert.Equal((503, "ServiceUnavailable", "The request has failed due to a temporary failure of the server."), answer.Error);
        Assert.Equal((true, 2), await call.VerifyAsync(emulator));
    }

    [Theory]
    [InlineData("before", 1, "[]")]
    [InlineData("after", 2, """["PasswordReset"]""")]
    public async Task A_connection_is_closed_without_an_answer(string when, long version, string events)
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PostAsync("faults", RdsRule($$"""{"connection":"reset","when":"{{when}}"}"""));

        await Assert.ThrowsAsync<HttpRequestException>(() => emulator.ResetRdsAsync());

        Assert.Equal(version, (await emulator.VerifyAsync("rm-running", "test1", "New_pass1")).Version);
        var entry = Assert.Single((await emulator.GetAsync("requests")).Json.AsArray())!;
        Assert.Equal(("fault", 0, "reset", events), ((string?)entry["stage"], (int)entry["status"]!, (string?)entry["code"], entry["events"]!.ToJsonString()));
    }

    [Fact]
    public async Task Half_a_body_arrives_and_then_the_connection_is_closed()
    {
        var errors = new ErrorLog();
        await using var emulator = EmulatorUnderTest.Start(errors);
        await emulator.PostAsync("faults", RdsRule("""{"connection":"truncate","error":{"code":"Throttling"}}"""));
        using var connection = new RawConnection(emulator.Endpoint);
        connection.Send(SomeCall.V3(emulator.Endpoint).ToText());

        var received = connection.ReadToEnd();

        Assert.StartsWith("HTTP/1.1 400 Bad Request\r\n", received, StringComparison.Ordinal);
        Assert.Contains("\r\nx-acs-retry-after: 1000\r\n", received, StringComparison.Ordinal);
        var chunk = received.Split("\r\n\r\n")[1].Split("\r\n");
        Assert.Equal(int.Parse(chunk[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 2, chunk[1].Length);
        Assert.StartsWith("{\"", chunk[1], StringComparison.Ordinal);
        await emulator.DisposeAsync();
        Assert.Empty(errors.Entries);
    }

    [Fact]
    public async Task A_call_hangs_until_the_service_ends()
    {
        var emulator = EmulatorUnderTest.Start();
        await emulator.PostAsync("faults", RdsRule("""{"connection":"hang"}"""));
        var hanging = emulator.ResetRdsAsync();
        await emulator.GetAsync("requests/wait?count=1&timeoutSeconds=60");

        await emulator.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => hanging);
    }

    [Fact]
    public async Task A_delay_alone_changes_nothing_but_the_time()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PostAsync("faults", RdsRule("""{"delayMilliseconds":1}"""));

        var answer = await emulator.ResetRdsAsync();

        Assert.Equal(200, answer.Status);
        Assert.Equal(1, (int)(await emulator.GetAsync("faults")).Json[0]!["hits"]!);
    }

    [Theory]
    [InlineData("""{"first":2}""", "400 400 200 200 200 200")]
    [InlineData("""{"nth":3}""", "200 200 400 200 200 200")]
    [InlineData("""{"every":2}""", "200 400 200 400 200 400")]
    [InlineData("""{"probability":1,"seed":1}""", "400 400 400 400 400 400")]
    [InlineData("""{"probability":0,"seed":1}""", "200 200 200 200 200 200")]
    public async Task A_schedule_says_which_calls_are_hit(string schedule, string statuses)
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PostAsync("faults", RdsRule($$"""{"error":{"code":"Throttling"},"schedule":{{schedule}} }"""));

        var seen = await StatusesAsync(emulator, "testid");

        Assert.Equal(statuses, seen);
        Assert.Equal((6, seen.Split(' ').Count(s => s == "400")), CountsOf((await emulator.GetAsync("faults")).Json[0]!));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_sequence()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var rule = RdsRule("""{"error":{"code":"Throttling"},"schedule":{"probability":0.5,"seed":42}}""");
        await emulator.PostAsync("faults?tenant=test-one", rule);
        await emulator.PostAsync("faults?tenant=test-two", rule);

        var one = await StatusesAsync(emulator, "test-one");
        var two = await StatusesAsync(emulator, "test-two");

        Assert.Equal(one, two);
        Assert.Contains("200", one, StringComparison.Ordinal);
        Assert.Contains("400", one, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Throttling_says_when_to_come_again_and_is_a_stage_of_its_own()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PostAsync("faults", RdsRule("""{"error":{"code":"Throttling.User"}}"""));

        var answer = await emulator.ResetRdsAsync();

        Assert.Equal((400, "Throttling.User", "Request was denied due to user flow control."), answer.Error);
        Assert.Equal("1000", answer.Headers["x-acs-retry-after"]);
        Assert.Equal("throttle", (string?)(await emulator.GetAsync("requests")).Json[0]!["stage"]);
    }

    [Fact]
    public async Task Throttling_after_the_change_says_when_to_come_again_too()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PostAsync("faults", RdsRule("""{"error":{"code":"Throttling"},"when":"after"}"""));

        var answer = await emulator.ResetRdsAsync();

        Assert.Equal(("Throttling", "1000"), (answer.Error.Code, answer.Headers["x-acs-retry-after"]));
    }

    [Theory]
    [InlineData("instanceId", "rm-restarting")]
    [InlineData("accountName", "super1")]
    public async Task A_rule_for_another_target_does_not_hit(string name, string value)
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PostAsync("faults",
            $$"""{"match":{"product":"Rds","action":"ResetAccountPassword","{{name}}":"{{value}}"} ,"error":{"code":"Throttling"} }""");

        var answer = await emulator.ResetRdsAsync();

        Assert.Equal(200, answer.Status);
        Assert.Equal((0, 0), CountsOf((await emulator.GetAsync("faults")).Json[0]!));
    }

    [Fact]
    public async Task A_call_with_a_wrong_signature_does_not_count()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PostAsync("faults", RdsRule("""{"error":{"code":"Throttling"},"schedule":{"first":1}}"""));

        await emulator.CallAsync("Rds", r => r with { AccessKeySecret = new("wrong") }, ("DBInstanceId", "rm-running"));
        var answer = await emulator.ResetRdsAsync();

        Assert.Equal((400, "Throttling", "Request was denied due to flow control."), answer.Error);
    }

    [Fact]
    public async Task Any_code_goes_with_status_and_message()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PostAsync("faults", RdsRule("""{"error":{"code":"Made.Up","status":418,"message":"Tea."}}"""));

        var answer = await emulator.ResetRdsAsync();

        Assert.Equal((418, "Made.Up", "Tea."), answer.Error);
    }

    [Fact]
    public async Task A_disarmed_rule_does_not_hit()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var armed = await emulator.PostAsync("faults", RdsRule("""{"error":{"code":"Throttling"}}"""));

        var disarmed = await emulator.DeleteAsync($"faults/{armed.Json["id"]}");
        var again = await emulator.DeleteAsync($"faults/{armed.Json["id"]}");

        Assert.Equal(204, disarmed.Status);
        Assert.Equal((404, "id: the tenant has no fault rule with this id."), (again.Status, (string?)again.Json["detail"]));
        Assert.Equal(200, (await emulator.ResetRdsAsync()).Status);
    }

    [Fact]
    public async Task A_tenant_has_a_thousand_rules_at_the_most()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var rule = RdsRule("""{"connection":"reset"}""");
        var armed = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => emulator.PostAsync("faults", rule)));

        var refused = await emulator.PostAsync("faults", rule);
        var other = await emulator.PostAsync("faults?tenant=test-other", rule);

        Assert.All(armed, answer => Assert.Equal(201, answer.Status));
        Assert.Equal((409, "The tenant has 1000 fault rules; disarm one first."), (refused.Status, (string?)refused.Json["detail"]));
        Assert.Equal(201, other.Status);
    }

    [Theory]
    [InlineData("{}", "$.match", "Expected an object with product and action.")]
    [InlineData("""{"match":{"product":"Oracle","action":"x"},"connection":"reset"}""", "$.match.product", "Expected one of SelectDb, Rds, MongoDb (Dds), AnalyticDb (gpdb), PolarDb, Sts, Location, Vpc.")]
    [InlineData("""{"match":{"product":"Location"},"connection":"reset"}""", "$.match.action", "Expected one of DescribeEndpoints.")]
    [InlineData("""{"match":{"product":"Sts","action":"ResetAccount"},"connection":"reset"}""", "$.match.action", "Expected one of AssumeRole, GetCallerIdentity.")]
    [InlineData("""{"match":{"product":"rds","action":"resetaccountpassword"},"connection":"reset"}""", "$.match.action", "Expected one of <the actions of RDS>. Did you mean ResetAccountPassword?")]
    [InlineData("""{"match":{"product":"Rds","action":"ResetAccountPassword"},"error":{"code":"X","status":304,"message":"m"}}""", "$.error.status", "Expected 300 to 599, except 304, whose answers have no body.")]
    [InlineData("""{"match":{"product":"Rds","action":"ResetAccountPassword"},"error":{"code":"Throttlin"}}""", "$.error.code", "ResetAccountPassword has no error with this code in /_emulator/contract. Expected one of its codes, or status and message as well.")]
    [InlineData("""{"match":{"product":"Rds","action":"ResetAccountPassword"},"error":{"code":"SignatureDoesNotMatch"}}""", "$.error.code", "ResetAccountPassword has no error with this code in /_emulator/contract. Expected one of its codes, or status and message as well.")]
    [InlineData("""{"match":{"product":"Rds","action":"ResetAccountPassword"},"error":{}}""", "$.error.code", "Expected a string that is not empty.")]
    [InlineData("""{"match":{"product":"Rds","action":"ResetAccountPassword"},"error":{"code":"A","status":9,"message":"b"}}""", "$.error.status", "Expected a whole number from 300 to 599.")]
    [InlineData("""{"match":{"product":"Rds","action":"ResetAccountPassword"}}""", "$.error", "Expected an error, a delayMilliseconds or a connection: this rule would do nothing.")]
    [InlineData("""{"match":{"product":"Rds","action":"ResetAccountPassword"},"delayMilliseconds":-1}""", "$.delayMilliseconds", "Expected a whole number from 0 to 600000.")]
    [InlineData("""{"match":{"product":"Rds","action":"ResetAccountPassword"},"delayMilliseconds":99999999999999999999}""", "$.delayMilliseconds", "Expected a whole number from 0 to 600000.")]
    [InlineData("""{"match":{"product":"Rds","action":"ResetAccountPassword"},"connection":"slow"}""", "$.connection", "Expected one of none, reset, truncate, hang.")]
    [InlineData("""{"match":{"product":"Rds","action":"ResetAccountPassword"},"connection":"reset","when":"later"}""", "$.when", "Expected one of before, after.")]
    [InlineData("""{"match":{"product":"Rds","action":"ResetAccountPassword"},"connection":"reset","schedule":{}}""", "$.schedule.first", "Expected exactly one of first, nth, every and probability.")]
    [InlineData("""{"match":{"product":"Rds","action":"ResetAccountPassword"},"connection":"reset","schedule":{"every":0}}""", "$.schedule.every", "Expected a whole number from 1 to 2147483647.")]
    [InlineData("""{"match":{"product":"Rds","action":"ResetAccountPassword"},"connection":"reset","schedule":{"probability":1.5,"seed":1}}""", "$.schedule.probability", "Expected a number from 0 to 1.")]
    [InlineData("""{"match":{"product":"Rds","action":"ResetAccountPassword"},"connection":"reset","schedule":{"probability":0.5}}""", "$.schedule.seed", "Expected probability and seed together.")]
    [InlineData("""{"match":{"product":"Rds","action":"ResetAccountPassword"},"connection":"reset","colour":1}""", "$.colour", "Unknown name. Expected one of match, error, when, delayMilliseconds, connection, schedule.")]
    public async Task A_rule_that_cannot_be_is_refused_when_it_is_armed(string rule, string path, string message)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var actions = string.Join(", ", Catalogue.Products.Single(p => p.Name == "Rds").Operations.Select(operation => operation.Action));

        var answer = await emulator.PostAsync("faults", rule);

        Assert.Equal((400, path, message.Replace("<the actions of RDS>", actions, StringComparison.Ordinal)),
            (answer.Status, (string?)answer.Json["faults"]![0]!["path"], (string?)answer.Json["faults"]![0]!["message"]));
        Assert.Equal("[]", (await emulator.GetAsync("faults")).Text);
    }

    [Theory]
    [InlineData("error.message", 1024)]
    [InlineData("error.code", 128)]
    [InlineData("match.instanceId", 256)]
    [InlineData("match.accountName", 256)]
    public async Task A_text_of_a_rule_has_a_length_at_the_most(string place, int longest)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var accepted = await emulator.PostAsync("faults", RuleWith(place, new('x', longest)));
        var refused = await emulator.PostAsync("faults", RuleWith(place, new('x', longest + 1)));

        Assert.Equal(201, accepted.Status);
        Assert.Equal((400, $"$.{place}: Expected at most {longest} characters."), (refused.Status, (string?)refused.Json["detail"]));
    }

    [Theory]
    [InlineData("rds", "Rds")]
    [InlineData("RDS", "Rds")]
    [InlineData("Dds", "MongoDb")]
    [InlineData("mongodb", "MongoDb")]
    [InlineData("GPDB", "AnalyticDb")]
    [InlineData("polardb", "PolarDb")]
    [InlineData("selectdb", "SelectDb")]
    [InlineData("sts", "Sts")]
    public async Task A_rule_names_its_product_by_name_or_code_in_any_case(string spelling, string product)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var action = Catalogue.Products.Single(p => p.Name == product).Example.Action;

        var armed = await emulator.PostAsync("faults", $$"""{"match":{"product":"{{spelling}}","action":"{{action}}"},"connection":"reset"}""");

        Assert.Equal((201, product), (armed.Status, (string?)armed.Json["match"]!["product"]));
    }

    private static string RuleWith(string place, string text)
    {
        var rule = JsonNode.Parse("""{"match":{"product":"Rds","action":"ResetAccountPassword"},"error":{"code":"Made.Up","status":418,"message":"Tea."}}""")!;
        var names = place.Split('.');
        rule[names[0]]![names[1]] = text;
        return rule.ToJsonString();
    }

    private static string RdsRule(string rest) =>
        """{"match":{"product":"Rds","action":"ResetAccountPassword"},""" + rest[1..];

    private static string Rule(string product, string error, string when) =>
        $$"""{"match":{"product":"{{product}}","action":"{{Catalogue.Databases.Single(p => p.Name == product).Example.Action}}"},"error":{{error}},"when":"{{when}}"}""";

    private static async Task<string> StatusesAsync(EmulatorUnderTest emulator, string accessKeyId)
    {
        var statuses = new List<int>();
        for (var i = 0; i < 6; i++)
            statuses.Add((await emulator.ResetRdsAsync(accessKeyId: accessKeyId)).Status);
        return string.Join(' ', statuses);
    }

    private static (int Matched, int Hits) CountsOf(JsonNode rule) => ((int)rule["matched"]!, (int)rule["hits"]!);
}
