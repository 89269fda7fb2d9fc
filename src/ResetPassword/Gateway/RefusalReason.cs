using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Tenancy;

namespace ResetPassword.Gateway;

/// <summary>
/// Finds out what an operation refused a call because of, by asking it again: with what one parameter, or one fact of the state, would be as a rule. The
/// first with which the call succeeds is the reason; where it does with none, the first with which another row is answered. Possible since operations decide
/// purely; only for calls that are refused. Pure.
/// </summary>
internal sealed class RefusalReason
{
    private const int MaxAccounts = 5;
    private const int MaxTried = 50;
    private const int MaxShown = 64;
    private const string Region = "RegionId";

    // Where the database of a call is named.
    private static readonly string[] DatabaseNames = ["DBName", "DatabaseName"];

    private readonly Operation _operation;
    private readonly InstanceModel? _model;
    private readonly RpcParameters _parameters;
    private readonly Seen _seen;
    private readonly CallContext _context;
    private readonly ApiError _error;
    private readonly bool _mustSucceed;

    private RefusalReason(
        Product product, Operation operation, RpcParameters parameters, in Seen seen, CallContext context, ApiError error, bool mustSucceed)
    {
        (_operation, _model, _parameters, _seen) = (operation, (product as DatabaseProduct)?.Instances, parameters, seen);
        (_context, _error, _mustSucceed) = (context, error, mustSucceed);
    }

    /// <summary>The cause of a refusal that the operation decided.</summary>
    /// <param name="unread">The parameters of the call that nobody reads, as they may be shown.</param>
    public static Cause Of(
        Product product, Operation operation, RpcParameters parameters, in Seen seen, CallContext context, ApiError error, IReadOnlyList<string> unread)
    {
        var sole = new RefusalReason(product, operation, parameters, seen, context, error, mustSucceed: true);
        var first = new RefusalReason(product, operation, parameters, seen, context, error, mustSucceed: false);

        // With the name of another account or instance nearly anything would be answered: what this one is comes first.
        return sole.FindMissing(unread)
            ?? sole.Find() ?? first.FindMissingAccount() ?? sole.FindParameter(isOfTarget: true)
            ?? first.Find() ?? first.FindParameter(isOfTarget: true) ?? first.FindNamed() ?? first.Otherwise();
    }

    private Cause? Find() => _error.ReachedBy == By.Parameter
        ? FindParameter(isOfTarget: false) ?? FindAbsent() ?? FindState()
        : FindState() ?? FindParameter(isOfTarget: false) ?? FindAbsent();

    private Cause? FindMissing(IReadOnlyList<string> unread)
    {
        foreach (var parameter in _operation.Parameters)
        {
            if (parameter.IsRequired && _error == GatewayErrors.Missing(parameter.Name))
                return new(CauseKind.Parameter, MissingOf(parameter, unread), parameter.Name);
        }

        return null;
    }

    // One that is needed here, though not everywhere.
    private Cause? FindAbsent()
    {
        foreach (var parameter in _operation.Parameters)
        {
            if (_mustSucceed && parameter is { IsRequired: false, Type: not ParameterType.List } && !IsGiven(parameter)
                && ValuesOf(parameter).Any(value => IsAnswered(Added(parameter, value))))
            {
                return new(CauseKind.Parameter, $"{parameter.Name} is needed here, and the call does not have it. Expected: {ExpectedOf(parameter)}", parameter.Name);
            }
        }

        return null;
    }

    private static IEnumerable<string> ValuesOf(Parameter parameter) => parameter.AllowedValues.Count > 0 ? parameter.AllowedValues : [parameter.Example];

    private RpcParameters Added(Parameter parameter, string value)
    {
        var added = new RpcParameters(_parameters.Count + 1);
        foreach (var (name, given) in _parameters.All)
            added.TryAdd(name, given);
        added.TryAdd(parameter.Name, value);
        return added;
    }

