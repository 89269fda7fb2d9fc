using ResetPassword.Gateway.Authentication;
using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Ram;
using ResetPassword.Store;
using ResetPassword.Tenancy;

namespace ResetPassword.Gateway;

/// <summary>A call on its way through the gateway: what is known of it so far, and by which stage it was answered.</summary>
internal sealed class Call(RpcRequest request, SignedCall signed, Route route, string requestId, long started)
{
    private static readonly CallContext Anybody = new(new("", "", ""), default, "", IdSource.System);

    public RpcRequest Request { get; } = request;

    public SignedCall Signed { get; } = signed;

    /// <summary>The key that it names, with its tenant, if there is one.</summary>
    public KnownKey? Key { get; private set; }

    public Route Route { get; } = route;

    /// <summary>The instance that is loaded for it first, whoever calls; null where that is none or several.</summary>
    public string? InstanceToLoad =>
        Route.Operation is { Scope: Scope.OneInstance } operation ? operation.TargetOf(Request.Parameters, Anybody).InstanceId : null;

    public string RequestId { get; } = requestId;

    /// <summary>A timestamp of the clock, for the time it took.</summary>
    public long Started { get; } = started;

    public Caller? Caller { get; private set; }

    public Target Target { get; private set; }

    public FaultRule? Fault { get; set; }

    /// <summary>What the caller's policies said; null where none was asked.</summary>
    public AccessDecision? Access { get; set; }

    /// <summary>What a denial by policy says besides its row.</summary>
    public AccessDenial? Denial { get; private set; }

    public Stage Stage { get; private set; }

    public ApiError? Error { get; private set; }

    public Reply Reply { get; private set; } = Reply.Empty;

    /// <summary>The answer's status; 0 when a fault kept the answer back or cut it off.</summary>
    public int Status => Error?.Status ?? (IsBroken ? 0 : 200);

    /// <summary>The error's code, or <c>OK</c>, or what a fault did to the connection: <c>reset</c>, <c>truncate</c>, <c>hang</c>.</summary>
    public string Code => Error?.Code ?? (Fault is { Connection: not ConnectionFate.None } fault ? fault.BrokenCode : "OK");

    public IReadOnlyList<InstanceEvent> Events { get; private set; } = [];

    /// <summary>The parameters that nobody reads; none until the call is known to be its tenant's.</summary>
    public IReadOnlyList<string> UnreadParameters { get; set; } = [];

    public string? SignatureDiagnosis { get; set; }

    /// <summary>What the operation refused it because of; null where another stage answered it.</summary>
    public Cause? Decided { get; private set; }

    private bool IsBroken => Fault is { Connection: not ConnectionFate.None };

    /// <summary>The key's tenant has been made, if it was not.</summary>
    public void Entered(AccessKey key, Tenant tenant) => Key = new(key, tenant);

    /// <summary>The key as it is now.</summary>
    public void Finds(KnownKey? key) => Key = key;

    public void SignedBy(Caller caller) => Caller = caller;

    public void Means(Target target) => Target = target;

    /// <summary>Why the store could not be used; null where it could.</summary>
    public string? Trouble { get; private set; }

    /// <summary>What the database server that the instance stands for has against the call, without secrets; null where nothing.</summary>
    public string? DatabaseError { get; private set; }

    public void Explain(Cause decided) => Decided = decided;

    /// <summary>The database server refuses: nothing of the call's change is kept here.</summary>
    public void RefuseByServer(ApiError error, string reason) => (Stage, Error, Denial, DatabaseError, Decided) = (Stage.Decide, error, null, reason, null);

    /// <summary>The store cannot be used: what the call has changed, it has changed as a whole or not at all.</summary>
    public void Lose(string trouble) => (Trouble, Stage, Error, Denial, Fault, Decided) = (trouble, Stage.Decide, GatewayErrors.Unavailable, null, null, null);

    public void Refuse(Stage stage, ApiError error, AccessDenial? denial = null) => (Stage, Error, Denial) = (stage, error, denial);

    /// <summary>A fault keeps the answer back or cuts it off; what happened has happened.</summary>
    public void Break(Stage stage) => Stage = stage;

    /// <summary>What the call changes, whether or not it is refused in the end.</summary>
    public void Changes(IReadOnlyList<InstanceChange> changes) =>
        Events = changes.Count == 1 ? changes[0].Events : [.. changes.SelectMany(change => change.Events)];

    public void Answer(Reply reply) => (Stage, Reply) = (Stage.Decide, reply);
}
