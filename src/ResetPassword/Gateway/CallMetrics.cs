using System.Diagnostics;
using System.Diagnostics.Metrics;
using ResetPassword.Store;
using ResetPassword.Tenancy;

namespace ResetPassword.Gateway;

/// <summary>
/// What is counted of calls, by <see cref="System.Diagnostics.Metrics"/>. What a client wrote is in no tag: an action that is none of the contract's is
/// <c>other</c>, the code of a fault rule <c>fault</c>. Costs nothing while nobody listens.
/// </summary>
internal sealed class CallMetrics
{
    /// <summary>The meter's name, for whoever listens.</summary>
    public const string MeterName = "ResetPassword";

    private const string Other = "other";

    private readonly Histogram<double> _duration;
    private readonly string _store;

    public CallMetrics(IMeterFactory meters, IStore store)
    {
        _store = store.Name;
        _duration = meters.Create(MeterName)
            .CreateHistogram<double>("resetpassword.call.duration", "s", "How long calls took, those included that were refused.");
    }

    /// <summary>A call was answered.</summary>
    public void Answered(Call call, TimeSpan elapsed)
    {
        if (!_duration.Enabled)
            return;
        var tags = new TagList
        {
            { "product", call.Route.Product?.Name ?? Other },
            { "action", call.Route.Operation?.Action ?? Other },
            { "status", call.Status },
            { "code", CodeOf(call) },
            { "store", _store },
        };
        _duration.Record(elapsed.TotalSeconds, tags);
    }

    // A fault rule may answer with any code.
    private static string CodeOf(Call call) => call.Stage is Stage.Throttle or Stage.Fault ? "fault" : call.Code;
}
