using System.Text.Json.Nodes;

namespace ResetPassword.Tests.Http;

/// <summary>What calls give an RDS instance besides accounts, as other calls show it.</summary>
public sealed class RdsSettingsTests
{
    private static readonly (string Name, string Value) Instance = ("DBInstanceId", "rm-running");

    [Fact]
    public async Task The_default_group_of_a_whitelist_keeps_what_a_call_gives_it_besides_addresses()
    {
        await using var emulator = EmulatorUnderTest.Start();

        await CallAsync(emulator, "ModifySecurityIps", Instance, ("SecurityIps", "9.9.9.9"), ("DBInstanceIPArrayAttribute", "hidden"));
        await CallAsync(emulator, "ModifySecurityIps", Instance, ("SecurityIps", "8.8.8.8"), ("ModifyMode", "Append"));

        var group = (await CallAsync(emulator, "DescribeDBInstanceIPArrayList", Instance))["Items"]!["DBInstanceIPArray"]!.AsArray().Single()!;
        Assert.Equal(("default", "9.9.9.9,8.8.8.8", "hidden"),
            ((string?)group["DBInstanceIPArrayName"], (string?)group["SecurityIPList"], (string?)group["DBInstanceIPArrayAttribute"]));
    }

    [Fact]
    public async Task An_instance_that_has_too_many_addresses_can_have_fewer_and_not_more()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var addresses = string.Join(',', Enumerable.Range(0, 1500).Select(n => $"10.0.{n / 250}.{n % 250}"));
        await emulator.PatchAsync("instances/rm-running", $$$$"""{"whitelists":{"big":{"addresses":"{{{{addresses}}}}"}}}""");

        var fewer = await TryAsync(emulator, "ModifySecurityIps",
            Instance, ("SecurityIps", "10.0.0.1"), ("DBInstanceIPArrayName", "big"), ("ModifyMode", "Delete"));
        var more = await TryAsync(emulator, "ModifySecurityIps",
            Instance, ("SecurityIps", "11.0.0.1"), ("DBInstanceIPArrayName", "big"), ("ModifyMode", "Append"));

        Assert.Equal((200, "InvalidSecurityIPList.QuotaExceeded"), (fewer.Status, more.Error.Code));
    }

    [Fact]
    public async Task An_instance_that_has_too_many_tags_can_have_other_values_and_no_more_tags()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var tags = string.Join(',', Enumerable.Range(0, 25).Select(n => $"\"key{n}\":\"old\""));
        await emulator.PatchAsync("instances/rm-running", $$$"""{"tags":{ {{{tags}}} }}""");
        (string, string)[] tag = [("RegionId", "cn-hangzhou"), ("ResourceType", "INSTANCE"), ("ResourceId.1", "rm-running"), ("Tag.1.Value", "new")];

        var other = await TryAsync(emulator, "TagResources", [.. tag, ("Tag.1.Key", "key1")]);
        var more = await TryAsync(emulator, "TagResources", [.. tag, ("Tag.1.Key", "another")]);

        Assert.Equal((200, "OperationDenied.QuotaExceed"), (other.Status, more.Error.Code));
    }

    [Fact]
    public async Task A_misspelt_member_of_a_list_is_not_read_and_is_named()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await TryAsync(emulator, "TagResources",
            ("RegionId", "cn-hangzhou"), ("ResourceType", "INSTANCE"), ("ResourceId.1", "rm-running"), ("Tag.1.Key", "team"), ("Tag.1.Vaule", "dev"));

        Assert.Equal(200, answer.Status);
        Assert.StartsWith("Tag", answer.Headers["x-emulator-unread-parameters"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_instance_is_found_by_each_of_its_addresses()
    {
        await using var emulator = EmulatorUnderTest.Start();

        await CallAsync(emulator, "AllocateInstancePublicConnection", Instance, ("ConnectionStringPrefix", "Outside1"), ("Port", "3306"));

        Assert.Equal(1, (int?)(await ListAsync(emulator, "outside1.mysql.rds.aliyuncs.com"))["TotalRecordCount"]);
        Assert.Equal(1, (int?)(await ListAsync(emulator, "rm-running.mysql.rds.aliyuncs.com"))["TotalRecordCount"]);
        Assert.Equal(0, (int?)(await ListAsync(emulator, "nobody.mysql.rds.aliyuncs.com"))["TotalRecordCount"]);
    }

    [Theory]
    [InlineData("-----", "ConnectionStringContainIllegalCharacterFault")]
    [InlineData("RM-RUNNING", "InvalidConnectionString.Duplicate")]
    public async Task A_prefix_is_part_of_a_host_name(string prefix, string code)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await TryAsync(emulator, "AllocateInstancePublicConnection", Instance, ("ConnectionStringPrefix", prefix), ("Port", "3306"));

        Assert.Equal(code, answer.Error.Code);
    }

    [Fact]
    public async Task Only_PostgreSQL_has_the_ports_of_its_extensions()
    {
        await using var emulator = EmulatorUnderTest.Start();
        (string, string)[] address = [("ConnectionStringPrefix", "outside1"), ("Port", "3306"), ("BabelfishPort", "1433")];

        await CallAsync(emulator, "AllocateInstancePublicConnection", [Instance, .. address]);
        await CallAsync(emulator, "AllocateInstancePublicConnection", [("DBInstanceId", "pgm-running"), .. address]);

        Assert.Equal("", await BabelfishPortOfAsync(emulator, "rm-running"));
        Assert.Equal("1433", await BabelfishPortOfAsync(emulator, "pgm-running"));
    }

    [Fact]
    public async Task A_token_that_leads_as_far_as_a_number_can_leads_nowhere()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await CallAsync(emulator, "ListTagResources",
            ("RegionId", "cn-hangzhou"), ("ResourceType", "INSTANCE"), ("Tag.1.Key", "team"), ("NextToken", "MjE0NzQ4MzY0Nw"));

        Assert.Equal("", (string?)answer["NextToken"]);
    }

    [Fact]
    public async Task An_address_of_IPv6_is_the_same_in_each_spelling()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await TryAsync(emulator, "ModifySecurityIps", Instance, ("SecurityIps", "::1,0:0:0:0:0:0:0:1"));

        Assert.Equal("InvalidSecurityIPList.Duplicate", answer.Error.Code);
    }

    private static Task<Answer> TryAsync(EmulatorUnderTest emulator, string action, params (string Name, string Value)[] parameters) =>
        emulator.CallAsync("Rds", call => call with { Action = action }, parameters);

    private static async Task<JsonNode> CallAsync(EmulatorUnderTest emulator, string action, params (string Name, string Value)[] parameters)
    {
        var answer = await TryAsync(emulator, action, parameters);
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json;
    }

    private static Task<JsonNode> ListAsync(EmulatorUnderTest emulator, string host) =>
        CallAsync(emulator, "DescribeDBInstances", ("RegionId", "cn-hangzhou"), ("ConnectionString", host));

    private static async Task<string?> BabelfishPortOfAsync(EmulatorUnderTest emulator, string instance)
    {
        var net = await CallAsync(emulator, "DescribeDBInstanceNetInfo", ("DBInstanceId", instance));
        return (string?)net["DBInstanceNetInfos"]!["DBInstanceNetInfo"]![0]!["BabelfishPort"];
    }
}
