using System.Globalization;
using System.Text.Json.Nodes;
using ResetPassword.Model;

namespace ResetPassword.CommandLine;

/// <summary>A call of the journal as a line: time, product, action, target, status, code, and why it was refused.</summary>
internal static class CallLine
{
    private const int FirstRefusal = 400;

    public static string Of(JsonObject call)
    {
        var status = (int?)call["status"] ?? 0;
        var target = string.Join('/', new[] { TextOf(call["instanceId"]), TextOf(call["accountName"]) }.OfType<string>());
        string[] words = [TextOf(call["product"]) ?? "-", TextOf(call["action"]) ?? "-", target == "" ? "-" : target];
        var outcome = string.Create(CultureInfo.InvariantCulture, $"{status} {TextOf(call["code"])}");
        var isRefused = status is 0 or >= FirstRefusal;
        var reason = ReasonOf(call);
        return Terminal.Dim(TimeOf(call)) + " " + OneLine.Of(string.Join(' ', words)) + " "
            + (isRefused ? Terminal.Bad(OneLine.Of(outcome)) : Terminal.Good(OneLine.Of(outcome))) + (reason == "" ? "" : $"  {OneLine.Of(reason)}");
    }

    private static string TimeOf(JsonObject call) =>
        DateTimeOffset.TryParse(TextOf(call["time"]), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToLocalTime().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)
            : "-";

    // What the journal knows, the most telling first.
    private static string ReasonOf(JsonObject call)
    {
        var cause = call["cause"] as JsonObject;
        var unread = call["unreadParameters"] is JsonArray { Count: > 0 } names ? $"unread: {string.Join(", ", names)}" : null;
        var texts = new[]
        {
            TextOf(cause?["reason"]) ?? TextOf(cause?["message"]) ?? TextOf(call["diagnosis"]),
            unread,
        };
        return string.Join("; ", texts.OfType<string>());
    }

    private static string? TextOf(JsonNode? node) => node?.ToString();
}
