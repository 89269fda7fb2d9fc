using System.Diagnostics;
using ResetPassword.Model;

namespace ResetPassword.Operations;

/// <summary>Who may call an action: its RAM action, access level, resource (an ARN pattern) and condition keys, as its page gives them.</summary>
/// <param name="Denied">The row of a caller whose policies do not allow it.</param>
internal sealed record RamPermission(string Action, string AccessLevel, string Resource, ApiError Denied, params string[] ConditionKeys);

/// <summary>An action of a product: what it takes, what it refuses with, what it needs loaded, and how it decides. Stateless.</summary>
internal abstract class Operation
{
    protected Operation() => Action = GetType().Name;

    /// <summary>The word on the wire: the class's name.</summary>
    public string Action { get; }

    /// <summary>The vendor's page.</summary>
    public abstract string Documentation { get; }

    public abstract IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Every row that the operation can refuse with, or that its page lists, in the page's order.</summary>
    public abstract IReadOnlyList<ErrorRow> Errors { get; }

    /// <summary>What RAM asks; null for an action that everybody may call.</summary>
    public abstract RamPermission? Permission { get; }

    public abstract Scope Scope { get; }

    /// <summary>The action's own row for what the database server that an instance stands for refuses; null where it has none.</summary>
    public virtual ApiError? RowOf(ServerComplaint complaint) => RowsFor(complaint).FirstOrDefault(Declares);

    public abstract Target TargetOf(RpcParameters parameters, CallContext context);

    /// <summary>The parameter of this name that it reads, or null.</summary>
    public Parameter? Find(string name)
    {
        for (var i = 0; i < Parameters.Count; i++)
        {
            if (Parameters[i].Is(name))
                return Parameters[i];
        }

        return null;
    }

    /// <summary>Pure: the same arguments give the same decision. A refusal is one of <see cref="Errors"/> or of the parameters' own.</summary>
    public Decision Decide(RpcParameters parameters, in Seen seen, CallContext context)
    {
        var decision = Evaluate(parameters, seen, context);
        RequireDeclared(decision);
        return decision;
    }

    /// <summary>The product's rows for what a database server refuses: the first that the action declares is its own.</summary>
    protected virtual IEnumerable<ApiError> RowsFor(ServerComplaint complaint) => [];

    protected abstract Decision Evaluate(RpcParameters parameters, in Seen seen, CallContext context);

    // The contract is made of what operations declare. A debug build, and so every test, does not let one answer anything else; a user gets the row all the
    // same.
    [Conditional("DEBUG")]
    private void RequireDeclared(Decision decision)
    {
        if (decision is Decision.Refusal { Error: var error } && !Declares(error))
            throw new InvalidOperationException($"{GetType().FullName} refuses with {error.Status} {error.Code} \"{error.Message}\", which its Errors do not declare.");
    }

    private bool Declares(ApiError error) =>
        Errors.Any(row => row.Error.Covers(error))
            || Parameters.Any(parameter => error == parameter.Invalid || (parameter.IsRequired && error == GatewayErrors.Missing(parameter.Name)));
}

/// <summary>
/// An operation with a typed request: mandatory parameters and formats are checked before <see cref="Decide(TRequest, in Seen, CallContext)"/> sees it.
/// </summary>
internal abstract class Operation<TRequest> : Operation
    where TRequest : notnull
{
    // Made by the first call: most actions are never called.
    private readonly Lazy<Formats<TRequest>> _formats;

    protected Operation() => _formats = new(MakeFormats);

    protected sealed override Decision Evaluate(RpcParameters parameters, in Seen seen, CallContext context)
    {
        if (FindMissing(parameters) is { } missing)
            return GatewayErrors.Missing(missing.Name);
        if (FindInvalid(parameters) is { } invalid)
            return invalid;

        var request = Read(parameters);
        if (_formats.Value.FindFault(request) is { } fault)
            return fault;
        return Decide(request, seen, context);
    }

    /// <summary>Builds the request. A mandatory parameter is there and not empty.</summary>
    protected abstract TRequest Read(RpcParameters parameters);

    /// <summary>Adds the rules that need no instance, in the order the service answers; the first that fails answers.</summary>
    protected virtual void CheckFormats(Formats<TRequest> rules)
    {
    }

    protected abstract Decision Decide(TRequest request, in Seen seen, CallContext context);

    private Parameter? FindMissing(RpcParameters parameters)
    {
        for (var i = 0; i < Parameters.Count; i++)
        {
            if (Parameters[i].IsRequired && !parameters.Has(Parameters[i]))
                return Parameters[i];
        }

        return null;
    }

    private ApiError? FindInvalid(RpcParameters parameters)
    {
        for (var i = 0; i < Parameters.Count; i++)
        {
            if (Parameters[i].Invalid is { } row && !Parameters[i].IsMetBy(parameters))
                return row;
        }

        return null;
    }

    private Formats<TRequest> MakeFormats()
    {
        var formats = new Formats<TRequest>();
        CheckFormats(formats);
        return formats;
    }
}
