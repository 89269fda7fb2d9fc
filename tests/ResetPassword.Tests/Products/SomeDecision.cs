using System.Text;
using ResetPassword.CommandLine;
using ResetPassword.Documents;
using ResetPassword.Gateway;
using ResetPassword.Http;
using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Products;
using ResetPassword.Seeds;
using ResetPassword.Tenancy;

namespace ResetPassword.Tests.Products;

/// <summary>What an operation decides about a call, without a gateway around it. Unchanged, the call of each product succeeds.</summary>
internal static class SomeDecision
{
    /// <summary>The instance that a refused call found no trace of.</summary>
    public const string NoInstance = "null";

    /// <summary>No instance, in a tenant that has as many as it can.</summary>
    public const string Full = "full";

    /// <summary>The instance that the same call with a ClientToken has created before.</summary>
    public const string Repeated = "repeated";

    public static readonly (string Name, string Value) Token = ("ClientToken", "some-token");

    /// <summary>The decision of a product's operation.</summary>
    /// <param name="instance">A JSON merge patch on the instance of <see cref="SomeReset"/>, or <see cref="NoInstance"/>.</param>
    /// <param name="parameters">What differs from its parameters: <c>Name=value</c> or, for one that is left out, <c>Name</c>; separated by blanks.</param>
    public static Decision Of(string product, string instance = "{}", string parameters = "")
    {
        var seen = instance == NoInstance ? null : Patch(SeededInstance(product), instance);
        return Decide(Operation(product), new(default, seen, []), ParametersOf(product, parameters));
    }

    /// <summary>The call's parameters with what differs, as <see cref="Of"/> takes it.</summary>
    public static (string Name, string Value)[] ParametersOf(string product, string parameters) => Change(SomeReset.Of(product).Parameters, parameters);

    /// <summary>The decision about another password.</summary>
    public static Decision OfPassword(string product, string password) =>
        Decide(Operation(product), new(default, SeededInstance(product), []),
            [.. SomeReset.Of(product).Parameters.Where(p => p.Name != "AccountPassword"), ("AccountPassword", password)]);

    /// <summary>The decision about a call of any action: <see cref="Repeated"/> is about what an earlier call with the same token made.</summary>
    public static Decision Decide(SomeAction some, string instance, string parameters)
    {
        if (instance == Full)
            return Decide(some.Operation, new(default, null, [], InstanceModel.MaxInstances), Change(some.Parameters, parameters));
        if (instance != Repeated)
            return Decide(some.Operation, some.Seen(instance), Change(some.Parameters, parameters));
        var first = Assert.IsType<Decision.Change>(Decide(some.Operation, some.Seen(), [.. some.Parameters, Token]));
        return Decide(some.Operation, new(default, first.Next, []), Change([.. some.Parameters, Token], parameters));
    }

    /// <summary>The decision of an operation about what the gateway has loaded for it.</summary>
    public static Decision Decide(Operation operation, Seen seen, (string Name, string Value)[] parameters, TimeSpan duration = default)
    {
        var read = Read(parameters);
        var context = ContextOf(duration);
        return operation.Decide(read, seen with { Target = operation.TargetOf(read, context) }, context);
    }

    /// <summary>What is said of why an operation refuses a call.</summary>
    public static Cause CauseOf(DatabaseProduct product, Operation operation, Seen seen, (string Name, string Value)[] parameters)
    {
        var (read, context) = (Read(parameters), ContextOf(TimeSpan.Zero));
        var target = operation.TargetOf(read, context);
        var refused = Assert.IsType<Decision.Refusal>(operation.Decide(read, seen with { Target = target }, context));
        return RefusalReason.Of(product, operation, read, seen with { Target = target }, context, refused.Error, UnreadParameters.Of(read, operation));
    }

    private static CallContext ContextOf(TimeSpan duration) =>
        new(new("testid", "1000000000000001", "cn-hangzhou"), SomeTime.Noon, "request", IdSource.System) { Duration = duration };

