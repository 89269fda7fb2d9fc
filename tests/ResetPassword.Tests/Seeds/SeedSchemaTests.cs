using System.Text.Json.Nodes;
using Json.Schema;
using ResetPassword.Products;
using ResetPassword.Seeds;
using ResetPassword.Tests.CommandLine;

namespace ResetPassword.Tests.Seeds;

public sealed class SeedSchemaTests
{
    private static readonly string Text = SeedSchema.Of(Catalogue.Databases).ToJsonString();

    /// <summary>The schema that the products make.</summary>
    internal static JsonSchema Made { get; } = JsonSchema.FromText(Text);

    [Fact]
    public async Task The_published_schema_is_the_one_that_the_products_make()
    {
        var published = await File.ReadAllTextAsync(Repository.PathOf("docs/seed.schema.json"), TestContext.Current.CancellationToken);

        var made = await ProgramUnderTest.RunAsync("schema");

        Assert.True(published == made.Output,
            "The seed schema changed: write it anew with  dotnet run --project src/ResetPassword -- schema > docs/seed.schema.json");
    }

    [Theory]
    [InlineData("src/ResetPassword/Seeds/default-seed.json")]
    [InlineData("docker/seed.json")]
    public async Task Our_own_seeds_name_only_what_it_allows(string file)
    {
        var seed = JsonNode.Parse(await File.ReadAllTextAsync(Repository.PathOf(file), TestContext.Current.CancellationToken));

        Assert.True(Made.Evaluate(seed).IsValid);
    }

    [Fact]
    public void It_says_nothing_that_a_validator_passes_over()
    {
        var keywords = SchemasIn(Made).SelectMany(schema => schema.Keywords ?? []);

        Assert.Empty(keywords.OfType<UnrecognizedKeyword>().Select(keyword => keyword.Name));
        Assert.True(MetaSchemas.Draft202012.Evaluate(JsonNode.Parse(Text)).IsValid);
    }

    private static IEnumerable<JsonSchema> SchemasIn(JsonSchema schema) => (schema.Keywords ?? []).SelectMany(PartsOf).SelectMany(SchemasIn).Prepend(schema);

    private static IEnumerable<JsonSchema> PartsOf(IJsonSchemaKeyword keyword) => keyword switch
    {
        ISchemaContainer one => [one.Schema],
        ISchemaCollector several => several.Schemas,
        IKeyedSchemaCollector named => named.Schemas.Values,
        _ => [],
    };
}
