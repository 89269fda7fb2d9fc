using Microsoft.Net.Http.Headers;
using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Tenancy;

namespace ResetPassword.Gateway;

internal enum AnswerFormat
{
    Json,
    Xml,
}

/// <summary>Chooses the format of an answer: V1 by <c>Format</c> (default XML), V3 by <c>Accept</c> (default JSON).</summary>
internal static class AnswerFormats
{
    public static AnswerFormat Of(RpcRequest request, SignatureGeneration generation, out ApiError? error) =>
        generation == SignatureGeneration.V3
            ? OfAccept(request.Headers.FindSigned("Accept"), out error)
            : OfFormat(request.Parameters.Find(CommonParameters.Format), out error);

    private static AnswerFormat OfFormat(string? format, out ApiError? error)
    {
        error = null;
        if (string.IsNullOrEmpty(format) || format.Equals("XML", StringComparison.OrdinalIgnoreCase))
            return AnswerFormat.Xml;
        if (format.Equals("JSON", StringComparison.OrdinalIgnoreCase))
            return AnswerFormat.Json;
        error = GatewayErrors.InvalidFormat;
        return AnswerFormat.Xml;
    }

    private static AnswerFormat OfAccept(string? accept, out ApiError? error)
    {
        error = null;
        if (string.IsNullOrWhiteSpace(accept) || accept is "application/json" or "*/*")
            return AnswerFormat.Json;

        if (MediaTypeHeaderValue.TryParseList([accept], out var ranges))
        {
            var json = QualityOf(ranges, "application/json", "text/json");
            var xml = QualityOf(ranges, "application/xml", "text/xml");
            if (xml > json)
                return AnswerFormat.Xml;
            if (json > 0)
                return AnswerFormat.Json;
        }

        error = GatewayErrors.InvalidAccept;
        return AnswerFormat.Json;
    }

    // The most specific range speaks for a type, and a type that is named counts for more than one that a wildcard covers.
    private static double QualityOf(IList<MediaTypeHeaderValue> ranges, params string[] mediaTypes) =>
        ranges.Where(r => mediaTypes.Any(m => r.MatchesMediaType(m)))
            .Select(r => (Specificity: r.MatchesAllTypes ? 0.98 : r.MatchesAllSubTypes ? 0.99 : 1, Quality: r.Quality ?? 1))
            .OrderByDescending(r => r.Specificity)
            .Select(r => r.Specificity * r.Quality)
            .FirstOrDefault();
}
