using System.Buffers;

namespace ResetPassword.Gateway;

/// <summary>One structured line a call. It takes facts, never a request: what a client wrote is in it only where it cannot be a secret.</summary>
internal sealed partial class CallLog(ILogger<CallLog> logger)
{
    private const int MaxTextLength = 128;
    private const string ProductionKeyPrefix = "LTAI";

    private static readonly SearchValues<char> Printable =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.*");

    public void Answered(Call call, TimeSpan elapsed)
    {
        var route = call.Route;
        if (route.IsNotEmulated)
            NotEmulated(route.Product!.Name, call.Signed.Action!);
        if (call.Error == GatewayErrors.UnknownAccessKey && call.Signed.AccessKeyId!.StartsWith(ProductionKeyPrefix, StringComparison.Ordinal))
            ProductionKey();

        // An unknown action's name is whatever the client wrote.
        Call(
            call.Status >= 500 && call.Fault is null ? LogLevel.Error : LogLevel.Information,
            route.Product?.Name ?? "-",
            route.Operation?.Action ?? (route.IsNotEmulated ? call.Signed.Action! : "-"),
            Shown(call.Target.InstanceId),
            Shown(call.Caller?.AccessKeyId),
            call.Status,
            Shown(call.Code),
            Math.Round(elapsed.TotalMilliseconds, 3),
            call.RequestId);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A call failed: this is a bug in the emulator. {RequestId}")]
    public partial void Failed(Exception bug, string requestId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A call was signed with what looks like a production AccessKey: nothing that is real should be sent to an emulator.")]
    private partial void ProductionKey();

    [LoggerMessage(Message = "{Product} {Action} {Instance} by {AccessKeyId}: {Status} {Code} in {Milliseconds} ms, {RequestId}")]
    private partial void Call(
        LogLevel level, string product, string action, string instance, string accessKeyId, int status, string code, double milliseconds, string requestId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Product} has the action {Action} and this emulator does not; it answered InvalidAction.NotFound.")]
    private partial void NotEmulated(string product, string action);

    // An id with line breaks could forge a line of the log.
    private static string Shown(string? text) => text switch
    {
        null or "" => "-",
        { Length: > MaxTextLength } => "(too long)",
        _ => text.AsSpan().ContainsAnyExcept(Printable) ? "(unprintable)" : text,
    };
}
