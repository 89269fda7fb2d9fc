using System.Reflection;
using System.Text.RegularExpressions;
using NetArchTest.Rules;
using ResetPassword.Products;

namespace ResetPassword.Tests;

/// <summary>The plan of the code, as CONTRIBUTING.md draws it, against the compiled types.</summary>
public sealed class FloorsTests
{
    private const string Root = "ResetPassword";

    private static readonly Assembly Program = typeof(Catalogue).Assembly;

    private static readonly string[] Floors =
    [
        .. File.ReadLines(Repository.PathOf("CONTRIBUTING.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal) && line.Contains("/` |", StringComparison.Ordinal))
            .Select(line => line[3..line.IndexOf('/', StringComparison.Ordinal)]),
    ];

    /// <summary>A floor, and those that it may not use.</summary>
    public static TheoryData<string, string[]> Upward => new(Floors.Select((floor, index) => (floor, Floors[(index + 1)..])).SkipLast(1));

    /// <summary>A product's folder, and those of the others.</summary>
    public static TheoryData<string, string[]> Others => new(Catalogue.Products.Select(product => (product.Name, OthersThan(product.Name))));

    [Fact]
    public void Every_folder_of_the_program_is_a_floor()
    {
        var folders = Program.GetTypes().Select(type => type.Namespace ?? "").Where(name => name.StartsWith($"{Root}.", StringComparison.Ordinal))
            .Select(name => name.Split('.')[1]);

        Assert.Equal(Floors.Order(), folders.Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Upward))]
    public void A_floor_uses_none_above_it(string floor, string[] above) => AssertUsesNone([$"{Root}.{floor}"], [.. above.Select(name => $"{Root}.{name}")]);

    /// <summary>What the compiled types do not show: a constant is in them as its value, and an import that nobody needs not at all.</summary>
    [Theory]
    [MemberData(nameof(Upward))]
    public void A_file_names_no_floor_above_its_own(string floor, string[] above) => Assert.Empty(NamesIn(floor, "", above));

    [Theory]
    [MemberData(nameof(Others))]
    public void A_file_of_a_product_names_no_other(string product, string[] others) => Assert.Empty(NamesIn($"Products/{product}", "Products.", others));

    [Fact]
    public void What_is_used_is_seen()
    {
        var uses = UsesOf(["ResetPassword.Gateway"], "ResetPassword.Operations");

        Assert.False(uses.IsSuccessful);
        Assert.Contains(NamesIn("Gateway", "", ["Operations"]), line => line.EndsWith("using ResetPassword.Operations;", StringComparison.Ordinal));
        Assert.NotEmpty(NamesIn("Products/Rds", "", ["Products"]));
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void A_product_uses_no_other(string product, string[] others) =>
        AssertUsesNone([$"{Root}.Products.{product}"], [.. others.Select(name => $"{Root}.Products.{name}")]);

    [Fact]
    public void No_floor_below_the_hosting_knows_HTTP() => AssertUsesNone(
        [.. Floors.TakeWhile(floor => floor != "Hosting").Select(floor => $"{Root}.{floor}")], "Microsoft.AspNetCore", "System.Net.Http");

    private static string[] OthersThan(string product) => [.. Catalogue.Products.Select(other => other.Name).Where(other => other != product)];

    private static void AssertUsesNone(string[] folders, params string[] others)
    {
        var uses = UsesOf(folders, others);

        Assert.True(uses.IsSuccessful, string.Join('\n', uses.FailingTypes.Select(type => $"{type.FullName} may not use this: {type.Explanation}")));
    }

    private static NetArchTest.Rules.TestResult UsesOf(string[] folders, params string[] others)
    {
        var meant = $"^({string.Join('|', folders.Select(Regex.Escape))})(\\.|$)";
        return Types.InAssembly(Program).That().ResideInNamespaceMatching(meant).ShouldNot().HaveDependencyOnAny(others).GetResult();
    }

    // With the whole namespace, or with the part of it that differs from the file's own, unless that is a property of what is in the file.
    private static IEnumerable<string> NamesIn(string folder, string prefix, string[] others) =>
        from file in Repository.FilesOf($"src/{Root}/{folder}", "*.cs")
        let text = File.ReadAllText(file)
        from line in text.Split('\n')
        where others.Any(name => Regex.IsMatch(line, $"{Root}\\.{prefix}{name}\\b")
            || (Regex.IsMatch(line, $"(?<![\\w.\"/]){prefix}{name}\\.[A-Z]") && !text.Contains($" {name} {{ get;", StringComparison.Ordinal)))
        select $"{Path.GetRelativePath(Repository.PathOf("src"), file)}: {line.Trim()}";
}
