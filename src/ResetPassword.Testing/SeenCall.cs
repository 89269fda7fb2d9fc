using System.Globalization;
using ResetPassword.Model;

namespace ResetPassword.Testing;

/// <summary>A call as the journal has it. Secrets are never in it.</summary>
/// <example><code>Assert.Empty(calls.SelectMany(call => call.UnreadParameters));</code></example>
public sealed record SeenCall
{
    // What a failed test shows is read, and not searched.
    private const int Described = 50;

    /// <summary>When it came, by the tenant's time.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The id in its answer.</summary>
    public required string RequestId { get; init; }

    /// <summary>The product, or null when it found none.</summary>
    public string? Product { get; init; }

    /// <summary>The action that it named.</summary>
    public string? Action { get; init; }

    /// <summary>The instance that it named.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The account that it named.</summary>
    public string? AccountName { get; init; }

    /// <summary>Who signed; null where nobody has that AccessKey.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>How it was signed; V1 also where it was not.</summary>
    public required SigningGeneration Signature { get; init; }

    /// <summary>Each parameter by its name; the value is <c>***</c> where it may be a secret.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>The names of those that the action does not read: misspelt, as a rule.</summary>
    public required IReadOnlyList<string> UnreadParameters { get; init; }

    /// <summary>
    /// The stage that answered: <c>read</c>, <c>route</c>, <c>authenticate</c>, <c>throttle</c>, <c>authorize</c>, <c>fault</c> or <c>decide</c>.
    /// </summary>
    public required string Stage { get; init; }

    /// <summary>The HTTP status of the answer; 0 when a fault kept it back.</summary>
    public required int Status { get; init; }

    /// <summary>The error's code, <c>OK</c>, or what a fault did to the connection: <c>reset</c>, <c>truncate</c>, <c>hang</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Why it was not answered as its client wished; null where it was.</summary>
    public CallCause? Cause { get; init; }

    /// <summary>The fault that it met; null where there was none.</summary>
    public string? FaultId { get; init; }

    /// <summary>What it has changed, such as <c>PasswordReset</c>.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>Which classic mistake made its signature wrong; null where it was right.</summary>
    public string? Diagnosis { get; init; }

    /// <summary>What the policies of a user or role said; null where none was asked.</summary>
    public CallDecision? Decision { get; init; }

    /// <summary>What the database server that the instance stands for had against it; null where it had nothing.</summary>
    public string? DatabaseError { get; init; }

    /// <summary>Whether the vendor has the action and the emulator does not.</summary>
    public required bool NotEmulated { get; init; }

    /// <summary>How long it took, in milliseconds of real time.</summary>
    public required double Milliseconds { get; init; }

    /// <summary>The call in words, in a line: time, action, target, key, status, code, and what is remarkable.</summary>
    public override string ToString()
    {
        string?[] what = [Product ?? "(no product)", Action ?? "(no action)", InstanceId, AccountName];
        string?[] remarks =
        [
            Cause?.Reason, Cause is null ? Diagnosis : null, DatabaseError, NotEmulated ? "the emulator does not have this action" : null,
            UnreadParameters.Count > 0 ? $"not read: {string.Join(", ", UnreadParameters)}" : null,
        ];
        var time = Time.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
        var line = $"{time} {Joined(" ", what)} by {AccessKeyId ?? "nobody known"}: {Status} {Code}. {Joined("; ", remarks)}";
        return OneLine.Of(line.TrimEnd('.', ' '));
    }

    internal static string Describe(IReadOnlyList<SeenCall> calls)
    {
        if (calls.Count == 0)
            return "No calls.";
        var left = Math.Max(0, calls.Count - Described);
        string[] before = left == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"… {left} before these")];
        return string.Join('\n', [.. before, .. calls.Skip(left).Select(call => $"{call}")]);
    }

    private static string Joined(string separator, IEnumerable<string?> parts) =>
        string.Join(separator, parts.Where(part => !string.IsNullOrEmpty(part)).Select(part => part!.TrimEnd('.')));
}

/// <summary>Why a call was not answered as its client wished, and where the row that it was answered with is documented.</summary>
/// <param name="By"><c>parameter</c>, <c>state</c>, <c>policy</c>, <c>gateway</c>, <c>fault</c> or <c>database</c>.</param>
/// <param name="Reason">A sentence.</param>
/// <param name="Parameter">The parameter that it was refused because of; null where it was not one.</param>
/// <param name="Message">The row's message; null where there is no row.</param>
/// <param name="Description">What the vendor says of the row besides; null where that is nothing.</param>
/// <param name="Source"><c>documented</c>, <c>documented-elsewhere</c>, <c>recorded</c> or <c>analogy</c>; null where no table has the row.</param>
/// <param name="Documentation">The vendor's page that has the row; null where there is none.</param>
/// <example><code>Assert.Equal("AccountPassword", call.Cause?.Parameter);</code></example>
public sealed record CallCause(
    string By, string Reason, string? Parameter, string? Message, string? Description, string? Source, string? Documentation);

/// <summary>What the policies of a user or role said of a call.</summary>
/// <param name="Allowed">Whether they allowed it.</param>
/// <param name="Policy">The policy of the statement that decided; null where none did.</param>
/// <param name="Statement">The statement's place in it, from 0.</param>
/// <example><code>Assert.Equal("OnlyOrders", call.Decision?.Policy);</code></example>
public sealed record CallDecision(bool Allowed, string? Policy, int? Statement);
