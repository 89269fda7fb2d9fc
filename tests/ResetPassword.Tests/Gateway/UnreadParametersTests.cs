using ResetPassword.Gateway;
using ResetPassword.Products;

namespace ResetPassword.Tests.Gateway;

public sealed class UnreadParametersTests
{
    private static readonly string[] Read = ["DBInstanceId", "AccountName", "AccountPassword"];

    /// <summary>Every misspelling of a parameter by one letter left out, doubled, swapped with the next, or in the other case.</summary>
    public static IEnumerable<string> Misspellings => Read.SelectMany(name => Enumerable.Range(0, name.Length).SelectMany(i => new[]
    {
        name.Remove(i, 1),
        name.Insert(i, name[i].ToString()),
        name.Insert(i, "x"),
        name.Insert(i, "_"),
        name.Insert(i, "9"),
        name[..i] + 'z' + name[(i + 1)..],
        name[..i] + '-' + name[(i + 1)..],
        name[..i] + (char)(name[i] ^ 0x20) + name[(i + 1)..],
        i + 1 < name.Length ? name[..i] + name[i + 1] + name[i] + name[(i + 2)..] : name + "s",
        name[..i] + "." + name[i..],
        name[..i] + "é" + name[i..],
        name[..i] + "%" + name[i..],
        name[..i] + " " + name[i..],
        name[..i] + "," + name[i..],
    })).Distinct().Except(Read);

    [Fact]
    public async Task Five_hundred_misspellings_are_all_reported()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var misspellings = Misspellings.Take(500).ToArray();

        var answers = await Task.WhenAll(misspellings.Select(name => emulator.CallAsync("Rds", [.. SomeReset.Of("Rds").Parameters, (name, "Secret_pass1")])));

