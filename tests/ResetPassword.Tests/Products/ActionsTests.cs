using System.Globalization;
using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Tests.Products;

/// <summary>What all actions around the resets have in common, each by its own declarations and by its product's table of refusals.</summary>
public sealed class ActionsTests
{
    private const string Unheard = "whatever";

    // No name, no id, no time, no address, and too short for a description.
    private const string Shapeless = "-";

    public static TheoryData<string, string> Actions => new(SomeAction.All.Select(some => (some.Product.Name, some.Operation.Action)));

    /// <summary>Product, action, parameter.</summary>
    public static TheoryData<string, string, string> Mandatory => new(
        from some in SomeAction.All
        from p in some.Operation.Parameters
        where p.IsRequired
        select (some.Product.Name, some.Operation.Action, p.Name));

    /// <summary>Product, action, parameter, value: each value that does not fit what the parameter declares.</summary>
    public static TheoryData<string, string, string, string> Unfit => new(
        from some in SomeAction.All
        from p in some.Operation.Parameters
        where p.Invalid is not null
        from value in UnfitFor(p)
        select (some.Product.Name, some.Operation.Action, p.Name, value));

    /// <summary>Product, action, parameter: the optional ones that take only some values.</summary>
    public static TheoryData<string, string, string> Formed => new(
        from some in SomeAction.All
        from p in some.Operation.Parameters
        where !p.IsRequired && p.Invalid is not null && p.Type != ParameterType.List
        select (some.Product.Name, some.Operation.Action, p.Name));

    /// <summary>Product, action, parameter.</summary>
    public static TheoryData<string, string, string> Lists => new(
        from some in SomeAction.All
        from p in some.Operation.Parameters
        where p.Type == ParameterType.List
        select (some.Product.Name, some.Operation.Action, p.Name));

    /// <summary>Product, action, status, code, message, the instance's state, what differs in the call.</summary>
    public static TheoryData<string, string, int, string, string, string, string> Refusals => new(AllRefusals);

    private static IEnumerable<(string Product, string Action, int Status, string Code, string Message, string Instance, string Parameters)> AllRefusals =>
        ProductUnderTest.All.SelectMany(product =>
            product.Refusals.Select(row => (product.Name, row.Data.Item1, row.Data.Item2, row.Data.Item3, row.Data.Item4, row.Data.Item5, row.Data.Item6)));

    [Theory]
    [MemberData(nameof(Actions))]
    public void A_call_with_the_examples_of_its_mandatory_parameters_succeeds(string product, string action)
    {
        var some = SomeAction.Of(product, action);

        var decision = SomeDecision.Decide(some.Operation, some.Seen(), some.Parameters);

        Assert.False(decision is Decision.Refusal, HowToSetUp(some, decision));
    }

    [Theory]
    [MemberData(nameof(Actions))]
    public void A_call_with_the_examples_of_all_its_parameters_succeeds(string product, string action)
    {
        var some = SomeAction.Of(product, action);

        var decision = SomeDecision.Decide(some.Operation, some.Seen(), some.AllParameters);

        Assert.False(decision is Decision.Refusal, HowToSetUp(some, decision));
    }

    [Theory]
    [MemberData(nameof(Mandatory))]
    public void A_mandatory_parameter_that_is_left_out_is_missing(string product, string action, string parameter)
    {
        var some = SomeAction.Of(product, action);
        var others = some.Parameters.Where(p => !some.Operation.Parameters.Single(q => q.Name == parameter).Is(p.Name)).ToArray();

        var decision = SomeDecision.Decide(some.Operation, some.Seen(), others);

        Assert.Equal((400, $"Missing{parameter}", $"{parameter} is mandatory for this action."), SomeDecision.Refusal(decision));
    }

    [Theory]
    [MemberData(nameof(Mandatory))]
    public void A_mandatory_parameter_that_is_empty_is_missing(string product, string action, string parameter)
    {
        var some = SomeAction.Of(product, action);
        var others = some.Parameters.Where(p => !some.Operation.Parameters.Single(q => q.Name == parameter).Is(p.Name));

        var decision = SomeDecision.Decide(some.Operation, some.Seen(), [.. others, (parameter, "")]);

        Assert.Equal((400, $"Missing{parameter}", $"{parameter} is mandatory for this action."), SomeDecision.Refusal(decision));
    }

    [Theory]
    [MemberData(nameof(Unfit))]
    public void A_value_that_is_not_what_its_parameter_takes_gets_the_row_of_the_parameter(string product, string action, string parameter, string value)
    {
        var some = SomeAction.Of(product, action);
        var row = some.Operation.Parameters.Single(p => p.Name == parameter).Invalid!;

        var decision = SomeDecision.Decide(some.Operation, some.Seen(), [.. some.Parameters.Where(p => p.Name != parameter), (parameter, value)]);

        Assert.Equal((row.Status, row.Code, row.Message), SomeDecision.Refusal(decision));
    }

