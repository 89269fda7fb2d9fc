using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using ResetPassword.Model;

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
        var health = await WaitAsync(endpoint, wait, cancellation);
        if (!health.IsReady)
            return Commands.Fail(wait == TimeSpan.Zero ? health.Text : $"{health.Text} It was asked for {wait.TotalSeconds} seconds.");
        OutputLines.Standard.WriteLine(OneLine.Of(health.Text));
        return 0;
    }

    /// <summary>The health as it is now.</summary>
    public static async Task<Health> AskAsync(Uri endpoint, CancellationToken cancellation) => await WaitAsync(endpoint, TimeSpan.Zero, cancellation);

    /// <summary>The health as soon as it is well, or as it is when the time is over.</summary>
    [SuppressMessage("Security", "CA5359", Justification = "Nothing is told to whoever answers: that its certificate is trusted does not matter.")]
    public static async Task<Health> WaitAsync(Uri endpoint, TimeSpan wait, CancellationToken cancellation)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
        };
        using var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        var waited = Stopwatch.StartNew();
        var most = wait == TimeSpan.Zero || wait > Patience ? Patience : wait;
        var patience = most;
        Health? heard = null;
        while (true)
        {
            // The last try has little time: that nothing came in it says less than what was heard before.
            heard = await FindAsync(http, endpoint, patience, cancellation) ?? heard;
            if (heard?.IsReady == true || waited.Elapsed + BetweenTries >= wait)
                return heard ?? new(HealthState.Silent, Commands.NoAnswer(endpoint, most));
            await Task.Delay(BetweenTries, cancellation);
            patience = TimeSpan.FromTicks(Math.Clamp((wait - waited.Elapsed).Ticks, BetweenTries.Ticks, Patience.Ticks));
        }
    }

    // Null when nothing came in time.
    private static async Task<Health?> FindAsync(HttpClient http, Uri endpoint, TimeSpan patience, CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ended.CancelAfter(patience);
        try
        {
            using var answer = await http.GetAsync(new Uri(endpoint, "/_emulator/health"), ended.Token);
            var health = Health.Of(answer.StatusCode, await answer.Content.ReadAsStringAsync(ended.Token));
            return health.State switch
            {
                HealthState.Ready => health,
                HealthState.Foreign => health with { Text = $"{endpoint} is not ready: {health.Text}, and not as the emulator does." },
                _ => health with { Text = $"{endpoint} is not ready: {health.Text}" },
            };
        }
        catch (HttpRequestException unreachable)
        {
            return new(HealthState.Silent, Commands.NoAnswer(endpoint, unreachable));
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
