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
