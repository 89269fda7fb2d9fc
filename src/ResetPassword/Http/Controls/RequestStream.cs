using System.Text;
using System.Text.Json;
using ResetPassword.Store;
using ResetPassword.Tenancy;

namespace ResetPassword.Http.Controls;

/// <summary>The calls of a journal as server-sent events, for as long as somebody reads them.</summary>
/// <remarks>https://html.spec.whatwg.org/multipage/server-sent-events.html</remarks>
/// <param name="after">The id of the last event that the reader has; null or empty for everything.</param>
/// <param name="waiters">Entered already; left at the end.</param>
internal sealed class RequestStream(IJournal journal, JournalFilter filter, string? after, Waiters waiters, CancellationToken stopping) : IResult
{
    public const string ContentType = "text/event-stream";

    // So that whoever stands in between, and the reader, know that it is open.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    // A journal is read as a whole: what comes within this time is read together.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private static readonly byte[] Opening = "retry: 1000\n: the calls that are there already, and then each one that comes\n\n"u8.ToArray();
    private static readonly byte[] Alive = ": still here\n\n"u8.ToArray();
    private static readonly byte[] Gap = "event: gap\ndata: {}\n\n"u8.ToArray();

    private IReadOnlyList<JournalEntry>? _before;

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
        await using var readings = journal.WatchAsync(ended).GetAsyncEnumerator(ended);
        while (true)
        {
            var next = readings.MoveNextAsync().AsTask();

            // Whoever cancels may do all this itself, and goes on to end the reading only when this waits for it.
            while (!next.IsCompleted && !ended.IsCancellationRequested)
            {
                await ((Task)next).WaitAsync(Heartbeat, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (!next.IsCompleted && !ended.IsCancellationRequested)
                    await SendAsync(body, Alive, ended);
            }

            if (!await next)
                return;
            await SendAsync(body, Write(readings.Current), ended);
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

    private byte[] Write(IReadOnlyList<JournalEntry> calls)
    {
        using var text = new MemoryStream();
        var unseen = FindUnseen(calls, out var isGap);
        if (isGap)
            text.Write(Gap);
        foreach (var call in unseen.Where(filter.Matches))
        {
            text.Write(Encoding.UTF8.GetBytes($"event: call\nid: {call.RequestId}\ndata: "));
            text.Write(JsonSerializer.SerializeToUtf8Bytes(SeenRequest.Of(call), EmulatorJson.Default.SeenRequest));
            text.Write("\n\n"u8);
        }

        return text.ToArray();
    }

    private IReadOnlyList<JournalEntry> FindUnseen(IReadOnlyList<JournalEntry> calls, out bool isGap)
    {
        IReadOnlyList<JournalEntry> unseen;
        if (_before is null)
        {
            var place = string.IsNullOrEmpty(after) ? 0 : calls.TakeWhile(call => call.RequestId != after).Count() + 1;
            isGap = place > calls.Count;
            unseen = isGap ? calls : [.. calls.Skip(place - journal.Unordered)];
        }
        else
        {
            var before = _before.Select(call => call.RequestId).ToHashSet(StringComparer.Ordinal);
            unseen = [.. calls.Where(call => !before.Contains(call.RequestId))];
            isGap = IsGap(_before, calls, unseen, isUnsigned: false) || IsGap(_before, calls, unseen, isUnsigned: true);
        }

        _before = calls;
        return unseen;
    }

    // Of either kind the journal holds the last: where none is left of those before, others may have come and gone in between.
    private static bool IsGap(
        IReadOnlyList<JournalEntry> before, IReadOnlyList<JournalEntry> now, IReadOnlyList<JournalEntry> unseen, bool isUnsigned)
    {
        var count = unseen.Count(call => call.IsUnsigned == isUnsigned);
        return count > 0 && count == now.Count(call => call.IsUnsigned == isUnsigned) && before.Any(call => call.IsUnsigned == isUnsigned);
    }
}
