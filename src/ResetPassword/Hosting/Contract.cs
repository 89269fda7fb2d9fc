using System.Text.Json;
using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Hosting;

/// <summary>What the service says of itself: the tables that the operations themselves use, as data.</summary>
internal sealed record Contract(IReadOnlyList<ContractProduct> Products, IReadOnlyList<ContractError> GatewayErrors)
{
    public static Contract Of(IEnumerable<Product> products) =>
        new([.. products.Select(ContractProduct.Of)], [.. Operations.GatewayErrors.All.Select(error => ContractError.Of(error))]);
}

/// <summary>A product: its name here, the vendor's code, its API version, its actions, and the rows that only a fault rule causes.</summary>
internal sealed record ContractProduct(string Name, string Code, string Version,
    IReadOnlyList<ContractAction> Actions, IReadOnlyList<ContractError> FaultOnlyErrors)
{
    public static ContractProduct Of(Product product) => new(
        product.Name, product.Code, product.Version, [.. product.Operations.Select(operation => ContractAction.Of(product, operation))],
        [.. product.CommonErrors.Value.Select(error => ContractError.Of(error))]);
}

/// <summary>An action and everything it declares, in the order of its page.</summary>
/// <param name="Ram">Null for an action that everybody may call.</param>
internal sealed record ContractAction(
    string Name, string Documentation, ContractRam? Ram, IReadOnlyList<ContractParameter> Parameters, IReadOnlyList<ContractError> Errors)
{
    public static ContractAction Of(Product product, Operation operation) => new(
        operation.Action,
        operation.Documentation,
        operation.Permission is { } permission ? ContractRam.Of(permission) : null,
        [.. operation.Parameters.Select(ContractParameter.Of)],
        [.. product.ErrorsOf(operation).Select(ContractError.Of)]);
}

/// <summary>What a RAM policy must allow.</summary>
internal sealed record ContractRam(string Action, string AccessLevel, string Resource, IReadOnlyList<string> ConditionKeys)
{
    public static ContractRam Of(RamPermission permission) => new(permission.Action, permission.AccessLevel, permission.Resource, permission.ConditionKeys);
}

/// <summary>A parameter of an action.</summary>
/// <param name="Type"><c>text</c>, <c>integer</c>, <c>boolean</c> or <c>list</c>: a list's items are numbered, <c>Tag.1.Key</c>.</param>
/// <param name="Min">The least number, or null.</param>
internal sealed record ContractParameter(
    string Name, string Type, bool Required, bool Secret, string Description, string Example, IReadOnlyList<string> AllowedValues, long? Min, long? Max)
{
    public static ContractParameter Of(Parameter parameter) =>
        new(
            parameter.Name,
            JsonNamingPolicy.KebabCaseLower.ConvertName(parameter.Type.ToString()),
            parameter.IsRequired,
            parameter.IsSecret,
            parameter.Description,
            parameter.Example,
            parameter.AllowedValues,
            parameter.Type == ParameterType.Integer ? parameter.Min : null,
            parameter.Type == ParameterType.Integer ? parameter.Max : null);
}

/// <summary>
/// An error row. Its source is <c>documented</c>, <c>documented-elsewhere</c>, <c>recorded</c> or <c>analogy</c>; it is reached by <c>parameter</c>,
/// <c>state</c>, <c>policy</c>, <c>gateway</c> or <c>fault</c>.
/// </summary>
internal sealed record ContractError(int Status, string Code, string Message, string Description, string Source, string ReachedBy)
{
    public static ContractError Of(ErrorRow row) => new(
        row.Error.Status,
        row.Error.Code,
        row.Error.Message,
        row.Description,
        JsonNamingPolicy.KebabCaseLower.ConvertName(row.Source.ToString()),
        JsonNamingPolicy.KebabCaseLower.ConvertName(row.ReachedBy.ToString()));
}
