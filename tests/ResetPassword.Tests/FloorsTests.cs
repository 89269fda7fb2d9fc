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
    public void A_file_imports_no_floor_above_its_own(string floor, string[] above)
    {
        var imports = from file in Directory.EnumerateFiles(Repository.PathOf($"src/{Root}/{floor}"), "*.cs", SearchOption.AllDirectories)
                      from line in File.ReadLines(file)
                      where above.Any(name => Regex.IsMatch(line, $"^using (static )?{Root}\\.{name}\\b"))
                      select $"{Path.GetRelativePath(Repository.PathOf("src"), file)}: {line}";

        Assert.Empty(imports);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void A_product_uses_no_other(string product, string[] others) =>
        AssertUsesNone([$"{Root}.Products.{product}"], [.. others.Select(name => $"{Root}.Products.{name}")]);

    [Fact]
    public void Only_the_floors_around_HTTP_know_it() => AssertUsesNone(
        [.. Floors.TakeWhile(floor => floor != "Hosting").Select(floor => $"{Root}.{floor}")], "Microsoft.AspNetCore", "System.Net.Http");

    private static string[] OthersThan(string product) => [.. Catalogue.Products.Select(other => other.Name).Where(other => other != product)];

    private static void AssertUsesNone(string[] folders, params string[] others)
    {
        var meant = $"^({string.Join('|', folders.Select(Regex.Escape))})(\\.|$)";
        var uses = Types.InAssembly(Program).That().ResideInNamespaceMatching(meant).ShouldNot().HaveDependencyOnAny(others).GetResult();

        Assert.True(uses.IsSuccessful, string.Join('\n', uses.FailingTypes.Select(type => $"{type.FullName} may not use this: {type.Explanation}")));
    }
}
