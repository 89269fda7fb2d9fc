using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ResetPassword.CommandLine;
using ResetPassword.Hosting;
using ResetPassword.Model;
using ResetPassword.Products;
using ResetPassword.Seeds;

namespace ResetPassword.Tests.Documentation;

/// <summary>What the documentation says of products and actions, made from the contract.</summary>
internal static partial class ProductPages
{
    private static readonly Contract Contract = Contract.Of(Catalogue.Products);

    private static readonly Seed Seed = SeedFile.Load(path: null, TextWriter.Null)!;

    public static IEnumerable<string> Names => Contract.Products.Select(p => p.Name);

    /// <summary>The README's table: every product with its first action, and what there is to try.</summary>
    public static string Table()
    {
        var text = new StringBuilder("| product | `Version` | actions | try |\n|---|---|---|---|\n");
        foreach (var product in Contract.Products)
        {
            var more = product.Actions.Count > 1 ? $" and {product.Actions.Count - 1} more" : "";
            text.Append(
                CultureInfo.InvariantCulture,
                $"| [{TitleOf(product.Name)}](docs/{FileOf(product.Name)}) | {product.Version} | `{product.Actions[0].Name}`{more} | {TryOf(product.Name)} |\n");
        }

        return text.ToString();
    }

    /// <summary>The file of a product's page, below <c>docs</c>.</summary>
    public static string FileOf(string product) => $"products/{product.ToLowerInvariant()}.md";

    /// <summary>A product's page: what there is to try, what each action does, and folded away its parameters and its errors.</summary>
    public static string Page(string name)
    {
        var product = Contract.Products.Single(p => p.Name == name);
        var source = string.Concat(Repository.FilesOf($"src/ResetPassword/Products/{name}", "*.cs").Select(File.ReadAllText));
        var summaries = product.Actions.ToDictionary(action => action.Name, action => SummaryOf(source, action.Name));
        var text = new StringBuilder($"# {TitleOf(name)} ({product.Code} {product.Version})\n");
        AppendInstances(text, name);
        text.Append("\n## Actions\n\n| action | what it does |\n|---|---|\n");
        foreach (var action in product.Actions)
            text.Append(CultureInfo.InvariantCulture,
                $"| [{action.Name}](#{action.Name.ToLowerInvariant()}) | {Cell(FirstSentence().Match(summaries[action.Name]).Value)} |\n");
        text.Append(CultureInfo.InvariantCulture, $"""

            `resetpassword call {product.Code.ToLowerInvariant()} ACTION --help` shows the same of one action in a terminal.

            """);
        text.Append("""

            ## How to read the tables

            A parameter with a * is mandatory: without it the answer is `Missing<Name>`.

            Errors are *caused by* a `parameter`, the `state` of the instance or account, a `policy` of the caller, or only by a [`fault`](../controls.md#faults) rule.
            Their *source* is `documented` (on the action's page), `documented-elsewhere` (by the vendor), `recorded` (a published answer of the real service), or `analogy` (nobody documents it; chosen as similar actions answer).

            This page is made from `GET /_emulator/contract`. `ContractWalkTests` causes every error on it over HTTP.

            """);
        foreach (var action in product.Actions)
            Append(text, action, summaries[action.Name]);
        return text.ToString();
    }

    // What the action's class says of itself.
    private static string SummaryOf(string source, string action)
    {
        var declaration = Regex.Match(
            source, $@"/// <summary>((?:(?!<summary>).)*?)</summary>\n(?:///[^\n]*\n)*internal sealed class {action}\b", RegexOptions.Singleline);
        Assert.True(declaration.Success, $"{action} has no summary.");
        return LineOfComment().Replace(declaration.Groups[1].Value, " ").Trim();
    }

    private static void AppendInstances(StringBuilder text, string product)
    {
        var instances = Seed.Instances.Where(i => i.Product == product).ToArray();
        if (instances.Length > 0)
            text.Append("\n## Default instances\n\n| id | engine | status | accounts |\n|---|---|---|---|\n");
        foreach (var instance in instances)
            text.Append(CultureInfo.InvariantCulture,
                $"| `{instance.Id}` | {instance.Engine} {instance.EngineVersion} | {StateOf(instance)} | {AccountsOf(instance)} |\n");
    }

