using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Xml.Linq;
using ResetPassword.Testing.Xunit;

namespace ResetPassword.Testing.Tests;

/// <summary>What the kit promises, as text, so that a reviewer sees every change of it.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public async Task The_public_surface_is_the_approved_one()
    {
        var folder = Path.GetDirectoryName(ThisFile())!;
        var received = Print();
        await File.WriteAllTextAsync(Path.Combine(folder, "PublicApi.received.txt"), received, TestContext.Current.CancellationToken);

        var approved = await File.ReadAllTextAsync(Path.Combine(folder, "PublicApi.approved.txt"), TestContext.Current.CancellationToken);

        Assert.True(approved == received,
            "The public surface changed: compare PublicApi.received.txt with PublicApi.approved.txt, and take it over if it is right.");
    }

    [Fact]
    public void Every_public_type_has_an_example()
    {
        var withExample = Kits.SelectMany(kit => XDocument.Load(Path.ChangeExtension(kit.Location, ".xml")).Descendants("member"))
            .Where(member => member.Element("example") is not null)
            .Select(member => (string)member.Attribute("name")!);

        Assert.Empty(Types().Select(type => $"T:{type.FullName}").Except(withExample));
    }

    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static IReadOnlyList<Assembly> Kits => [typeof(AlibabaCloudEmulator).Assembly, typeof(EmulatorFixture).Assembly];

    private static IEnumerable<Type> Types() => Kits.SelectMany(kit => kit.GetExportedTypes()).OrderBy(type => type.FullName, StringComparer.Ordinal);

    private static string Print()
    {
        var text = new StringBuilder();
        foreach (var type in Types())
        {
            text.Append(type.FullName).Append('\n');
            var members = type.GetMembers(All)
                .Where(member => IsSeen(member) && member is not MethodInfo { IsSpecialName: true } && !member.IsDefined(typeof(CompilerGeneratedAttribute)))
                .Select(Describe);
            foreach (var member in members.Order(StringComparer.Ordinal))
                text.Append("  ").Append(member).Append('\n');
        }

        return text.ToString();
    }

    private static bool IsSeen(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily,
        PropertyInfo property => property.GetMethod is { IsPublic: true },
        FieldInfo field => field.IsPublic,
        _ => false,
    };

    private static string Describe(MemberInfo member) => member switch
    {
        MethodBase method =>
            $"{method.Name}({string.Join(", ", method.GetParameters().Select(p => $"{NameOf(p.ParameterType)} {p.Name}{(p.IsOptional ? "?" : "")}"))}){(method is MethodInfo { ReturnType: var type } ? $": {NameOf(type)}" : "")}",
        PropertyInfo property => $"{property.Name}: {NameOf(property.PropertyType)}{(property.CanWrite ? " { init }" : "")}",
        FieldInfo field => field.Name,
        _ => member.Name,
    };

    private static string NameOf(Type type) =>
        type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>" : type.Name;

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