    [Theory]
    [MemberData(nameof(Formed))]
    public void An_optional_parameter_of_a_form_that_is_empty_was_left_out(string product, string action, string parameter)
    {
        var some = SomeAction.Of(product, action);
        var seen = some.Seen();
        var others = some.Parameters.Where(p => p.Name != parameter).ToArray();

        var leftOut = SomeDecision.Decide(some.Operation, seen, others);
        var empty = SomeDecision.Decide(some.Operation, seen, [.. others, (parameter, "")]);

        Assert.Equal(SomeDecision.Text(leftOut), SomeDecision.Text(empty));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_list_is_taken_alike_as_numbered_names_and_as_JSON(string product, string action, string parameter)
    {
        var some = SomeAction.Of(product, action);
        var list = some.Operation.Parameters.Single(p => p.Name == parameter);
        var seen = some.Seen();
        var others = some.AllParameters.Where(p => !list.Is(p.Name)).ToArray();

        var numbered = SomeDecision.Decide(some.Operation, seen, some.AllParameters);
        var json = SomeDecision.Decide(some.Operation, seen, [.. others, (parameter, SomeAction.JsonOf(list))]);
        var shrunk = SomeDecision.Decide(some.Operation, seen, [.. others, ($"{parameter}Shrink", SomeAction.JsonOf(list))]);

        Assert.IsNotType<Decision.Refusal>(numbered);
        Assert.Equal(SomeDecision.Text(numbered), SomeDecision.Text(json));
        Assert.Equal(SomeDecision.Text(numbered), SomeDecision.Text(shrunk));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_list_that_is_JSON_null_was_left_out(string product, string action, string parameter)
    {
        var some = SomeAction.Of(product, action);
        var list = some.Operation.Parameters.Single(p => p.Name == parameter);
        var seen = some.Seen();
        var others = some.AllParameters.Where(p => !list.Is(p.Name)).ToArray();

        var leftOut = SomeDecision.Decide(some.Operation, seen, others);
        var isNull = SomeDecision.Decide(some.Operation, seen, [.. others, (parameter, "null")]);
        var shrunk = SomeDecision.Decide(some.Operation, seen, [.. others, ($"{parameter}Shrink", "null")]);

        Assert.Equal(list.IsRequired, leftOut is Decision.Refusal);
        Assert.Equal(SomeDecision.Text(leftOut), SomeDecision.Text(isNull));
        Assert.Equal(SomeDecision.Text(leftOut), SomeDecision.Text(shrunk));
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_state_or_parameter_that_does_not_fit_is_refused_with_its_row(
        string product, string action, int status, string code, string message, string instance, string parameters)
    {
        var some = SomeAction.Of(product, action);

        var decision = SomeDecision.Decide(some, instance, parameters);

        Assert.Equal((status, code, message), SomeDecision.Refusal(decision));
    }

    [Theory]
    [MemberData(nameof(Actions))]
    public void Every_row_that_a_parameter_or_a_state_reaches_has_a_case(string product, string action)
    {
        var operation = SomeAction.Of(product, action).Operation;
        var forms = operation.Parameters.Select(p => p.Invalid);
        var reachable = operation.Errors.Where(row => row.ReachedBy is By.Parameter or By.State && !forms.Contains(row.Error))
            .Select(row => (row.Error.Status, row.Error.Code, row.Error.Message));

        var shown = AllRefusals.Where(row => (row.Product, row.Action) == (product, action)).Select(row => (row.Status, row.Code, row.Message));

        var missing = reachable.Except(shown)
            .Select(row => $$"""{ "{{action}}", {{row.Status}}, "{{row.Code}}", "{{row.Message}}", "{}", "Parameter=value" },""").ToArray();
        Assert.True(missing.Length == 0,
            $"Add to Refusals in {ProductUnderTest.Of(product).File}, with a state of the instance or with parameters that cause it:\n{string.Join('\n', missing)}");
    }

    private static string HowToSetUp(SomeAction some, Decision decision) =>
        $"{some.Operation.Action} refuses the examples of its parameters with {(decision as Decision.Refusal)?.Error.Code}. If its right call needs something else, add to Setups in "
        + $"{ProductUnderTest.Of(some.Product.Name).File}:\n[\"{some.Operation.Action}\"] = new(Patch: \"a merge patch on the instance\", Parameters: \"Parameter=value\"),";

    /// <summary>Values that a parameter's declaration excludes.</summary>
    internal static IEnumerable<string> UnfitFor(Parameter parameter) => parameter.Type switch
    {
        ParameterType.Integer =>
        [
            Unheard, "1.5", "9223372036854775808",
            .. parameter.Min > long.MinValue ? (string[])[(parameter.Min - 1).ToString(CultureInfo.InvariantCulture)] : [],
            .. parameter.Max < long.MaxValue ? (string[])[(parameter.Max + 1).ToString(CultureInfo.InvariantCulture)] : [],
        ],
        ParameterType.List => parameter.Shape switch
        {
            ListShape.Texts => ["[", "[{}]"],
            ListShape.Object => [Unheard, "[]", "{"],
            _ => [Unheard, "[", "{}", "[1]", "[[]]", "1"],
        },
        _ when parameter.MaxLength < int.MaxValue => [new string('y', parameter.MaxLength + 1)],
        _ when parameter.AllowedValues.Count > 0 => [Unheard],
        _ => [Shapeless],
    };
}
