using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Seeds;

namespace ResetPassword.CommandLine;

/// <summary>
/// Finds calls that work on a seed's instances of a product, to be copied. The operations themselves are asked, with what the instances have, with the
/// examples of the parameters, and with fresh names.
/// </summary>
internal sealed class ExampleCalls(Product product, Seed seed)
{
    private const int MaxTries = 4000;
    private const int MaxChanges = 2;

    private readonly Instance[] _instances = [.. seed.Instances.Where(instance => instance.Product == product.Name)];
    private readonly CallContext _context = new(seed.AccessKeys[0].Caller, TimeProvider.System.GetUtcNow(), requestId: "", IdSource.System);

    /// <summary>A call that works by itself, or null.</summary>
    public ExampleCall? Find(Operation operation) => Find(operation, _instances, []);

    /// <summary>A call that works after another one, which makes what it needs; or null.</summary>
    public (ExampleCall First, ExampleCall Then)? FindPair(Operation operation)
    {
        foreach (var other in product.Operations.Where(other => other != operation && other.Scope is Scope.OneInstance or Scope.EachInstance))
        {
            if (Find(other) is { Decision: Decision.Change { Next: { } next } } first
                && Find(operation, [next], [.. first.Parameters.All.Select(parameter => parameter.Value)]) is { } then)
                return (first, then);
        }

        return null;
    }

    /// <summary>A call as one would expect it, whatever becomes of it.</summary>
    public ExampleCall Guess(Operation operation)
    {
        var place = PlacesOf(operation, _instances, []).First();
        return Decide(operation, BasicOf(operation).Select(parameter => new Given(parameter, place.ValuesOf(parameter)[0])), _instances);
    }

    // The mandatory parameters with the values that one would expect. If that is refused: with another value, or another parameter; at last with two.
    private ExampleCall? Find(Operation operation, IReadOnlyList<Instance> seen, IReadOnlyList<string> used)
    {
        var optional = operation.Parameters.Where(parameter => !IsBasic(parameter)).ToArray();
        var choices = from changes in Enumerable.Range(0, MaxChanges + 1)
                      from added in Enumerable.Range(0, changes + 1)
                      from place in PlacesOf(operation, seen, used)
                      from more in SubsetsOf(optional, added)
                      from choice in ChoicesOf([.. BasicOf(operation), .. more], place, changes - added)
                      select choice;
        return choices.Take(MaxTries).Select(choice => Decide(operation, choice, seen)).FirstOrDefault(call => call.Decision is not Decision.Refusal);
    }

    private static IEnumerable<IEnumerable<Parameter>> SubsetsOf(Parameter[] parameters, int count) => count == 0
        ? [[]]
        : parameters.SelectMany((parameter, index) => SubsetsOf(parameters[(index + 1)..], count - 1).Select(others => others.Prepend(parameter)));

    private static IEnumerable<Parameter> BasicOf(Operation operation) => operation.Parameters.Where(IsBasic);

    // A call that sets a password shows one, even where it may be left out.
    private static bool IsBasic(Parameter parameter) => parameter.IsRequired || parameter.IsSecret;

    // Each instance, and each of its accounts where that matters.
    private static IEnumerable<Place> PlacesOf(Operation operation, IReadOnlyList<Instance> seen, IReadOnlyList<string> used) =>
        seen.SelectMany(
                instance => operation.Find(Place.Account) is null ? [null] : instance.Accounts.Reverse().Cast<DatabaseAccount?>().DefaultIfEmpty(),
                (instance, account) => new Place(instance, account, used))
            .DefaultIfEmpty(new(null, null, used));

    // All ways to give so many of the parameters another value than the first.
    private static IEnumerable<IReadOnlyList<Given>> ChoicesOf(Parameter[] parameters, Place place, int changes)
    {
        if (parameters.Length < changes)
            return [];
        if (parameters.Length == 0)
            return [[]];
        return from value in place.ValuesOf(parameters[0]).Select((text, index) => (Text: text, Changes: Math.Min(index, 1)))
               where value.Changes <= changes
               from rest in ChoicesOf(parameters[1..], place, changes - value.Changes)
               select (IReadOnlyList<Given>)[new(parameters[0], value.Text), .. rest];
    }

    private ExampleCall Decide(Operation operation, IEnumerable<Given> choice, IReadOnlyList<Instance> seen)
    {
        var parameters = new RpcParameters(operation.Parameters.Count);
        foreach (var (name, value) in choice.SelectMany(given => given.Words))
            parameters.TryAdd(name, value);
        var target = operation.TargetOf(parameters, _context);
        var instance = operation.Scope is Scope.OneInstance or Scope.EachInstance ? seen.FirstOrDefault(one => one.Id == target.InstanceId) : null;
        var decision = operation.Decide(parameters, new(target, instance, operation.Scope == Scope.AllInstances ? seen : [], seen.Count), _context);
        return new(product, operation, parameters, decision);
    }

    /// <summary>What values are taken from.</summary>
    /// <param name="Used">The values of the call before.</param>
    private sealed record Place(Instance? Instance, DatabaseAccount? DatabaseAccount, IReadOnlyList<string> Used)
    {
        public const string Account = "AccountName";

        // For what must not exist yet.
        private static readonly string[] FreshNames = ["app_user", "app_db"];

        /// <summary>What a parameter can be, first what one would expect.</summary>
        public IReadOnlyList<string> ValuesOf(Parameter parameter)
        {
            IEnumerable<string?> values =
            [
                ExpectedOf(parameter), parameter.Example, .. Used, .. HostsLike(parameter.Example), .. parameter.AllowedValues, .. FreshNames,
            ];
            return [.. values.OfType<string>().Distinct()];
        }

        // What is found at an example's name, under one of the instance's own.
        private IEnumerable<string> HostsLike(string example) => example.EndsWith(HostName.VendorDomain, StringComparison.Ordinal)
            ? Used.Prepend(Instance?.Id).Select(label => label + example[example.IndexOf('.', StringComparison.Ordinal)..])
            : [];

        private string? ExpectedOf(Parameter parameter) => parameter switch
        {
            { IsSecret: true } => "New_pass1",
            { Name: Account } => DatabaseAccount?.Name,
            { Name: "CharacterType" } => DatabaseAccount?.CharacterType,
            { Name: "RegionId" } => Instance?.Region,
            { Name: "DBInstanceId" or "DBClusterId" or "ResourceId" } => Instance?.Id,
            _ => null,
        };
    }

    /// <summary>A parameter and its value; of a list it is written as its examples are: <c>Tag.1.Key=team Tag.1.Value=dev</c>.</summary>
    private sealed record Given(Parameter Parameter, string Value)
    {
        public IEnumerable<(string Name, string Value)> Words => Parameter.Type != ParameterType.List
            ? [(Parameter.Name, Value)]
            : Value.Split(' ').Select(item => item.Split('=', 2)).Select(item => item.Length == 2 ? (item[0], item[1]) : ($"{Parameter.Name}.1", item[0]));
    }
}

/// <summary>A call of the <c>call</c> command, and what the operation decides on it.</summary>
internal sealed record ExampleCall(Product Product, Operation Operation, RpcParameters Parameters, Decision Decision)
{
    /// <summary>As a shell takes it.</summary>
    public override string ToString() => string.Join(' ',
    [
        "call", Product.Name.ToLowerInvariant(), Operation.Action,
        .. Parameters.All.Select(parameter => $"--{parameter.Key} {ShellText.Word(parameter.Value)}"),
    ]);
}