    private Cause? FindParameter(bool isOfTarget)
    {
        foreach (var parameter in _operation.Parameters)
        {
            if (IsGiven(parameter) && IsOfTarget(parameter) == isOfTarget && IsAnsweredWithout(parameter))
                return Unfit(parameter);
        }

        return null;
    }

    // What no other value of one parameter alone mends, but what the row itself names: of two names, the longer one.
    private Cause? FindNamed() => _operation.Parameters
        .Where(parameter => IsGiven(parameter) && $"{_error.Code} {_error.Message}".Contains(parameter.Name, StringComparison.Ordinal))
        .MaxBy(parameter => parameter.Name.Length) is { } named ? Unfit(named) : null;

    private Cause Unfit(Parameter parameter) => new(
        CauseKind.Parameter,
        parameter.Name == Region && _seen.Instance is { } instance && IsAnswered(Replaced(parameter, instance.Region))
            ? $"{Region} is not that of {Show(instance.Id)}, which is in {instance.Region}."
            : $"{parameter.Name} is not valid here. Expected: {ExpectedOf(parameter)}"
                + (IsOfTarget(parameter) && IsAnswered(Replaced(parameter, parameter.Example)) ? $" With {parameter.Example} this would not be answered." : ""),
        parameter.Name);

    private bool IsGiven(Parameter parameter) => _parameters.All.Any(given => parameter.Is(given.Key));

    private bool IsOfTarget(Parameter parameter) =>
        _parameters.Find(parameter.Name) is { } value && (value == _seen.Target.InstanceId || value == _seen.Target.AccountName);

    private string MissingOf(Parameter parameter, IReadOnlyList<string> unread) =>
        $"{parameter.Name} is mandatory, and {(_parameters.Has(parameter.Name) ? "it is empty" : "the call does not have it")}. Expected: {ExpectedOf(parameter)}"
        + (unread.Count == 0 ? "" : $" The action does not read what it has instead: {UnreadParameters.Say(unread)}.");

    // With the example of its page, with the region that the instance is in, or without it.
    private bool IsAnsweredWithout(Parameter parameter) =>
        (parameter.Type != ParameterType.List && IsAnswered(Replaced(parameter, parameter.Example)))
        || (parameter.Name == Region && _seen.Instance is { } instance && IsAnswered(Replaced(parameter, instance.Region)))
        || (!parameter.IsRequired && IsAnswered(Replaced(parameter, null)));

    private RpcParameters Replaced(Parameter parameter, string? value)
    {
        var replaced = new RpcParameters(_parameters.Count);
        foreach (var (name, given) in _parameters.All)
        {
            if (!parameter.Is(name))
                replaced.TryAdd(name, given);
            else if (value is not null)
                replaced.TryAdd(name, value);
        }

        return replaced;
    }

    private static string ExpectedOf(Parameter parameter)
    {
        var values = parameter.AllowedValues.Count > 0 ? $" One of {string.Join(", ", parameter.AllowedValues)}."
            : parameter is { Type: ParameterType.Integer } ? FormattableString.Invariant($" A whole number from {parameter.Min} to {parameter.Max}.")
            : "";
        return $"{parameter.Description.TrimEnd('.')}.{values}";
    }

    private Cause? FindState() => _model is null || _operation.Scope is Scope.Nothing or Scope.AllInstances ? null : FindInstanceState(_model);

    private Cause? FindInstanceState(InstanceModel model)
    {
        if (_seen.Instance is not { } instance)
            return _operation.Scope == Scope.NewInstance ? FindQuota() : State("The product has no instance with this id in this tenant.");
        if (_operation.Scope == Scope.NewInstance)
            return State("An instance with this id is there already.");

        return FindOwn(instance, model) ?? FindAccount(instance, model) ?? FindDatabase(instance, model) ?? FindOther(instance) ?? FindQuota(instance, model)
            ?? FindEngine(instance, model);
    }

    private Cause? FindQuota() => IsAnswered(_seen with { Count = 0 }) ? State($"The tenant has {_seen.Count} instances of the product.") : null;

