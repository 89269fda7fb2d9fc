using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace ResetPassword.CommandLine;

/// <summary>Whether an emulator is ready, as its health says: asked once, or until it is. Of its own process it is asked, past any proxy.</summary>
internal static class Readiness
{
    public const int MaxWaitSeconds = 3600;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    /// <summary>Prints the health when it is ready; else says why it is not, and fails.</summary>
    /// <param name="wait">How long to ask; once where it is no time.</param>
    public static async Task<int> ReportAsync(Uri endpoint, TimeSpan wait, CancellationToken cancellation)
    {
        var (isReady, text) = await WaitAsync(endpoint, wait, cancellation);
        if (!isReady)
            return Commands.Fail(wait == TimeSpan.Zero ? text : $"{text} It was asked for {wait.TotalSeconds} seconds.");
        Console.WriteLine(text);
        return 0;
    }

    /// <summary>The health, or why there is none.</summary>
    public static async Task<(bool IsReady, string Text)> AskAsync(Uri endpoint, CancellationToken cancellation) =>
        await WaitAsync(endpoint, TimeSpan.Zero, cancellation);

    /// <summary>The health as soon as it is well, or why it is not when the time is over.</summary>
    [SuppressMessage("Security", "CA5359", Justification = "Nothing is told to whoever answers: that its certificate is trusted does not matter.")]
    public static async Task<(bool IsReady, string Text)> WaitAsync(Uri endpoint, TimeSpan wait, CancellationToken cancellation)
    {
        var handler = new SocketsHttpHandler { UseProxy = false, SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } };
        using var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        var waited = Stopwatch.StartNew();
        var most = wait == TimeSpan.Zero || wait > Patience ? Patience : wait;
        var patience = most;
        string? heard = null;
        while (true)
        {
            var (isReady, text) = await AskAsync(http, endpoint, patience, cancellation);

            // The last try has little time: that nothing came in it says less than what was heard before.
            heard = text ?? heard;
            if (isReady || waited.Elapsed + BetweenTries >= wait)
                return (isReady, heard ?? Commands.NoAnswer(endpoint, most));
            await Task.Delay(BetweenTries, cancellation);
            patience = TimeSpan.FromTicks(Math.Clamp((wait - waited.Elapsed).Ticks, BetweenTries.Ticks, Patience.Ticks));
        }
    }

    // No text when nothing came in time.
    private static async Task<(bool IsReady, string? Text)> AskAsync(HttpClient http, Uri endpoint, TimeSpan patience, CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ended.CancelAfter(patience);
        try
        {
            using var answer = await http.GetAsync(new Uri(endpoint, "/_emulator/health"), ended.Token);
            var text = await answer.Content.ReadAsStringAsync(ended.Token);
            return (answer.IsSuccessStatusCode, answer.IsSuccessStatusCode ? text : $"{endpoint} is not ready: {text}");
        }
        catch (HttpRequestException unreachable)
        {
            return (false, Commands.NoAnswer(endpoint, unreachable));
        }
        catch (OperationCanceledException)
        {
            return (false, null);
        }
    }
}
