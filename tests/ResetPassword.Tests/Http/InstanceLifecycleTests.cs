using ResetPassword.Tests.Products;

namespace ResetPassword.Tests.Http;

/// <summary>Instances of every product from create to gone, over HTTP: at once, over time, and with a ClientToken.</summary>
public sealed class InstanceLifecycleTests
{
    private const int Callers = 16;

    public static TheoryData<string, string> Creates => Lifecycle.Creates;

    [Theory]
    [MemberData(nameof(Creates))]
    public async Task A_created_instance_is_there_at_once_and_a_deleted_one_is_gone(string product, string create)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var life = Lifecycle.Of(product, create);
        var before = await life.ListAsync(emulator);

        var id = (string)life.CreatedIn((await life.CreateAsync(emulator)).Json)!;

        Assert.Equal(life.Statuses.Running, (string?)life.StatusIn((await life.DescribeAsync(emulator, id)).Json));
        Assert.Equal([id], (await life.ListAsync(emulator)).Except(before));
        Assert.Equal(200, (await life.DeleteAsync(emulator, id)).Status);
        Assert.Equal(life.Gone, CodeOf(await life.DescribeAsync(emulator, id)));
        Assert.Equal(before, await life.ListAsync(emulator));
    }

    [Theory]
    [MemberData(nameof(Creates))]
    public async Task Creating_and_deleting_take_as_long_as_is_set_by_the_tenants_clock(string product, string create)
    {
        var life = Lifecycle.Of(product, create);
        await using var emulator = EmulatorUnderTest.Start(null, ($"Durations:{product}:{create}", "60"), ($"Durations:{product}:{life.Delete}", "30"));
        await emulator.PutAsync("clock", """{"frozen":true}""");
        var id = (string)life.CreatedIn((await life.CreateAsync(emulator)).Json)!;
        async Task<string?> StatusAsync() => (string?)life.StatusIn((await life.DescribeAsync(emulator, id)).Json);

        Assert.Equal(life.Statuses.Creating, await StatusAsync());
        Assert.Equal(life.Busy, (await life.DeleteAsync(emulator, id)).Error.Code);
        await emulator.PutAsync("clock", """{"advanceSeconds":59}""");
        Assert.Equal(life.Statuses.Creating, await StatusAsync());
        await emulator.PutAsync("clock", """{"advanceSeconds":1}""");
        Assert.Equal(life.Statuses.Running, await StatusAsync());

        Assert.Equal(200, (await life.DeleteAsync(emulator, id)).Status);
        Assert.Equal(life.Statuses.Deleting, await StatusAsync());
        Assert.Equal(life.Busy, (await life.DeleteAsync(emulator, id)).Error.Code);
        await emulator.PutAsync("clock", """{"advanceSeconds":30}""");
        Assert.Equal(life.Gone, CodeOf(await life.DescribeAsync(emulator, id)));
    }

    [Theory]
    [MemberData(nameof(Creates))]
    public async Task The_same_token_gives_the_same_instance_and_another_request_with_it_is_refused(string product, string create)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var life = Lifecycle.Of(product, create);
        var token = ("ClientToken", "some-token");

        var first = await life.CreateAsync(emulator, token);
        var again = await life.CreateAsync(emulator, token);
        var different = await life.CreateAsync(emulator, token, life.Other);
        var another = await life.CreateAsync(emulator, ("ClientToken", "other-token"));

        Assert.Equal((200, 200), (first.Status, again.Status));
        Assert.Equal((string?)life.CreatedIn(first.Json), (string?)life.CreatedIn(again.Json));
        Assert.Equal(life.Mismatch, different.Error.Code);
        Assert.NotEqual((string?)life.CreatedIn(first.Json), (string?)life.CreatedIn(another.Json));
    }

    [Theory]
    [MemberData(nameof(Creates))]
    public async Task The_same_create_by_many_at_once_makes_one_instance(string product, string create)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var life = Lifecycle.Of(product, create);
        var before = await life.ListAsync(emulator);

        var answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => life.CreateAsync(emulator, ("ClientToken", "some-token"))));

        var id = Assert.Single(answers.Select(answer => (answer.Status, (string?)life.CreatedIn(answer.Json))).Distinct());
        Assert.Equal(200, id.Status);
        Assert.Equal([id.Item2], (await life.ListAsync(emulator)).Except(before));
    }

    [Theory]
    [MemberData(nameof(Creates))]
    public async Task The_same_token_of_another_account_is_another_instance(string product, string create)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var life = Lifecycle.Of(product, create);
        var parameters = SomeAction.Of(product, create).Parameters.Append(("ClientToken", "some-token")).ToArray();

        var one = await emulator.CallAsync(product, r => r with { Action = create, AccessKeyId = "test-one" }, parameters);
        var two = await emulator.CallAsync(product, r => r with { Action = create, AccessKeyId = "test-two" }, parameters);

        Assert.Equal((200, 200), (one.Status, two.Status));
        Assert.NotEqual((string?)life.CreatedIn(one.Json), (string?)life.CreatedIn(two.Json));
    }

    [Theory]
    [MemberData(nameof(Creates))]
    public async Task A_user_without_a_policy_may_neither_create_nor_list(string product, string create)
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PutAsync("users/nobody", "{}");
        var life = Lifecycle.Of(product, create);
        var before = await life.ListAsync(emulator);

        var created = await emulator.CallAsync(product, r => r with { Action = create, AccessKeyId = "testid.nobody" },
            SomeAction.Of(product, create).Parameters);
        var listed = await emulator.CallAsync(product, r => r with { Action = life.List, AccessKeyId = "testid.nobody" },
            SomeAction.Of(product, life.List).Parameters);

        Assert.Equal((life.Denied, life.Denied), (created.Error.Code, listed.Error.Code));
        Assert.Equal(before, await life.ListAsync(emulator));
    }

    private static (int Status, string? Code) CodeOf(Answer answer) => (answer.Status, answer.Error.Code);
}
