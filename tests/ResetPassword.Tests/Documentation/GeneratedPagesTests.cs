namespace ResetPassword.Tests.Documentation;

/// <summary>
/// Pages that are made from what the code declares are as it makes them now. <c>UPDATE_DOCS=1 dotnet test --project tests/ResetPassword.Tests --filter-class
/// "*GeneratedPagesTests"</c> writes them.
/// </summary>
public sealed class GeneratedPagesTests
{
    public static TheoryData<string> Products => [.. ProductPages.Names];

    [Fact]
    public void The_READMEs_table_of_products_and_actions_is_the_contracts() =>
        AssertSame("README.md", readme => WithPart(readme, "<!-- products: made from the contract -->\n", "<!-- /products -->\n", ProductPages.Table()));

    [Fact]
    public void The_table_of_settings_is_the_codes() =>
        AssertSame("docs/configuration.md",
            page => WithPart(page, "<!-- settings: made from the code -->\n", "<!-- /settings -->\n", ConfigurationPage.Table()));

    [Fact]
    public void The_READMEs_list_of_settings_is_the_codes() =>
        AssertSame("README.md", readme => WithPart(readme, "<!-- settings: made from the code -->\n", "<!-- /settings -->\n", ConfigurationPage.Names()));

    [Fact]
    public void The_table_of_signers_mistakes_is_what_the_tests_make() =>
        AssertSame("docs/signatures.md",
            page => WithPart(page, "<!-- diagnoses: made from SignatureDiagnosisTests -->\n", "<!-- /diagnoses -->\n", SignaturesPage.List()));

    [Fact]
    public void The_table_of_Terraforms_resources_is_the_contracts() =>
        AssertSame("docs/terraform.md",
            page => WithPart(
                WithPart(page, "<!-- resources: made from the contract -->\n", "<!-- /resources -->\n", TerraformPage.Table()),
                "<!-- rest: made from the contract -->\n", "<!-- /rest -->\n", TerraformPage.Rest()));

    [Theory]
    [MemberData(nameof(Products))]
    public void A_products_page_is_the_contracts(string product) => AssertSame($"docs/{ProductPages.FileOf(product)}", _ => ProductPages.Page(product));

    private static string WithPart(string page, string begin, string end, string part)
    {
        var start = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        return page[..start] + part + page[page.IndexOf(end, StringComparison.Ordinal)..];
    }

    private static void AssertSame(string file, Func<string, string> make)
    {
        var path = Repository.PathOf(file);
        var written = File.Exists(path) ? File.ReadAllText(path) : "";
        var made = make(written);
        if (written != made && Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, made);
            written = made;
        }

        Assert.True(written == made, $"{file} is stale: UPDATE_DOCS=1 dotnet test --project tests/ResetPassword.Tests --filter-class \"*GeneratedPagesTests\"");
    }
}
