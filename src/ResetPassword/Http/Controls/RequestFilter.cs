using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using ResetPassword.Operations;
using ResetPassword.Products;
using ResetPassword.Tenancy;

namespace ResetPassword.Http.Controls;

/// <summary>Which calls are meant. A product or an action that does not exist is refused: there would never be a call of it, whatever was called.</summary>
internal sealed class RequestFilter
{
    /// <summary>The names of the query's parameters.</summary>
    public static readonly IReadOnlyList<string> Names = ["product", "action", "instanceId", "accountName", "code", "accessKeyId", "tenant"];

    [FromQuery(Name = "product")]
    public string? Product { get; init; }

    [FromQuery(Name = "action")]
    public string? Action { get; init; }

    [FromQuery(Name = "instanceId")]
    public string? InstanceId { get; init; }

    [FromQuery(Name = "accountName")]
    public string? AccountName { get; init; }

    [FromQuery(Name = "code")]
    public string? Code { get; init; }

    [FromQuery(Name = "accessKeyId")]
    public string? AccessKeyId { get; init; }

    [FromQuery(Name = "tenant")]
    public string? Tenant { get; init; }

    public bool TryRead([NotNullWhen(true)] out JournalFilter? filter, [NotNullWhen(false)] out IResult? problem)
    {
        (filter, problem) = (null, null);
        var product = Catalogue.Products.Named(Product);
        if (Product is not null && product is null)
            problem = Refuse($"product: expected one of {Catalogue.Products.ListNames()}.");
        else if (Action is not null && !ActionsOf(product).Contains(Action))
            problem = Refuse($"action: {(product is null ? "no product has such an action" : $"{product.Name} has no such action")}. {Hint(product, Action)}");
        else
            filter = new(product?.Name, Action, InstanceId, AccountName, Code, AccessKeyId);
        return filter is not null;
    }

    private static ProblemHttpResult Refuse(string detail) => ControlBody.Problem(StatusCodes.Status400BadRequest, detail);

    private static string Hint(Product? product, string action) => ProductNames.FindMeant(ActionsOf(product), action) is { } meant
        ? $"Did you mean {meant}?"
        : "/_emulator/contract lists them.";

    // A call of an action that the vendor has is in the journal, emulated or not.
    private static IEnumerable<string> ActionsOf(Product? product) =>
        (product is null ? Catalogue.Products : [product])
            .SelectMany(known => known.Operations.Select(operation => operation.Action).Concat(known.VendorActions.Value));
}
