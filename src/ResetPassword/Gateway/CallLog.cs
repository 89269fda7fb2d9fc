using System.Buffers;
using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Gateway;

/// <summary>One structured line a call. It takes facts, never a request: what a client wrote is in it only where it cannot be a secret.</summary>
internal sealed partial class CallLog(ILogger<CallLog> logger)
{
    public const string Product = "Product";
    public const string Action = "Action";
    public const string Instance = "Instance";
    public const string Status = "Status";
    public const string Code = "Code";
    public const string Remark = "Remark";

    private const int MaxTextLength = 128;
    private const string ProductionKeyPrefix = "LTAI";

    private static readonly SearchValues<char> Printable =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.*");

    /// <summary>Whether what is logged under these names is a call.</summary>
    public static bool IsCall(Func<string, bool> isNamed) => isNamed(Product) && isNamed(Action) && isNamed(Status);

    // An unknown key may be a secret in the wrong place, and an unknown action's name is whatever the client wrote.
    public void Answered(Call call, TimeSpan elapsed)
    {
        if (call.Error == GatewayErrors.UnknownAccessKey && call.Signed.AccessKeyId?.StartsWith(ProductionKeyPrefix, StringComparison.Ordinal) == true)
            ProductionKey();

        var route = call.Route;
        var product = route.Product?.Name ?? "-";
        var action = route.Operation?.Action ?? (route.IsNotEmulated ? call.Signed.Action : null) ?? "-";
        var (instance, key, code) = (Shown(call.Target.InstanceId), Shown(call.Key?.Key.Caller.AccessKeyId), Shown(call.Code));
        var milliseconds = Math.Round(elapsed.TotalMilliseconds, 3);
        var isBug = call.Status >= 500 && call.Fault is null;
        var remark = RemarkOf(call);
        var level = isBug ? LogLevel.Error : remark is null ? LogLevel.Information : LogLevel.Warning;
        if (remark is not null || call.Status != 200)
            RemarkableCall(level, product, action, instance, key, call.Status, code, milliseconds, call.RequestId, OneLine.Of(remark ?? ReasonOf(call)));
        else
            Call(level, product, action, instance, key, call.Status, code, milliseconds, call.RequestId);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A call failed: this is a bug in the emulator. {RequestId}")]
    public partial void Failed(Exception bug, string requestId);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "A call was signed with what looks like a production AccessKey: nothing that is real should be sent to an emulator.")]
    private partial void ProductionKey();

    [LoggerMessage(Message = "{Product} {Action} {Instance} by {AccessKeyId}: {Status} {Code} in {Milliseconds} ms, {RequestId}")]
    private partial void Call(
        LogLevel level, string product, string action, string instance, string accessKeyId, int status, string code, double milliseconds, string requestId);

    [LoggerMessage(Message = "{Product} {Action} {Instance} by {AccessKeyId}: {Status} {Code} in {Milliseconds} ms, {RequestId}: {Remark}")]
    private partial void RemarkableCall(
        LogLevel level, string product, string action, string instance, string accessKeyId, int status,
        string code, double milliseconds, string requestId, string remark);

    // What is said of why it was refused: names that somebody gave to instances and accounts may be in it.
    private static string ReasonOf(Call call) => CallCause.Of(call)?.Reason ?? "-";

    // What the answer says in a header, which the users of SDKs do not see. A call has one such remark at most.
    private static string? RemarkOf(Call call)
    {
        if (call.Route.IsNotEmulated)
            return "the vendor has this action and the emulator does not";
        if (call.UnreadParameters.Count > 0)
            return $"the action does not read these parameters: {UnreadParameters.Say(call.UnreadParameters)}{(call.Status == 200 ? "" : $". {ReasonOf(call)}")}";
        return call.Trouble ?? call.DatabaseError ?? call.SignatureDiagnosis;
    }

    // An id with line breaks could forge a line of the log.
    private static string Shown(string? text) => text switch
    {
        null or "" => "-",
        { Length: > MaxTextLength } => "(too long)",
        _ => text.AsSpan().ContainsAnyExcept(Printable) ? "(unprintable)" : text,
    };
}
