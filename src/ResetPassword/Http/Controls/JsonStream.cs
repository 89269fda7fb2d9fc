using System.Text.Json;
using ResetPassword.Seeds;

namespace ResetPassword.Http.Controls;

/// <summary>An answer that is written piece by piece: nobody holds the whole of a large document.</summary>
internal sealed class JsonStream(Func<Utf8JsonWriter, CancellationToken, Task> write) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(httpContext.Response.Body, InstanceWriter.Options);
        await write(json, httpContext.RequestAborted);
    }
}