    private Cause? FindOwn(Instance instance, InstanceModel model)
    {
        var name = Show(instance.Id);
        if (instance.Status != model.Running && IsAnswered(instance with { Status = model.Running }))
            return State($"The status of {name} is {instance.Status}; with {model.Running} this would not be answered.");
        if (instance.LockMode != model.Unlocked && IsAnswered(instance with { LockMode = model.Unlocked }))
            return State($"The lockMode of {name} is {instance.LockMode}; with {model.Unlocked} this would not be answered.");
        foreach (var (property, value) in instance.Properties)
        {
            if (IsAnswered(instance with { Properties = instance.Properties.Remove(property) }))
                return State($"{property} of {name} is {Show(value)}; with {DefaultOf(model.Properties, property)} this would not be answered.");
        }

        return null;
    }

    // Another engine has other rules: it says something only where nothing else does.
    private Cause? FindEngine(Instance instance, InstanceModel model)
    {
        foreach (var engine in model.Engines)
        {
            if (engine != instance.Engine && IsAnswered(instance with { Engine = engine }))
                return State($"The engine of {Show(instance.Id)} is {instance.Engine}; with {engine} this would not be answered.");
        }

        return null;
    }

    private Cause? FindAccount(Instance instance, InstanceModel model)
    {
        if (FindTarget(instance, model) is not { } account)
            return FindMissingAccount();
        return FindAccount(instance, model, account)
            ?? (_mustSucceed && IsAnswered(instance.Without(account)) ? State($"{Show(instance.Id)} has an account of this name already.") : null);
    }

    private DatabaseAccount? FindTarget(Instance instance, InstanceModel model) =>
        _seen.Target.AccountName is { Length: > 0 } name ? instance.FindAccount(name, CharacterTypeIn(instance, model)) : null;

    // Of some kinds of account there can be only one.
    private Cause? FindOther(Instance instance) =>
        _mustSucceed && instance.Accounts.Take(MaxTried).FirstOrDefault(other => IsAnswered(instance.Without(other))) is { } other
            ? State($"{Show(instance.Id)} has the {other.Type} account {Show(other.Name)}; without it this would not be answered.")
            : null;

    private Cause? FindAccount(Instance instance, InstanceModel model, DatabaseAccount account)
    {
        var shown = $"the account {Show(account.Name)} of {Show(instance.Id)}";
        if (account.Status != model.Usable && IsAnswered(instance.With(account with { Status = model.Usable })))
            return State($"The status of {shown} is {account.Status}; with {model.Usable} this would not be answered.");
        foreach (var type in model.AccountTypes)
        {
            if (type != account.Type && IsAnswered(instance.With(account with { Type = type })))
                return State($"The type of {shown} is {account.Type}; with {type} this would not be answered.");
        }

        if (account.CreatedBy != DatabaseAccount.Creators[0] && IsAnswered(instance.With(account with { CreatedBy = DatabaseAccount.Creators[0] })))
            return State($"createdBy of {shown} is {account.CreatedBy}: it was made by an SQL statement.");
        if (account.PrivilegeType != "" && IsAnswered(instance.With(account with { PrivilegeType = "" })))
            return State($"privilegeType of {shown} is {account.PrivilegeType}.");
        foreach (var (property, value) in account.Properties)
        {
            if (IsAnswered(instance.With(account with { Properties = account.Properties.Remove(property) })))
                return State($"{property} of {shown} is {Show(value)}; with {DefaultOf(model.AccountProperties, property)} this would not be answered.");
        }

        return null;
    }

    private Cause? FindMissingAccount()
    {
        if (_model is not { } model || _seen.Instance is not { } instance || _seen.Target.AccountName is not { Length: > 0 } name
            || FindTarget(instance, model) is not null)
        {
            return null;
        }

        var made = new DatabaseAccount
        {
            Name = name,
            CharacterType = CharacterTypeIn(instance, model),
            Type = model.AccountTypes[^1],
            Status = model.Usable,
            Password = PasswordHash.Of(new(""), []),
            PasswordChangedAt = _context.Now,
        };
        if (!IsAnswered(instance.With(made)) && !IsAnswered(instance.With(made with { Type = model.AccountTypes[0] })))
            return null;
        var names = string.Join(", ", instance.Accounts.Take(MaxAccounts).Select(account => Show(account.Name)));
        var more = instance.Accounts.Count > MaxAccounts ? ", …" : "";
        return State($"{Show(instance.Id)} has no account of this name. {(names == "" ? "It has none." : $"It has {names}{more}.")}");
    }

