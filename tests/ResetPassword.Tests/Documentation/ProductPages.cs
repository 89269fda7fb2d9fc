using System.Globalization;
using System.Text;
using ResetPassword.CommandLine;
using ResetPassword.Emulator;
using ResetPassword.Products;
using ResetPassword.Store;

namespace ResetPassword.Tests.Documentation;

/// <summary>What the documentation says of products and actions, made from the contract.</summary>
internal static class ProductPages
{
    private static readonly Contract Contract = Contract.Of(Catalogue.Products);

    private static readonly Seed Seed = SeedFile.Load(path: null, TextWriter.Null)!;

    public static IEnumerable<string> Names => Contract.Products.Select(p => p.Name);

    /// <summary>The README's table: every product with every action, and what there is to try.</summary>
    public static string Table()
    {
        var text = new StringBuilder("| product | `Version` | actions | try |\n|---|---|---|---|\n");
        foreach (var product in Contract.Products)
        {
            var actions = string.Join(", ", product.Actions.Select(action => $"`{action.Name}`"));
            text.Append(CultureInfo.InvariantCulture, $"| [{TitleOf(product.Name)}](docs/{FileOf(product.Name)}) | {product.Version} | {actions} | {TryOf(product.Name)} |\n");
        }

        return text.ToString();
    }

    /// <summary>The file of a product's page, below <c>docs</c>.</summary>
    public static string FileOf(string product) => $"products/{product.ToLowerInvariant()}.md";

    /// <summary>A product's page: each action with its parameters and its rows.</summary>
    public static string Page(string name)
    {
        var product = Contract.Products.Single(p => p.Name == name);
        var text = new StringBuilder($"# {TitleOf(name)} ({product.Code} {product.Version})\n\n");
        text.Append("Made from `GET /_emulator/contract`. `ContractWalkTests` causes every row of this page over HTTP, in the way that it says.\n\n");
        text.Append("*Source*: `documented` on the action's page, `documented-elsewhere` by the vendor, `recorded` in a published answer of the service, or `analogy`: chosen, as nobody documents it.\n");
        text.Append("*Reached by*: `parameter`, `state` of the instance or account, `policy` of the caller, or only a [`fault`](../controls.md#faults) rule.\n\n");
        text.Append("A parameter with a * is mandatory: without it `Missing<Name>`.\n\n");
        text.AppendJoin(" · ", product.Actions.Select(action => $"[{action.Name}](#{action.Name.ToLowerInvariant()})")).Append('\n');
        foreach (var action in product.Actions)
            Append(text, action);
        return text.ToString();
    }

    private static void Append(StringBuilder text, ContractAction action)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {action.Name}\n\n[The vendor's page]({action.Documentation})");
        text.Append(action.Ram is { } ram ? $" · RAM `{ram.Action}` ({ram.AccessLevel}) on `{ram.Resource}`\n" : " · everybody may call it\n");
        if (action.Parameters.Count > 0)
            text.Append("\n| parameter | type | meaning |\n|---|---|---|\n");
        foreach (var p in action.Parameters)
            text.Append(CultureInfo.InvariantCulture, $"| `{p.Name}`{(p.Required ? " *" : "")} | {TypeOf(p)} | {Cell(p.Description)} |\n");

        var rows = action.Errors.Where(e => e.ReachedBy != "fault").ToArray();
        text.Append("\n| status | code | message | reached by | source |\n|---|---|---|---|---|\n");
        foreach (var e in rows)
            text.Append(CultureInfo.InvariantCulture, $"| {e.Status} | `{e.Code}` | {Cell(e.Message)} | {e.ReachedBy} | {e.Source} |\n");
        var faults = action.Errors.Where(e => e.ReachedBy == "fault").Select(e => $"{e.Status} `{e.Code}`").ToArray();
        if (faults.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $"\nOnly by a fault rule: {string.Join(", ", faults)}.\n");
    }

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
        "Rds" or "Sts" => product.ToUpperInvariant(),
        _ => product.Replace("Db", "DB", StringComparison.Ordinal),
    };

    private static string TryOf(string product) => product switch
    {
        "Sts" => "user `testlimited`, role `rotator`",
        "Location" => "the five products and STS",
        _ => string.Join(", ", Seed.Instances.Where(i => i.Product == product).Select(i => $"`{i.Id}` ({string.Join(", ", i.Accounts.Select(NameOf))})")),
    };

    private static string NameOf(DatabaseAccount account) => account.CharacterType is { } type ? $"`{account.Name}` of `{type}`" : $"`{account.Name}`";
}
