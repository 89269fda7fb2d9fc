using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Store;
using ResetPassword.Tenancy;

namespace ResetPassword.Gateway;

/// <summary>Writes down what became of a call: a line of the log and an entry of a journal. Both are made of the same redacted facts.</summary>
internal sealed class CallRecorder(CallLog log, CallMetrics metrics, IStore store, TimeProvider clock)
{
    /// <summary>How much of a name or value is kept, and of how many parameters: what is longer was not written to be read.</summary>
    public const int MaxTextLength = 256;
    public const int MaxParameters = 100;

    private static readonly ConcurrentDictionary<Type, string[]> EventNames = new();

    private readonly TextPool _texts = new();

    /// <summary>Into a journal.</summary>
    // A call that nobody signed, or not rightly, is kept by the tenant whose key it names, if there is one: apart from its real calls.
    public ValueTask RecordAsync(Call call)
    {
        var elapsed = clock.GetElapsedTime(call.Started);
        var tenant = call.Key?.Tenant;
        var journal = tenant?.Journal ?? store.Unattributed;
        return journal.IsKept ? journal.AddAsync(EntryOf(call, tenant, elapsed)) : ValueTask.CompletedTask;
    }

    /// <summary>In the log, and for whoever counts.</summary>
    public void Tell(Call call)
    {
        var elapsed = clock.GetElapsedTime(call.Started);
        log.Answered(call, elapsed);
        metrics.Answered(call, elapsed);
    }

    /// <summary>A call's entry as it will be if a fault rule, or none, hits it after its change.</summary>
    public Func<FaultRule?, JournalEntry> EntryFor(Call call, Tenant tenant) => fault =>
    {
        var entry = EntryOf(call, tenant, clock.GetElapsedTime(call.Started));
        return fault switch
        {
            null => entry,
            { Error: { } error } => Hit(entry, fault, error.Status, error.Code),
            { Connection: not ConnectionFate.None } => Hit(entry, fault, status: 0, fault.BrokenCode),
            _ => entry with { FaultId = fault.Id },
        };
    };

    private static JournalEntry Hit(JournalEntry entry, FaultRule fault, int status, string code) =>
        entry with { Stage = Stage.Fault, Status = status, Code = code, FaultId = fault.Id, Cause = CallCause.OfFault(fault) };

    private JournalEntry EntryOf(Call call, Tenant? tenant, TimeSpan elapsed) => new()
    {
        Time = tenant?.Clock.Now ?? clock.GetUtcNow(),
        RequestId = call.RequestId,
        Product = call.Route.Product?.Name,
        Action = call.Route.Operation?.Action ?? (call.Route.IsNotEmulated ? call.Signed.Action : null),
        Target = new(Cut(call.Target.InstanceId), Cut(call.Target.AccountName))
        {
            OtherInstanceIds = call.Target.OtherInstanceIds?.Select(Cut).OfType<string>().ToArray(),
        },
        AccessKeyId = tenant is null ? null : _texts.Share(call.Signed.AccessKeyId),
        Generation = call.Signed.Generation,
        Parameters = Redact(call.Request.Parameters, call.Route.Operation),
        UnreadParameters = call.UnreadParameters.Count == 0 ? [] : [.. call.UnreadParameters.Select(Cut).OfType<string>()],
        Stage = call.Stage,
        Status = call.Status,
        Code = call.Code,
        FaultId = call.Fault?.Id,
        Events = NamesOf(call.Events),
        SignatureDiagnosis = call.SignatureDiagnosis,
        Decision = call.Access is { Evaluation: var evaluation } ? new(evaluation.IsAllowed, evaluation.Policy, evaluation.Statement) : null,
        Cause = CallCause.Of(call),
        DatabaseError = call.DatabaseError,
        IsNotEmulated = call.Route.IsNotEmulated,
        Milliseconds = Math.Round(elapsed.TotalMilliseconds, 3),
    };

    // Only what the action declares and does not declare secret is shown; anything else may be a secret under a wrong name, an item of a list too.
    private SeenParameter[] Redact(RpcParameters parameters, Operation? operation)
    {
        var seen = new SeenParameter[Math.Min(parameters.Count, MaxParameters)];
        for (var i = 0; i < seen.Length; i++)
        {
            var (name, value) = parameters[i];
            var declared = operation?.Find(name);
            var shown = declared is not null && name.Length <= MaxTextLength ? _texts.Share(name) : NameOf(name, operation, seen.AsSpan(0, i));
            seen[i] = new(shown, declared is { IsSecret: false, Type: not ParameterType.List } ? Cut(value) : null);
        }

        return seen;
    }

    // Several names may begin alike, and stay apart.
    private string NameOf(string name, Operation? operation, ReadOnlySpan<SeenParameter> before)
    {
        var shown = Cut(UnreadParameters.Shown(name, operation));
        if (!UnreadParameters.IsCut(shown))
            return shown;
        foreach (var other in before)
        {
            if (other.Name == shown)
                return string.Create(CultureInfo.InvariantCulture, $"{shown}{before.Length}");
        }

        return shown;
    }

    [return: NotNullIfNotNull(nameof(text))]
    private string? Cut(string? text) => text is { Length: > MaxTextLength } ? text[..MaxTextLength] + '…' : _texts.Share(text);

    private static string[] NamesOf(IReadOnlyList<InstanceEvent> events) => events.Count switch
    {
        0 => [],
        1 => EventNames.GetOrAdd(events[0].GetType(), static type => [type.Name]),
        _ => [.. events.Select(happened => happened.GetType().Name)],
    };
}
