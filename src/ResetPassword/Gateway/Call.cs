using ResetPassword.Gateway.Authentication;
using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Ram;
using ResetPassword.Store;
using ResetPassword.Tenancy;

namespace ResetPassword.Gateway;

/// <summary>A call on its way through the gateway: what is known of it so far, and by which stage it was answered.</summary>
internal sealed class Call(RpcRequest request, SignedCall signed, KnownKey? key, Route route, string requestId, long started)
{
    public RpcRequest Request { get; } = request;

    public SignedCall Signed { get; } = signed;

    /// <summary>The key that it names, with its tenant, if there is one.</summary>
    public KnownKey? Key { get; private set; } = key;

    public Route Route { get; } = route;

    public string RequestId { get; } = requestId;

    /// <summary>A timestamp of the clock, for the time it took.</summary>
    public long Started { get; } = started;

    public Caller? Caller { get; private set; }

    public Target Target { get; private set; }

    public FaultRule? Fault { get; set; }

    /// <summary>What the caller's policies said; null where none was asked.</summary>
    public Evaluation? Access { get; set; }

    /// <summary>What a denial by policy says besides its row.</summary>
    public AccessDenial? Denial { get; private set; }

    public Stage Stage { get; private set; }

    public ApiError? Error { get; private set; }

    public Reply Reply { get; private set; } = Reply.Empty;

    /// <summary>The answer's status; 0 when a fault kept the answer back or cut it off.</summary>
    public int Status => Error?.Status ?? (IsBroken ? 0 : 200);

    /// <summary>The error's code, or <c>OK</c>, or what a fault did to the connection: <c>reset</c>, <c>truncate</c>, <c>hang</c>.</summary>
    public string Code => Error?.Code ?? (Fault is { Connection: not ConnectionFate.None } fault ? fault.Connection.ToString().ToLowerInvariant() : "OK");

    public IReadOnlyList<InstanceEvent> Events { get; private set; } = [];

    /// <summary>The parameters that nobody reads; none until the call is known to be its tenant's.</summary>
    public IReadOnlyList<string> UnreadParameters { get; set; } = [];

    public string? SignatureDiagnosis { get; set; }

    private bool IsBroken => Fault is { Connection: not ConnectionFate.None };

    /// <summary>The key's tenant has been made, if it was not.</summary>
    public void Entered(AccessKey key, Tenant tenant) => Key = new(key, tenant);

    public void SignedBy(Caller caller) => Caller = caller;

    public void Means(Target target) => Target = target;

    public void Refuse(Stage stage, ApiError error, AccessDenial? denial = null) => (Stage, Error, Denial) = (stage, error, denial);

    /// <summary>A fault keeps the answer back or cuts it off; what happened has happened.</summary>
    public void Break(Stage stage) => Stage = stage;

    /// <summary>What the call has changed, whether or not it was refused in the end.</summary>
    public void Happened(IReadOnlyList<InstanceEvent> events) => Events = events;

    public void Answer(Reply reply, IReadOnlyList<InstanceEvent> events) => (Stage, Reply, Events) = (Stage.Decide, reply, events);
}
