using System.Text.Json.Nodes;
using ResetPassword.Tests.CommandLine;

namespace ResetPassword.Tests.Seeds;

public sealed class SeedSchemaTests
{
    [Fact]
    public async Task The_published_schema_is_the_one_that_the_products_make()
    {
        var published = await File.ReadAllTextAsync(Repository.PathOf("docs/seed.schema.json"), TestContext.Current.CancellationToken);

        var made = await ProgramUnderTest.RunAsync("schema");

        Assert.True(published == made.Output, "The seed schema changed: write it anew with  dotnet run --project src/ResetPassword -- schema > docs/seed.schema.json");
    }

    [Theory]
    [InlineData("src/ResetPassword/Seeds/default-seed.json")]
    [InlineData("docker/seed.json")]
    public async Task Our_own_seeds_name_only_what_it_allows(string file)
    {
        var seed = JsonNode.Parse(await File.ReadAllTextAsync(Repository.PathOf(file), TestContext.Current.CancellationToken));

        Assert.False(SchemaCheck.OfSeed().Refuses(seed));
    }
}
