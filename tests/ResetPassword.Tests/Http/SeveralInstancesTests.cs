using System.Text.Json.Nodes;

namespace ResetPassword.Tests.Http;

/// <summary>Calls that are about several instances: what holds for one holds for each of them.</summary>
public sealed class SeveralInstancesTests
{
    private static readonly (string Name, string Value)[] Both =
    [
        ("RegionId", "cn-hangzhou"), ("ResourceType", "INSTANCE"), ("ResourceId.1", "rm-running"), ("ResourceId.2", "pgm-running"), ("Tag.1.Key", "team"),
        ("Tag.1.Value", "dev"),
    ];

    [Fact]
    public async Task Each_instance_is_changed_and_the_call_is_found_by_each()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await TagAsync(emulator, Both);

        Assert.Equal(200, answer.Status);
        Assert.Equal(("dev", "dev"), (await TagOfAsync(emulator, "rm-running"), await TagOfAsync(emulator, "pgm-running")));
        var entry = (await emulator.GetAsync("requests?instanceId=pgm-running")).Json.AsArray().Single();
        Assert.Equal(["InstanceModified", "InstanceModified"], entry!["events"]!.AsArray().Select(e => (string?)e));
    }

    [Fact]
    public async Task If_one_does_not_exist_none_is_changed()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await TagAsync(emulator, [.. Both, ("ResourceId.3", "rm-none")]);

        Assert.Equal((400, "Request.NotFound", "The requested resource is not available."), answer.Error);
        Assert.Null(await TagOfAsync(emulator, "rm-running"));
    }

    [Fact]
    public async Task A_user_who_may_change_one_of_them_may_not_change_both()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PutAsync("users/tagger", """
            {"policies":[{"name":"one","document":{"Version":"1","Statement":[
            {"Effect":"Allow","Action":"rds:TagResources","Resource":"acs:rds:*:*:dbinstance/rm-running"}]}}]}
            """);

        var both = await TagAsync(emulator, Both, "testid.tagger");
        var one = await TagAsync(emulator, [.. Both.Where(p => p.Name != "ResourceId.2")], "testid.tagger");

        Assert.Equal((403, 200), (both.Status, one.Status));
        Assert.Equal(("dev", null), (await TagOfAsync(emulator, "rm-running"), await TagOfAsync(emulator, "pgm-running")));
    }

    [Fact]
    public async Task A_fault_for_any_of_them_hits_the_call()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var armed = await emulator.PostAsync("faults",
            """{"match":{"product":"Rds","action":"TagResources","instanceId":"pgm-running"},"error":{"code":"Throttling.User"}}""");

        var answer = await TagAsync(emulator, Both);

        Assert.Equal(201, armed.Status);
        Assert.Equal("Throttling.User", answer.Error.Code);
        Assert.Null(await TagOfAsync(emulator, "rm-running"));
    }

    private static Task<Answer> TagAsync(EmulatorUnderTest emulator, (string Name, string Value)[] parameters, string accessKeyId = "testid") =>
        emulator.CallAsync("Rds", call => call with { Action = "TagResources", AccessKeyId = accessKeyId }, parameters);

    private static async Task<string?> TagOfAsync(EmulatorUnderTest emulator, string instance) =>
        (string?)((JsonObject)(await emulator.GetAsync($"instances/{instance}")).Json["tags"]!)["team"];
}
