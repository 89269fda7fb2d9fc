namespace ResetPassword.Tests.Documentation;

/// <summary>
/// Pages that are made from what the code declares are as it makes them now. <c>UPDATE_DOCS=1 dotnet test tests/ResetPassword.Tests --filter GeneratedPages</c> writes them.
/// </summary>
public sealed class GeneratedPagesTests
{
    private const string Begin = "<!-- products: made from the contract -->\n";
    private const string End = "<!-- /products -->\n";

    public static TheoryData<string> Products => [.. ProductPages.Names];

    [Fact]
    public void The_READMEs_table_of_products_and_actions_is_the_contracts()
    {
        var path = Repository.PathOf("README.md");
        var readme = File.ReadAllText(path);
        var start = readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = readme.IndexOf(End, StringComparison.Ordinal);

        AssertSame(path, readme, readme[..start] + ProductPages.Table() + readme[end..]);
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void A_products_page_is_the_contracts(string product)
    {
        var path = Repository.PathOf($"docs/{ProductPages.FileOf(product)}");

        AssertSame(path, File.Exists(path) ? File.ReadAllText(path) : "", ProductPages.Page(product));
    }

    private static void AssertSame(string path, string written, string made)
    {
        if (written != made && Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, made);
            written = made;
        }

        Assert.True(written == made, $"{path} is stale: UPDATE_DOCS=1 dotnet test tests/ResetPassword.Tests --filter GeneratedPages");
    }
}