    private static RpcParameters Read((string Name, string Value)[] parameters)
    {
        var read = new RpcParameters(parameters.Length);
        Assert.All(parameters, p => Assert.True(read.TryAdd(p.Name, p.Value)));
        return read;
    }

    /// <summary>What a decision comes to, to compare: the refusal, or the answer and what the instance becomes, but for hashes.</summary>
    public static string Text(Decision decision)
    {
        if (decision is Decision.Refusal)
            return Refusal(decision).ToString();
        if (decision is Decision.Answer answer)
            return Text(answer.Reply);
        var change = Assert.IsType<Decision.Change>(decision);
        if (change.Next is not { } next)
            return $"{Text(change.Reply)} removed";
        var parts = next.Parts.Values.Select(part => $"{part.Key} {string.Join(' ', part.Properties)}");
        var accounts = next.Accounts.Select(account => $"{account.Key} {string.Join(' ', account.Properties)}");
        return string.Join(' ', [Text(change.Reply), .. next.Tags, .. next.Properties, .. parts, .. accounts, .. next.Databases.Values]);
    }

    /// <summary>What a refusal is asserted by.</summary>
    public static (int Status, string Code, string Message) Refusal(Decision decision)
    {
        var error = Assert.IsType<Decision.Refusal>(decision).Error;
        return (error.Status, error.Code, error.Message);
    }

    /// <summary>The account of the call as it would be after the change.</summary>
    public static DatabaseAccount ChangedAccount(string product, Decision decision)
    {
        var reset = SomeReset.Of(product);
        var next = Assert.IsType<Decision.Change>(decision).Next;
        return next!.FindAccount(reset.Account, reset.CharacterType)!;
    }

    /// <summary>The rows that a call must be able to reach, as they are asserted.</summary>
    public static IEnumerable<(int Status, string Code, string Message)> Reachable(string product) =>
        Operation(product).Errors.Where(row => row.ReachedBy is By.Parameter or By.State).Select(row => (row.Error.Status, row.Error.Code, row.Error.Message));

    public static Operation Operation(string product) => Product(product).Example;

    /// <summary>The default seed's instance that <see cref="SomeReset"/> changes.</summary>
    public static Instance SeededInstance(string product) => SeededInstanceOf(SomeReset.Of(product).Instance);

    public static Instance SeededInstanceOf(string id) =>
        SeedFile.Load(path: null, TextWriter.Null, SomeTime.Noon.AddDays(-1))!.Instances.Single(i => i.Id == id);

    public static string Text(Reply reply) => Encoding.UTF8.GetString(Envelope.BodyOf(new()
    {
        RequestId = "",
        Format = AnswerFormat.Json,
        HostId = "",
        ProductCode = "",
        Action = "",
        Error = null,
        Reply = reply,
    }));

    private static DatabaseProduct Product(string name) => Catalogue.Databases.Single(p => p.Name == name);

    public static Instance Patch(Instance instance, string patch)
    {
        var faults = new DocumentFaults();
        var read = LocatedJson.TryRead(Encoding.UTF8.GetBytes(patch), faults)!;
        var document = MergePatch.Apply(new InstanceWriter(Catalogue.Databases).Write(instance), read, faults)!;
        var reader = new InstanceReader(Catalogue.Databases, IdSource.System, SomeTime.Noon, faults, BindingRights.Free);
        var patched = reader.ReadInstance(document, "$", instance.Region);
        Assert.Empty(faults);
        return patched;
    }

    public static (string Name, string Value)[] Change(IEnumerable<(string Name, string Value)> parameters, string changes)
    {
        var changed = changes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(change => change.Split('=', 2)).ToArray();
        return
        [
            .. parameters.Where(p => !changed.Any(change => change[0] == p.Name)),
            .. changed.Where(change => change.Length == 2).Select(change => (change[0], change[1])),
        ];
    }
}
