using System.Collections.Frozen;

namespace ResetPassword.Gateway;

/// <summary>Where a call goes: a product's operation, or the row that says why nowhere.</summary>
internal readonly record struct Route(Product? Product, Operation? Operation, ApiError? Error, bool IsNotEmulated = false);

/// <summary>Finds the operation of a call by product, Version and Action. Pure.</summary>
internal sealed class Router
{
    private const string VendorDomain = ".aliyuncs.com";

    private readonly FrozenDictionary<(string Product, string Action), Operation> _operations;
    private readonly FrozenDictionary<string, Product[]> _byVersion;
    private readonly FrozenDictionary<string, Product> _byEndpointLabel;
    private readonly string _defaultProduct;

    public Router(IReadOnlyList<Product> products, string defaultProduct)
    {
        // ToDictionary refuses a duplicate key, which ToFrozenDictionary does not: an action or endpoint that is registered twice stops the start.
        _operations = products.SelectMany(p => p.Operations, (p, o) => KeyValuePair.Create((p.Name, o.Action), o)).ToDictionary().ToFrozenDictionary();
        _byVersion = products.GroupBy(p => p.Version).ToFrozenDictionary(g => g.Key, g => g.ToArray());
        _byEndpointLabel = products.SelectMany(p => p.EndpointLabels, (p, label) => KeyValuePair.Create(label, p)).ToDictionary().ToFrozenDictionary();
        _defaultProduct = defaultProduct;
    }

    /// <summary>The product whose endpoint a host name (in lower case, without port) is, or null.</summary>
    public Product? FindByHost(string hostName) =>
        IsVendorHost(hostName) ? _byEndpointLabel.GetValueOrDefault(hostName[..hostName.IndexOf('.', StringComparison.Ordinal)]) : null;

    public Route RouteOf(string method, string path, string hostName, string? version, string? action)
    {
        var product = FindByHost(hostName);
        if (product is null && IsVendorHost(hostName))
            return Refuse(GatewayErrors.UnknownProduct);
        if (path != "/" || string.IsNullOrEmpty(action))
            return Refuse(GatewayErrors.UnknownAction, product);
        if (string.IsNullOrEmpty(version))
            return Refuse(GatewayErrors.Missing("Version"), product);
        if (!_byVersion.TryGetValue(version, out var candidates) || (product is not null && !candidates.Contains(product)))
            return Refuse(GatewayErrors.UnknownVersion, product);

        product ??= Choose(candidates, action);
        if (!_operations.TryGetValue((product.Name, action), out var operation))
            return new(product, null, GatewayErrors.UnknownAction, product.VendorActions.Value.Contains(action));
        if (method is not ("GET" or "POST"))
            return Refuse(GatewayErrors.UnsupportedMethod, product);
        return new(product, operation, null);
    }

    private static Route Refuse(ApiError error, Product? product = null) => new(product, null, error);

    private static bool IsVendorHost(string hostName) => hostName.EndsWith(VendorDomain, StringComparison.Ordinal);

    // Versions collide across Alibaba Cloud's products: the action decides, and where it does not, the configuration does.
    private Product Choose(Product[] candidates, string action)
    {
        if (candidates.Length == 1)
            return candidates[0];
        var knowing = candidates.Where(p => _operations.ContainsKey((p.Name, action))).ToArray();
        var undecided = knowing.Length == 0 ? candidates : knowing;
        return undecided.FirstOrDefault(p => p.Name == _defaultProduct) ?? undecided[0];
    }
}
