namespace ResetPassword.Tests.CommandLine;

public sealed class ValidateCommandTests
{
    [Theory]
    [InlineData("docker/seed.json", 1, 3)]
    [InlineData("src/ResetPassword/Seeds/default-seed.json", 3, 18)]
    public async Task Our_own_seeds_are_valid(string file, int keys, int instances)
    {
        var path = Repository.PathOf(file);

        var result = await ProgramUnderTest.RunAsync("validate", path);

        Assert.Equal((0, $"{path} is valid: {keys} AccessKeys, {instances} instances.\n", ""), (result.ExitCode, result.Output, result.Errors));
    }

    [Fact]
    public async Task Each_fault_is_printed_with_file_and_line()
    {
        using var seed = new TemporaryFile("""
            {
              "acessKeys": [],
              "instances": [
                { "product": "PolarDb", "id": "pc-1", "taskInProgress": "perhaps" },
                { "product": "Oracle", "id": "ora-1" }
              ]
            }
            """);

        var result = await ProgramUnderTest.RunAsync("validate", seed.Path);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Equal(
            [
                $"{seed.Path}:2: $.acessKeys: Unknown name. Expected one of $schema, region, accessKeys, users, roles, instances.",
                $"{seed.Path}:4: $.instances[0].taskInProgress: Expected one of true, false.",
                $"{seed.Path}:5: $.instances[1].product: Expected one of SelectDb, Rds, MongoDb (Dds), AnalyticDb (gpdb), PolarDb.",
            ],
            result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_a_fault()
    {
        var result = await ProgramUnderTest.RunAsync("validate", "none.json");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("none.json: ", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_file_that_is_not_JSON_nothing_is_quoted()
    {
        using var seed = new TemporaryFile("""{"instances":[{"password":"Canary_pass1" oops""");

        var result = await ProgramUnderTest.RunAsync("validate", seed.Path);

        Assert.Equal((1, "", $"{seed.Path}:1: $: This line is not valid JSON from byte 42 on.\n"), (result.ExitCode, result.Output, result.Errors));
    }
}
