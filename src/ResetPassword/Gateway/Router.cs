using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Gateway;

/// <summary>Where a call goes: a product's operation, or the row that says why nowhere.</summary>
internal readonly record struct Route(Product? Product, Operation? Operation, ApiError? Error, bool IsNotEmulated = false);

/// <summary>Finds the operation of a call by product, Version and Action. Pure.</summary>
internal sealed class Router
{
    // Of reference types alone, which the runtime has compiled already: a start is a few milliseconds of such things.
    private readonly Dictionary<string, Dictionary<string, Operation>> _operations;
    private readonly Dictionary<string, Product[]> _byVersion;
    private readonly Dictionary<string, Product> _byEndpointLabel = [];
    private readonly string _defaultProduct;

    public Router(IReadOnlyList<Product> products, string defaultProduct)
    {
        // A key that is there already is refused: an action or endpoint that is registered twice stops the start.
        _operations = products.ToDictionary(p => p.Name, OperationsOf);
        _byVersion = products.GroupBy(p => p.Version).ToDictionary(g => g.Key, g => g.ToArray());
        foreach (var product in products)
        {
            foreach (var label in product.EndpointLabels)
                _byEndpointLabel.Add(label, product);
        }

        _defaultProduct = defaultProduct;
    }

    private static Dictionary<string, Operation> OperationsOf(Product product)
    {
        var operations = product.Operations.ToDictionary(operation => operation.Action);
        foreach (var (spelling, action) in product.OtherSpellings)
            operations.Add(spelling, operations[action]);
        return operations;
    }

    /// <summary>The product whose endpoint a host name (in lower case, without port) is, or null.</summary>
    public Product? FindByHost(string hostName) =>
        HostName.IsVendors(hostName) ? _byEndpointLabel.GetValueOrDefault(hostName[..hostName.IndexOf('.', StringComparison.Ordinal)]) : null;

    public Route RouteOf(string method, string path, string hostName, string? version, string? action)
    {
        var product = FindByHost(hostName);
        if (product is null && HostName.IsVendors(hostName))
            return Refuse(GatewayErrors.UnknownProduct);
        if (path != "/" || string.IsNullOrEmpty(action))
            return Refuse(GatewayErrors.UnknownAction, product);
        if (string.IsNullOrEmpty(version))
            return Refuse(GatewayErrors.Missing("Version"), product);
        if (!_byVersion.TryGetValue(version, out var candidates) || (product is not null && !candidates.Contains(product)))
            return Refuse(GatewayErrors.UnknownVersion, product);

        product ??= Choose(candidates, action);
        if (!_operations[product.Name].TryGetValue(action, out var operation))
            return new(product, null, GatewayErrors.UnknownAction, product.VendorActions.Value.Contains(action));
        if (method is not ("GET" or "POST"))
            return Refuse(GatewayErrors.UnsupportedMethod, product);
        return new(product, operation, null);
    }

    private static Route Refuse(ApiError error, Product? product = null) => new(product, null, error);

    // Versions collide across Alibaba Cloud's products: the action decides, and where it does not, the configuration does.
    private Product Choose(Product[] candidates, string action)
    {
        if (candidates.Length == 1)
            return candidates[0];
        var knowing = candidates.Where(p => _operations[p.Name].ContainsKey(action)).ToArray();
        var undecided = knowing.Length == 0 ? candidates : knowing;
        return undecided.FirstOrDefault(p => p.Name == _defaultProduct) ?? undecided[0];
    }
}
