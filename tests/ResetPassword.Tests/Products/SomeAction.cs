using System.Text.Json;
using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Products;

namespace ResetPassword.Tests.Products;

/// <summary>What a right call of an action needs besides the examples of its own parameters.</summary>
/// <param name="Instance">The default seed's instance that it is about, if not that of <see cref="SomeReset"/>.</param>
/// <param name="Patch">A JSON merge patch on that instance.</param>
/// <param name="Parameters">What differs in its parameters, as <see cref="SomeDecision.Of"/> takes it.</param>
internal sealed record Setup(string? Instance = null, string Patch = "{}", string Parameters = "");

/// <summary>A call of an action that succeeds: with the examples of its parameters, on an instance of the default seed.</summary>
internal sealed record SomeAction(DatabaseProduct Product, Operation Operation, Setup Setup)
{
    /// <summary>Every action but those that examples show, of every product.</summary>
    public static IEnumerable<SomeAction> All =>
        from product in Catalogue.Databases
        from operation in product.Operations
        where operation != product.Example
        select Of(product.Name, operation.Action);

    public string Instance => Setup.Instance ?? SomeReset.Of(Product.Name).Instance;

    /// <summary>The mandatory parameters.</summary>
    public (string Name, string Value)[] Parameters =>
        SomeDecision.Change(Operation.Parameters.Where(p => p.IsRequired).SelectMany(ExamplesOf), Setup.Parameters);

    /// <summary>All parameters.</summary>
    public (string Name, string Value)[] AllParameters => SomeDecision.Change(Operation.Parameters.SelectMany(ExamplesOf), Setup.Parameters);

    private bool NamesSomethingNew =>
        Operation.Action.StartsWith("Create", StringComparison.Ordinal) || Operation.Action.StartsWith("Check", StringComparison.Ordinal);

    public static SomeAction Of(string product, string action)
    {
        var found = Catalogue.Databases.Single(p => p.Name == product);
        return new(found, found.Operations.Single(o => o.Action == action), ProductUnderTest.Of(product).Setups.GetValueOrDefault(action) ?? new());
    }

    /// <summary>The example of a list parameter as the JSON text that some clients send.</summary>
    public static string JsonOf(Parameter list)
    {
        var items = new RpcParameters(0);
        Assert.All(list.Example.Split(' ').Select(item => item.Split('=', 2)), item => Assert.True(items.TryAdd(item[0], item[1])));
        return list.Shape switch
        {
            ListShape.Texts => JsonSerializer.Serialize(items.FindValues(list)),
            ListShape.Object => JsonSerializer.Serialize(items.All.ToDictionary(item => item.Key[(list.Name.Length + 1)..], item => item.Value)),
            _ => JsonSerializer.Serialize(items.FindItems(list)),
        };
    }

    /// <summary>What the gateway would load: the instance, patched as the action and the test ask.</summary>
    /// <param name="patch">A JSON merge patch, or <see cref="SomeDecision.NoInstance"/>.</param>
    public Seen Seen(string patch = "{}") => (Operation.Scope, patch) switch
    {
        (Scope.OneInstance or Scope.EachInstance, SomeDecision.NoInstance) => default,
        (Scope.OneInstance or Scope.EachInstance, _) => new(default, Patched(patch), []),
        (Scope.AllInstances, _) => new(default, null, [Patched(patch)]),
        _ => new(default, null, []),
    };

    private Instance Patched(string patch) => SomeDecision.Patch(SomeDecision.Patch(SomeDecision.SeededInstanceOf(Instance), Setup.Patch), patch);

    private IEnumerable<(string Name, string Value)> ExamplesOf(Parameter parameter)
    {
        if (parameter.Type == ParameterType.List)
            return parameter.Example.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(item => item.Split('=', 2)).Select(item => (item[0], item[1]));
        var known = SomeReset.Of(Product.Name).Parameters.FirstOrDefault(p => p.Name == parameter.Name
            && (p.Name != "AccountName" || !NamesSomethingNew)).Value;
        return [(parameter.Name, parameter.Name is "DBInstanceId" or "DBClusterId" ? Instance : known ?? parameter.Example)];
    }
}