    private static void Append(StringBuilder text, ContractAction action, string summary)
    {
        var rows = action.Errors.Where(e => e.ReachedBy != "fault").ToArray();
        text.Append(CultureInfo.InvariantCulture, $"\n## {action.Name}\n\n{Cell(summary)} [The vendor's page]({action.Documentation})");
        text.Append(action.Ram is { } ram ? $" · RAM `{ram.Action}` ({ram.AccessLevel}) on `{ram.Resource}`\n" : " · everybody may call it\n");
        text.Append(CultureInfo.InvariantCulture,
            $"\n<details>\n<summary>{Counted(action.Parameters.Count, "parameter")}, {Counted(rows.Length, "error")}</summary>\n");
        if (action.Parameters.Count > 0)
            text.Append("\n| parameter | type | meaning |\n|---|---|---|\n");
        foreach (var p in action.Parameters)
            text.Append(CultureInfo.InvariantCulture, $"| `{p.Name}`{(p.Required ? " *" : "")} | {TypeOf(p)} | {Cell(p.Description)} |\n");

        text.Append("\n| status | code | message | caused by | source |\n|---|---|---|---|---|\n");
        foreach (var e in rows)
            text.Append(CultureInfo.InvariantCulture, $"| {e.Status} | `{e.Code}` | {Cell(e.Message)} | {e.ReachedBy} | {e.Source} |\n");
        var faults = action.Errors.Where(e => e.ReachedBy == "fault").Select(e => $"{e.Status} `{e.Code}`").ToArray();
        if (faults.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $"\nOnly by a fault rule: {string.Join(", ", faults)}.\n");
        text.Append("\n</details>\n");
    }

    private static string Counted(int count, string what) => count == 1 ? $"1 {what}" : string.Create(CultureInfo.InvariantCulture, $"{count} {what}s");

    private static string TypeOf(ContractParameter parameter) => parameter switch
    {
        { AllowedValues.Count: > 0 } => Cell(string.Join(", ", parameter.AllowedValues.Select(value => $"`{value}`"))),
        { Type: "integer", Min: { } min, Max: { } max } => string.Create(CultureInfo.InvariantCulture, $"{min} to {max}"),
        { Secret: true } => "secret",
        _ => parameter.Type,
    };

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal);

    private static string TitleOf(string product) => product switch
    {
        "AnalyticDb" => "AnalyticDB for PostgreSQL",
        "Rds" or "Sts" or "Vpc" => product.ToUpperInvariant(),
        _ => product.Replace("Db", "DB", StringComparison.Ordinal),
    };

    // The first instance is one that calls succeed on.
    private static string TryOf(string product) => product switch
    {
        "Sts" => "user `testlimited`, role `rotator`",
        "Location" => "the five products, STS and VPC",
        "Vpc" => "`vsw-emulated`",
        _ => Seed.Instances.First(i => i.Product == product) is var instance ? $"`{instance.Id}` ({AccountsOf(instance)})" : "",
    };

    private static string StateOf(Instance instance)
    {
        var isLocked = instance.LockMode is not ("" or "0" or "Unlock");
        var properties = instance.Properties.Select(property => $"`{property.Key}` {property.Value}");
        return string.Join(", ", [instance.Status, .. isLocked ? [$"locked ({instance.LockMode})"] : Array.Empty<string>(), .. properties]);
    }

    // Those that calls succeed on first.
    private static string AccountsOf(Instance instance) =>
        string.Join(", ", instance.Accounts.OrderBy(account => account.Status is "Unavailable").Select(NameOf));

    private static string NameOf(DatabaseAccount account) => account switch
    {
        { CharacterType: { } type } => $"`{account.Name}` of `{type}`",
        { Status: "Unavailable" } => $"`{account.Name}` (Unavailable)",
        _ => $"`{account.Name}`",
    };

    [GeneratedRegex(@"^.*?(?:\.(?=\s)|$)")]
    private static partial Regex FirstSentence();

    [GeneratedRegex(@"\s*\n\s*///\s*")]
    private static partial Regex LineOfComment();
}
