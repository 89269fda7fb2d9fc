using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Products;

namespace ResetPassword.CommandLine;

/// <summary>The help of <c>call</c> where it names a product or an action: what the contract says of it. Nothing is asked over the network.</summary>
internal sealed class CallHelp(SynchronousCommandLineAction otherwise) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    /// <summary>Puts it before the help that there is.</summary>
    public static void AddTo(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        if (help.Action is SynchronousCommandLineAction otherwise)
            help.Action = new CallHelp(otherwise);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var words = CallCommand.WordsOf(parseResult);
        if (words.Count == 0)
            return otherwise.Invoke(parseResult);
        if (Catalogue.Products.Named(words[0]) is not { } product)
            return Commands.Refuse($"There is no product {words[0]}. Expected one of {Catalogue.Products.ListNames()}.");
        if (words.Count == 1)
            return Print(ListOf(product));
        if (product.Operations.FirstOrDefault(operation => operation.Action.Equals(words[1], StringComparison.OrdinalIgnoreCase)) is { } operation)
            return Print(PageOf(product, operation));
        var meant = ProductNames.FindMeant(product.Operations.Select(known => known.Action), words[1]);
        return Commands.Refuse(meant is null
            ? $"{product.Name} has no action {words[1]} here. call {product.Name.ToLowerInvariant()} --help lists them."
            : $"{product.Name} has no action {words[1]}. Did you mean {meant}?");
    }

    private static int Print(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            OutputLines.Standard.WriteLine(line);
        return 0;
    }

    private static IEnumerable<string> ListOf(Product product) =>
    [
        $"The actions of {product.Name} ({product.Version}). call {product.Name.ToLowerInvariant()} ACTION --help explains one.",
        "",
        .. product.Operations.Select(operation => $"  {operation.Action}").Order(StringComparer.Ordinal),
    ];

    /// <summary>The page of an action.</summary>
    public static IEnumerable<string> PageOf(Product product, Operation operation) =>
    [
        $"{product.Name} {operation.Action}",
        $"  {operation.Documentation}",
        "",
        "Parameters (* is mandatory):",
        .. operation.Parameters.Select(LineOf),
        "",
        .. ExampleOf(product, operation),
        "",
        "Errors:",
        .. product.ErrorsOf(operation).Select(row => $"  {row.Error.Status} {row.Error.Code}  {row.Error.Message}"),
    ];

    private static string LineOf(Parameter parameter) =>
        $"  --{parameter.Name}{(parameter.IsRequired ? " *" : "")}  {parameter.Description}{FormOf(parameter)}";

    private static string FormOf(Parameter parameter) => parameter switch
    {
        { AllowedValues.Count: > 0 } => $" One of: {string.Join(", ", parameter.AllowedValues)}.",
        { Type: ParameterType.Integer } => $" A whole number from {parameter.Min} to {parameter.Max}.",
        { Type: ParameterType.List } => $" A list: --{parameter.Name}.1.",
        _ => "",
    };

    // With the default instances: as it stands, it works after a start without a seed, if any call of the action does.
    private static IEnumerable<string> ExampleOf(Product product, Operation operation)
    {
        if (SeedFile.Load(path: null, TextWriter.Null) is not { } seed)
            return [];
        var calls = new ExampleCalls(product, seed);
        if (calls.Find(operation) is { } call)
            return ["Example:", LineOf(call)];
        if (calls.FindPair(operation) is var (first, then))
            return ["Example:", LineOf(first), LineOf(then)];
        var guess = calls.Guess(operation);
        return [$"Example, which the default instances refuse{ReasonOf(guess.Decision)}:", LineOf(guess)];
    }

    private static string LineOf(ExampleCall call) => $"  {OwnProgram.CommandLine} {call}";

    private static string ReasonOf(Decision decision) =>
        decision is Decision.Refusal { Error: var error } ? $" ({error.Status} {error.Code} {error.Message.TrimEnd('.')})" : "";
}
