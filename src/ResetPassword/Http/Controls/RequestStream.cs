using System.Text;
using System.Text.Json;
using ResetPassword.Store;
using ResetPassword.Tenancy;

namespace ResetPassword.Http.Controls;

/// <summary>The calls of a journal as server-sent events, for as long as somebody reads them.</summary>
/// <remarks>https://html.spec.whatwg.org/multipage/server-sent-events.html</remarks>
/// <param name="after">The id of the last event that the reader has; null for one that has none.</param>
/// <param name="most">How many of the calls that are there already are shown at most.</param>
/// <param name="waiters">Entered already; left at the end.</param>
internal sealed class RequestStream(IJournal journal, JournalFilter filter, string? after, int most, Waiters waiters, CancellationToken stopping) : IResult
{
    public const string ContentType = "text/event-stream";

    // So that whoever stands in between, and the reader, know that it is open.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>The id that a reader has before its first call: with it, it says that it has been here.</summary>
    public const string NoCall = "0";

    // What comes within this time is written together.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private static readonly byte[] Opening = Encoding.UTF8.GetBytes($"retry: 1000\nid: {NoCall}\n: the calls that are there already, and then each one that comes\n\n");
    private static readonly byte[] Alive = ": still here\n\n"u8.ToArray();
    private static readonly byte[] Gap = "event: gap\ndata: {}\n\n"u8.ToArray();

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
        try
        {
            httpContext.Response.ContentType = ContentType;
            httpContext.Response.Headers.CacheControl = "no-store";
            await WriteAsync(httpContext.Response.Body, ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // Whoever read it has left, or the service ends.
        }
        catch (StoreUnavailableException)
        {
            // Whoever reads it comes again, and is told then.
        }
        finally
        {
            waiters.Leave();
        }
    }

    private async Task WriteAsync(Stream body, CancellationToken ended)
    {
        await SendAsync(body, Opening, ended);
        await using var pieces = journal.WatchAsync(after == NoCall ? null : after, most, ended).GetAsyncEnumerator(ended);
        while (true)
        {
            var next = pieces.MoveNextAsync().AsTask();

            // Whoever cancels may do all this itself, and goes on to end the reading only when this waits for it.
            while (!next.IsCompleted && !ended.IsCancellationRequested)
            {
                await ((Task)next).WaitAsync(Heartbeat, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (!next.IsCompleted && !ended.IsCancellationRequested)
                    await SendAsync(body, Alive, ended);
            }

            if (!await next)
                return;
            await SendAsync(body, Write(pieces.Current), ended);
            if (pieces.Current.Calls.Count < JournalPiece.MaxCalls)
                await Task.Delay(Pause, ended);
        }
    }

    private static async ValueTask SendAsync(Stream body, byte[] text, CancellationToken ended)
    {
        if (text.Length == 0)
            return;
        await body.WriteAsync(text, ended);
        await body.FlushAsync(ended);
    }

    private byte[] Write(JournalPiece piece)
    {
        using var text = new MemoryStream();
        if (piece.IsGap)
            text.Write(Gap);
        foreach (var call in piece.Calls.Where(filter.Matches))
        {
            text.Write(Encoding.UTF8.GetBytes($"event: call\nid: {call.RequestId}\ndata: "));
            text.Write(JsonSerializer.SerializeToUtf8Bytes(SeenRequest.Of(call), EmulatorJson.Default.SeenRequest));
            text.Write("\n\n"u8);
        }

        return text.ToArray();
    }
}
