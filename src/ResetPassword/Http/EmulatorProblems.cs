using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using ResetPassword.Http.Controls;
using ResetPassword.Store;

namespace ResetPassword.Http;

/// <summary>Makes a problem document of whatever goes wrong on the emulator's own paths; the RPC endpoint answers for itself.</summary>
internal static class EmulatorProblems
{
    public static void UseEmulatorProblems(this WebApplication app) =>
        app.UseWhen(http => EmulatorEndpoints.IsOwn(http.Request.Path), own =>
        {
            own.UseExceptionHandler(new ExceptionHandlerOptions
            {
                ExceptionHandler = AnswerAsync,
                SuppressDiagnosticsCallback = failure => failure.Exception is BadHttpRequestException or StoreUnavailableException,
            });
            own.UseStatusCodePages();
        });

    private static Task AnswerAsync(HttpContext http)
    {
        var failure = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        var problem = failure switch
        {
            BadHttpRequestException unreadable =>
                TypedResults.Problem(DetailOf(unreadable), statusCode: IsTooSlow(unreadable) ? StatusCodes.Status400BadRequest : unreadable.StatusCode),
            StoreUnavailableException unavailable =>
                TypedResults.Problem($"The store cannot be used: {unavailable.Message}.", statusCode: StatusCodes.Status503ServiceUnavailable),
            _ => TypedResults.Problem("This is a bug in the emulator.", statusCode: StatusCodes.Status500InternalServerError),
        };
        return problem.ExecuteAsync(http);
    }

    // The inner exception names the place in the document and never a value of it.
    private static string DetailOf(BadHttpRequestException unreadable) =>
        unreadable.InnerException is JsonException json ? $"The body is not as expected: {json.Message}"
        : IsTooSlow(unreadable)
            ? $"The body did not arrive within {RequestLimits.BodyPatience.TotalSeconds} seconds, or a large one not {RequestLimits.MaxBodyBytes} bytes of it within each."
        : unreadable.Message;

    private static bool IsTooSlow(BadHttpRequestException unreadable) => unreadable.StatusCode == StatusCodes.Status408RequestTimeout;
}
