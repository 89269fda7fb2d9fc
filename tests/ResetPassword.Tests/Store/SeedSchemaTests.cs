using ResetPassword.Tests.CommandLine;

namespace ResetPassword.Tests.Store;

public sealed class SeedSchemaTests
{
    [Fact]
    public async Task The_published_schema_is_the_products_own()
    {
        var published = await File.ReadAllTextAsync(Path.Combine(Repository.Folder, "docs/seed.schema.json"), TestContext.Current.CancellationToken);

        var made = await ServiceProcess.RunAsync("schema");

        Assert.True(made.Output == published, "docs/seed.schema.json is stale: write it anew with dotnet run --project src/ResetPassword -- schema > docs/seed.schema.json");
    }
}
