using System.Globalization;
using System.Text;
using ResetPassword.Products;

namespace ResetPassword.Tests.Documentation;

/// <summary>What the documentation says of Terraform: which sequences of which resources run, made from the contract.</summary>
internal static class TerraformPage
{
    private static readonly HashSet<(string Product, string Action)> Emulated =
    [
        .. from product in Catalogue.Products
           from action in product.Operations.Select(operation => operation.Action).Concat(product.OtherSpellings.Keys)
           select (product.Name, action),
    ];

    /// <summary>A row for each resource, and a cell for each sequence of it.</summary>
    public static string Table()
    {
        var text = new StringBuilder("| resource | create | read, import | update of | destroy |\n|---|---|---|---|---|\n");
        foreach (var resource in TerraformResource.All)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"| `alicloud_{resource.Name}` | {CellOf(resource, resource.Create)} | {CellOf(resource, resource.Read)} | {UpdatesOf(resource)} | {DestroyOf(resource)} |\n");
        }

        return text.ToString();
    }

    /// <summary>The attributes whose change calls what is not emulated, and the resources that cannot be created.</summary>
    public static string Rest()
    {
        var text = new StringBuilder();
        foreach (var resource in TerraformResource.All)
        {
            var stopped = resource.Updates.Where(update => FindStop(resource, update.Actions) is not null).ToArray();
            if (stopped.Length > 0)
                text.Append(CultureInfo.InvariantCulture,
                    $"* `alicloud_{resource.Name}`: {string.Join(", ", stopped.Select(update => $"`{update.Attribute}` ({FindStop(resource, update.Actions)})"))}\n");
        }

        text.Append("\nAmong the other resources of these products, each with the action at which it stops: ")
            .AppendJoin(", ", TerraformResource.Others.Select(other => $"`alicloud_{other.Name}` ({other.Action})")).Append(".\n");
        return text.ToString();
    }

    /// <summary>
    /// The first of some actions that is not emulated, or null. One of another product is written with that: <c>Vpc.DescribeVSwitchAttributes</c>.
    /// </summary>
    public static string? FindStop(TerraformResource resource, IEnumerable<string> actions) =>
        actions.FirstOrDefault(action => !Emulated.Contains(action.Split('.') is [var product, var name] ? (product, name) : (resource.Product, action)));

    private static string CellOf(TerraformResource resource, string[] actions) => FindStop(resource, actions) is { } stop ? $"stops at {stop}" : "runs";

    private static string DestroyOf(TerraformResource resource) => resource.Destroy.Length == 0 ? "calls nothing" : CellOf(resource, resource.Destroy);

    private static string UpdatesOf(TerraformResource resource)
    {
        if (resource.Updates.Length == 0)
            return "nothing: it is replaced";
        var running = resource.Updates.Where(update => FindStop(resource, update.Actions) is null).Select(update => $"`{update.Attribute}`").ToArray();
        return running.Length == 0 ? "nothing runs" : string.Join(", ", running);
    }
}
