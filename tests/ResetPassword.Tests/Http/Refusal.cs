using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace ResetPassword.Tests.Http;

/// <summary>What a refusal is asserted by, read from a JSON or an XML answer.</summary>
internal sealed record Refusal(int Status, string? Code, string? Message)
{
    /// <summary>What RDS answers to the vectors' password: the signature was right, and nothing changed.</summary>
    public static readonly Refusal BadPassword = new(400, "InvalidAccountPassword.Format", "Specified account password is not valid.");

    public static Refusal Of(Answer answer) =>
        answer.ContentType.StartsWith("text/xml", StringComparison.Ordinal) ? OfXml(answer.Status, answer.Text) : OfJson(answer.Status, answer.Text);

    private static Refusal OfXml(int status, string text)
    {
        var error = XDocument.Parse(text, LoadOptions.PreserveWhitespace).Root!;
        return new(status, (string?)error.Element(nameof(Code)), (string?)error.Element(nameof(Message)));
    }

    private static Refusal OfJson(int status, string text)
    {
        var error = JsonNode.Parse(text)!;
        return new(status, (string?)error[nameof(Code)], (string?)error[nameof(Message)]);
    }
}
