using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using ResetPassword.Documents;

namespace ResetPassword.Http.Controls;

/// <summary>Reads the JSON body of a control call, and says what is wrong with one.</summary>
internal static class ControlBody
{
    /// <summary>The largest body of a call that is not about a whole tenant.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>The largest document of a whole tenant.</summary>
    public const int MaxDocumentBytes = 256 * 1024 * 1024;

    private const int FirstBytes = 64 * 1024;

    private static readonly byte[] EmptyObject = "{}"u8.ToArray();

    /// <summary>No faults yet of a document that is read for as long as its sender waits.</summary>
    public static DocumentFaults FaultsOf(HttpContext http) => new() { Reading = http.RequestAborted };

    /// <summary>The document; null when the body is not JSON, which is added to the faults. An empty body is an empty object.</summary>
    public static async Task<LocatedJson?> ReadAsync(HttpContext http, DocumentFaults faults)
    {
        var body = await ReadBytesAsync(http);
        if (body.Length > 0 && !http.Request.HasJsonContentType())
        {
            faults.Add(new(1, "$", "Expected the Content-Type application/json."));
            return null;
        }

        return LocatedJson.TryRead(body.Length == 0 ? EmptyObject : body, faults);
    }

    // What is announced is believed no further than four times what has come: an announcement costs its sender nothing.
    private static async Task<ReadOnlyMemory<byte>> ReadBytesAsync(HttpContext http)
    {
        var (most, growth) = http.Request.ContentLength is { } announced ? (announced, 4L) : (MaxDocumentBytes, 2L);
        var bytes = new byte[Math.Min(most, FirstBytes) + 1];
        var length = 0;

        // The end of the service does not wait for the rest.
        var stopping = http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        await using var givenUp = stopping.Register(http.Abort);
        while (await http.Request.Body.ReadAsync(bytes.AsMemory(length), http.RequestAborted) is > 0 and var count)
        {
            length += count;
            if (length == bytes.Length)
                Array.Resize(ref bytes, (int)Math.Min(most + 1, growth * length));
        }

        return bytes.AsMemory(0, length);
    }

    /// <summary>400 with every fault: its path, and what was expected.</summary>
    public static ProblemHttpResult Problem(IEnumerable<DocumentFault> faults)
    {
        var all = faults.ToList();
        var list = new JsonArray([.. all.Select(fault => new JsonObject { ["path"] = fault.Path, ["line"] = fault.Line, ["message"] = fault.Message })]);
        return TypedResults.Problem(
            $"{all[0].Path}: {all[0].Message}", statusCode: StatusCodes.Status400BadRequest, title: "The document is not valid.",
            extensions: new Dictionary<string, object?> { ["faults"] = list });
    }

    public static ProblemHttpResult Problem(int status, string detail) => TypedResults.Problem(detail, statusCode: status);
}