    private string? CharacterTypeIn(Instance instance, InstanceModel model) =>
        _parameters.Find("CharacterType") is { } given && model.CharacterTypes(instance).Contains(given) ? given : null;

    private Cause? FindDatabase(Instance instance, InstanceModel model)
    {
        if (model.DatabaseStatuses.Count == 0
            || DatabaseNames.Select(_parameters.Find).FirstOrDefault(name => !string.IsNullOrEmpty(name)) is not { } named)
        {
            return null;
        }

        var on = Show(instance.Id);
        if (instance.Databases.GetValueOrDefault(named) is { } database)
        {
            if (database.Status != model.DatabaseStatuses[0] && IsAnswered(instance.With(database with { Status = model.DatabaseStatuses[0] })))
                return State($"The status of the database {Show(named)} of {on} is {database.Status}; with {model.DatabaseStatuses[0]} this would not be answered.");
            return IsAnswered(instance.Without(database)) ? State($"{on} has a database of this name already.") : null;
        }

        var made = new Database { Name = named, CharacterSet = model.DefaultCharacterSet, Status = model.DatabaseStatuses[0] };
        return IsAnswered(instance.With(made)) ? State($"{on} has no database of this name.") : null;
    }

    private Cause? FindQuota(Instance instance, InstanceModel model)
    {
        if (instance.Accounts.Count > 0 && IsAnswered(instance with { Accounts = AccountMap.Empty }))
            return State(FormattableString.Invariant($"{Show(instance.Id)} has {instance.Accounts.Count} accounts; with none this would not be answered."));
        if (instance.Databases.Count > 0 && IsAnswered(instance with { Databases = Instance.NoDatabases }))
            return State(FormattableString.Invariant($"{Show(instance.Id)} has {instance.Databases.Count} databases; with none this would not be answered."));
        foreach (var kind in model.Parts)
        {
            if (instance.PartsOf(kind).Any() && IsAnswered(instance.PartsOf(kind).Aggregate(instance, (rest, part) => rest.Without(part))))
                return State(FormattableString.Invariant($"{Show(instance.Id)} has {instance.PartsOf(kind).Count()} of {kind.Name}; with none this would not be answered."));
        }

        return null;
    }

    private bool IsAnswered(Instance instance) => IsAnswered(_seen with { Instance = instance });

    private bool IsAnswered(in Seen seen) => !IsRefused(_operation.Decide(_parameters, seen, _context));

    private bool IsAnswered(RpcParameters parameters) => !IsRefused(_operation.Decide(parameters, _seen, _context));

    // With another row, what is asked about is no reason of this one any more, though it may not be the only one.
    private bool IsRefused(Decision decision) => decision is Decision.Refusal { Error: var error } && (_mustSucceed || error == _error);

    // What nothing alone explains.
    private Cause Otherwise()
    {
        var row = _operation.Errors.FirstOrDefault(row => row.Error == _error);
        var said = row is { Description: { Length: > 1 } description } ? description : _error.Message;
        return new(_error.ReachedBy == By.Parameter ? CauseKind.Parameter : _error.ReachedBy == By.Policy ? CauseKind.Policy : CauseKind.State, said);
    }

    private static Cause State(string reason) => new(CauseKind.State, reason);

    private static string DefaultOf(IReadOnlyList<ModelProperty> properties, string name) =>
        properties.FirstOrDefault(property => property.Name == name)?.Default is { Length: > 0 } value ? value : "nothing";

    private static string Show(string text) => text.Length > MaxShown ? text[..MaxShown] + '…' : text;
}