        Assert.Equal(500, misspellings.Length);
        Assert.Equal(misspellings.Select(Uri.EscapeDataString), answers.Select(answer => answer.Headers.GetValueOrDefault("x-emulator-unread-parameters")));
    }

    [Fact]
    public async Task The_header_names_twenty_at_the_most()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var unknown = Enumerable.Range(0, 30).Select(n => ($"Unknown{n:00}", "x"));

        var answer = await emulator.CallAsync("Rds", [.. SomeReset.Of("Rds").Parameters, .. unknown]);

        Assert.Equal(20, answer.Headers["x-emulator-unread-parameters"].Split(',').Length);
    }

    [Theory]
    [InlineData("AccountPasword", "AccountPasword")]
    [InlineData("AcountPasword", "AcountPasword")]
    [InlineData("accountpassword", "accountpassword")]
    [InlineData("ACCOUNTNAME", "ACCOUNTNAME")]
    [InlineData("Regionld", "Regionld")]
    [InlineData("SignatureNonces", "SignatureNonces")]
    [InlineData("accountPasword", "accountPasword")]
    [InlineData("AcuntPasword", "Acu…")]
    [InlineData("accountpasword", "acc…")]
    [InlineData("AccountPassword123", "Acc…")]
    [InlineData("DBClusterId", "DBC…")]
    [InlineData("Tail_of_1", "Tai…")]
    [InlineData("ab", "ab…")]
    [InlineData("", "…")]
    [InlineData("AccountName…", "Acc…")]
    [InlineData("ab𝄞 and more", "ab𝄞…")]
    [InlineData("a,b;c", "a,b…")]
    public async Task Of_a_name_that_is_no_misspelling_the_first_three_characters_are_shown(string name, string shown)
    {
        await using var emulator = EmulatorUnderTest.Start();
        await using var strict = EmulatorUnderTest.Start(null, ("StrictParameters", "true"));

        var answer = await emulator.CallAsync("Rds", [.. SomeReset.Of("Rds").Parameters, (name, "x")]);
        var refused = await strict.CallAsync("Rds", [.. SomeReset.Of("Rds").Parameters, (name, "x")]);
        var call = (await emulator.GetAsync("requests")).Json[0]!;

        Assert.Equal(Uri.EscapeDataString(shown), answer.Headers["x-emulator-unread-parameters"]);
        Assert.Equal((400, "InvalidParameter", $"ResetAccountPassword does not read these parameters: {Uri.EscapeDataString(shown[..^1])}{shown[^1]}."),
            refused.Error);
        Assert.Equal([shown], call["unreadParameters"]!.AsArray().Select(n => (string?)n));
        Assert.Equal("***", (string?)call["parameters"]![shown]);
    }

    [Theory]
    [InlineData("Tags.1.Key", "Tags.1.Key")]
    [InlineData("tag.12.Value", "tag.12.Value")]
    [InlineData("Tga.1", "Tga.1")]
    [InlineData("Tags.1.s3cret", "Tag…")]
    [InlineData("Tags.s3cret", "Tag…")]
    [InlineData("Tags.1.LongerThanAnyMember", "Tag…")]
    [InlineData("Labels.1.Key", "Lab…")]
    public void An_item_of_a_misspelt_list_is_a_misspelling_too(string name, string shown) =>
        Assert.Equal(shown,
            UnreadParameters.Shown(name, Catalogue.Products.Single(p => p.Name == "Rds").Operations.Single(o => o.Action == "CreateDBInstance")));

    [Fact]
    public async Task Names_that_begin_alike_stay_apart_in_the_journal()
    {
        await using var emulator = EmulatorUnderTest.Start();
        (string, string)[] alike = [("secret1", "x"), ("secret2", "x"), ("sec…", "x"), ("sec…5", "x"), ("secret3", "x")];

        var answer = await emulator.CallAsync("Rds", [.. SomeReset.Of("Rds").Parameters, .. alike]);
        var call = (await emulator.GetAsync("requests")).Json[0]!;

        Assert.Equal(200, answer.Status);
        Assert.Equal(5, call["parameters"]!.AsObject().Count(p => p.Key.StartsWith("sec…", StringComparison.Ordinal)));
        Assert.DoesNotContain("secret", call.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_items_of_a_list_that_begin_alike_stay_apart_in_the_journal()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var item = $"Tag.{new string('n', 300)}";

        await emulator.CallAsync("Rds", r => r with { Action = "CreateDBInstance" }, ("RegionId", "cn-hangzhou"), ($"{item}1", "x"), ($"{item}2", "x"));
        var call = (await emulator.GetAsync("requests")).Json[0]!;

        Assert.Equal(["RegionId", $"{item[..256]}…", $"{item[..256]}…2"], call["parameters"]!.AsObject().Select(p => p.Key).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("DescribeBackups")]
    [InlineData("DescribeNothing")]
    public async Task Where_no_action_was_found_the_names_that_any_action_declares_are_shown(string action)
    {
        await using var emulator = EmulatorUnderTest.Start();

        await emulator.CallAsync("Rds", r => r with { Action = action }, ("DBInstanceId", "rm-running"), ("DBClusterId", "pc-1"), ("RegionId", "cn-hangzhou"),
            ("s3cret-tail", "x"));
        var calls = (await emulator.GetAsync("requests")).Json.AsArray().Concat((await emulator.GetAsync("requests?tenant=-")).Json.AsArray());

        Assert.Equal(["DBClusterId", "DBInstanceId", "RegionId", "s3c…"], Assert.Single(calls)!["parameters"]!.AsObject().Select(p => p.Key)
            .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_thousand_names_as_long_as_a_body_lets_them_be_are_told_apart_from_misspellings()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var names = Enumerable.Range(0, 990).Select(n => ($"AccountPassword{new string('d', 1000)}{n}", "x"));

        var answer = await emulator.CallAsync("Rds", [.. SomeReset.Of("Rds").Parameters, .. names]);
        var call = (await emulator.GetAsync("requests")).Json[0]!;

        Assert.Equal((200, 100), (answer.Status, call["unreadParameters"]!.AsArray().Count));
        Assert.Equal(Enumerable.Repeat(Uri.EscapeDataString("Acc…"), 20), answer.Headers["x-emulator-unread-parameters"].Split(','));
    }

    [Fact]
    public async Task Strictly_the_call_is_refused_and_changes_nothing()
    {
        await using var emulator = EmulatorUnderTest.Start(null, ("StrictParameters", "true"));

        var answer = await emulator.CallAsync("Rds", [.. SomeReset.Of("Rds").Parameters, ("AccountPasword", "x")]);

        Assert.Equal((400, "InvalidParameter", "ResetAccountPassword does not read these parameters: AccountPasword."), answer.Error);
        Assert.Equal((true, 1), await emulator.VerifyAsync("rm-running", "test1", "Initial_pass1"));
    }

    [Theory]
    [InlineData("OwnerId")]
    [InlineData("OwnerAccount")]
    [InlineData("ResourceOwnerId")]
    [InlineData("ResourceOwnerAccount")]
    [InlineData("SourceIp")]
    [InlineData("RegionId")]
    [InlineData("ClientToken")]
    public async Task What_SDKs_and_Terraform_add_counts_as_read(string name)
    {
        await using var emulator = EmulatorUnderTest.Start(null, ("StrictParameters", "true"));

        var answer = await emulator.CallAsync("Rds", [.. SomeReset.Of("Rds").Parameters, (name, "x")]);

        Assert.Equal(200, answer.Status);
        Assert.False(answer.Headers.ContainsKey("x-emulator-unread-parameters"));
    }
}
