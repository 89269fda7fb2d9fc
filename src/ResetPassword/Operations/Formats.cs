using FluentValidation;
using ResetPassword.Model;

namespace ResetPassword.Operations;

/// <summary>The rules of an action's requests, which FluentValidation runs in order; the first that fails answers.</summary>
/// <remarks>
/// FluentValidation sees every request as an object, and all rules are one of its rules: generic classes for each type of request would be a tenth of the
/// native file's memory, and each part of a request an expression that its first call compiles.
/// </remarks>
internal sealed class Formats<TRequest>
    where TRequest : notnull
{
    private readonly InlineValidator<object> _rules = new() { RuleLevelCascadeMode = CascadeMode.Stop };
    private readonly IRuleBuilder<object, object> _rule;

    public Formats() => _rule = _rules.RuleFor(request => request);

    /// <summary>A rule for a part of the request, or for all of it.</summary>
    public FormatRule<TRequest, TPart> RuleFor<TPart>(Func<TRequest, TPart> part) => new(_rule, part);

    /// <summary>The row of the first rule that fails, or null.</summary>
    public ApiError? FindFault(TRequest request)
    {
        var result = _rules.Validate(request);
        return result.IsValid ? null : (ApiError)result.Errors[0].CustomState;
    }
}

/// <summary>What a rule looks at.</summary>
internal readonly struct FormatRule<TRequest, TPart>(IRuleBuilder<object, object> rule, Func<TRequest, TPart> part)
    where TRequest : notnull
{
    private readonly IRuleBuilder<object, object> _rule = rule;
    private readonly Func<TRequest, TPart> _part = part;

    public FormatCheck Must(Func<TPart, bool> holds)
    {
        var part = _part;
        return new(_rule, request => holds(part((TRequest)request)));
    }
}

/// <summary>What a rule asks.</summary>
internal readonly struct FormatCheck(IRuleBuilder<object, object> rule, Func<object, bool> holds)
{
    /// <summary>The row that the gateway answers when this rule fails.</summary>
    public void OrError(ApiError error) => rule.Must(holds).WithState(_ => error);
}
