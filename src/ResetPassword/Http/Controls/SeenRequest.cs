using System.Text.Json;
using ResetPassword.Products;
using ResetPassword.Tenancy;

namespace ResetPassword.Http.Controls;

/// <summary>A call as the journal has it.</summary>
/// <param name="Parameters">Every parameter's name, and its value where that may be shown.</param>
/// <param name="Stage">The stage that answered: read, route, authenticate, throttle, authorize, fault or decide.</param>
/// <param name="Status">The answer's status; 0 when a fault kept the answer back or cut it off.</param>
/// <param name="Code">The error's code, or <c>OK</c>, or what a fault did to the connection: <c>reset</c>, <c>truncate</c>, <c>hang</c>.</param>
/// <param name="Cause">Why it was not answered as its client wished; null where it was.</param>
/// <param name="Diagnosis">Which classic mistake made the signature wrong; null where it was right.</param>
/// <param name="Decision">What the policies of a user or role said; null where none was asked.</param>
/// <param name="DatabaseError">What the database server that the instance stands for had against the call.</param>
internal sealed record SeenRequest(
    DateTimeOffset Time, string RequestId, string? Product, string? Action, string? InstanceId, string? AccountName, string? AccessKeyId, string Signature,
    IReadOnlyDictionary<string, string> Parameters, IReadOnlyList<string> UnreadParameters, string Stage, int Status, string Code, SeenCause? Cause,
    string? FaultId, IReadOnlyList<string> Events, string? Diagnosis, SeenDecision? Decision, string? DatabaseError, bool NotEmulated, double Milliseconds)
{
    private const string Redacted = "***";

    public static SeenRequest Of(JournalEntry entry) => new(
        entry.Time,
        entry.RequestId,
        entry.Product,
        entry.Action,
        entry.Target.InstanceId,
        entry.Target.AccountName,
        entry.AccessKeyId,
        entry.Generation.ToString(),
        entry.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value ?? Redacted),
        entry.UnreadParameters,
        entry.Stage.ToString().ToLowerInvariant(),
        entry.Status,
        entry.Code,
        entry.Cause is { } cause ? SeenCause.Of(cause, entry) : null,
        entry.FaultId,
        entry.Events,
        entry.SignatureDiagnosis,
        entry.Decision,
        entry.DatabaseError,
        entry.IsNotEmulated,
        entry.Milliseconds);
}

/// <summary>Why a call was not answered as its client wished, and where the row that it was answered with is documented.</summary>
/// <param name="By"><c>parameter</c>, <c>state</c>, <c>policy</c>, <c>gateway</c>, <c>fault</c> or <c>database</c>.</param>
/// <param name="Reason">A sentence.</param>
/// <param name="Parameter">The parameter that it was refused because of; null where it was not one.</param>
/// <param name="Message">The row's message; null where there is no row.</param>
/// <param name="Description">What the vendor says of the row besides; null where that is nothing.</param>
/// <param name="Source"><c>documented</c>, <c>documented-elsewhere</c>, <c>recorded</c> or <c>analogy</c>; null where no table has the row.</param>
/// <param name="Documentation">The vendor's page that has the row; null where there is none.</param>
internal sealed record SeenCause(
    string By, string Reason, string? Parameter, string? Message, string? Description, string? Source, string? Documentation)
{
    public static SeenCause Of(Cause cause, JournalEntry entry)
    {
        var row = DocumentedRow.Find(entry.Product, entry.Action, entry.Status, entry.Code, cause.Message);
        return new(
            cause.By.ToString().ToLowerInvariant(),
            cause.Reason,
            cause.Parameter,
            cause.Message,
            row?.Row.Description is { Length: > 1 } description ? description : null,
            row is { Row.Source: var source } ? JsonNamingPolicy.KebabCaseLower.ConvertName(source.ToString()) : null,
            row?.Page);
    }
}
