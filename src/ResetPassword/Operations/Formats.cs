using FluentValidation;
using ResetPassword.Model;

namespace ResetPassword.Operations;

/// <summary>The rules of an action's requests, which FluentValidation runs in order; the first that fails answers.</summary>
/// <remarks>
/// FluentValidation sees every request as an object: its generic classes for each type of request took a tenth of the native file's memory, and an expression
/// for each part of a request had to be compiled when it was first called.
/// </remarks>
internal sealed class Formats<TRequest>
    where TRequest : notnull
{
    private readonly InlineValidator<object> _rules = new() { ClassLevelCascadeMode = CascadeMode.Stop, RuleLevelCascadeMode = CascadeMode.Stop };

    /// <summary>A rule for a part of the request, or for all of it.</summary>
    public FormatRule<TRequest, TPart> RuleFor<TPart>(Func<TRequest, TPart> part) => new(_rules, part);

    /// <summary>The row of the first rule that fails, or null.</summary>
    public ApiError? FindFault(TRequest request)
    {
        var result = _rules.Validate(request);
        return result.IsValid ? null : (ApiError)result.Errors[0].CustomState;
    }
}

/// <summary>What a rule looks at.</summary>
internal readonly struct FormatRule<TRequest, TPart>(InlineValidator<object> rules, Func<TRequest, TPart> part)
    where TRequest : notnull
{
    private readonly InlineValidator<object> _rules = rules;
    private readonly Func<TRequest, TPart> _part = part;

    public FormatCheck Must(Func<TPart, bool> holds)
    {
        var part = _part;
        return new(_rules, request => holds(part((TRequest)request)));
    }
}

/// <summary>What a rule asks.</summary>
internal readonly struct FormatCheck(InlineValidator<object> rules, Func<object, bool> holds)
{
    /// <summary>The row that the gateway answers when this rule fails.</summary>
    public void OrError(ApiError error) => rules.RuleFor(request => request).Must(holds).WithState(_ => error);
}
