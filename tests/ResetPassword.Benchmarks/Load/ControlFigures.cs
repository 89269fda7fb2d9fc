using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using ResetPassword.Http.Controls;
using ResetPassword.Tenancy;

namespace ResetPassword.Benchmarks.Load;

/// <summary>What the emulator's own endpoints cost a caller: one connection, one call after the other.</summary>
internal static class ControlFigures
{
    private const int Alive = 1000;
    private const int Samples = 1000;
    private const int WarmUps = 200;

    /// <summary>Makes and drops a tenant, with a thousand others alive.</summary>
    public static IEnumerable<Figure> OfTenants(Application emulator)
    {
        using var http = Client(emulator);
        for (var i = 0; i < Alive; i++)
            Make(http);
        var times = Enumerable.Range(0, WarmUps + Samples).Select(_ => TimeOf(() => Drop(http, Make(http)))).ToArray()[WarmUps..];
        yield return new(
            "make and drop a tenant with 1,000 alive, 99th percentile: ms", Median.Percentile99(times), 5, null,
            Invariant($"{Samples} tenants; median {Median.Of(times, t => t):F2} ms"), Format: "0.0#");
    }

    /// <summary>From a call's answer to the answer of whoever waits for that call.</summary>
    public static IEnumerable<Figure> OfWaiters(Application emulator)
    {
        using var http = Client(emulator);
        using var waiter = Client(emulator);
        var times = Enumerable.Range(0, WarmUps + Samples).Select(_ => WakeUp(http, waiter)).ToArray()[WarmUps..];
        yield return new(
            "wake-up of a call that waits for the journal, 99th percentile: ms", Median.Percentile99(times), null, null,
            Invariant($"{Samples} waits; median {Median.Of(times, t => t):F2} ms"), Format: "0.0#");
    }

    /// <summary>What a call costs while as many as may wait do so, each for calls of another instance.</summary>
    public static IEnumerable<Figure> OfWaitedCalls(Application emulator)
    {
        using var http = Client(emulator);
        var alone = TimesOfCalls(http);
        using var waiter = Client(emulator);
        var waiting = Enumerable.Range(0, Waiters.Limit)
            .Select(n => waiter.GetAsync(new Uri(Invariant($"/_emulator/requests/wait?instanceId=rm-{n}&timeoutSeconds=300"), UriKind.Relative))).ToArray();
        while (IsRoomToWait(http))
        {
        }

        var waitedFor = TimesOfCalls(http);
        waiter.CancelPendingRequests();
        yield return new(
            "a call while 1,000 calls wait for others, against one while none does", Median.Of(waitedFor, t => t) / Median.Of(alone, t => t), 1.5, null,
            Invariant($"{Samples} calls; medians {Median.Of(waitedFor, t => t):F3} ms and {Median.Of(alone, t => t):F3} ms; {waiting.Count(one => !one.IsFaulted)} waited"));
    }

    private static double[] TimesOfCalls(HttpClient http) =>
        Enumerable.Range(0, WarmUps + Samples).Select(_ => TimeOf(() => Send(http, SignedCalls.Next(SignatureGeneration.V3)).Dispose())).ToArray()[WarmUps..];

    private static bool IsRoomToWait(HttpClient http)
    {
        using var answer = http.Send(new(HttpMethod.Get, new Uri("/_emulator/requests/wait?timeoutSeconds=0&count=1000", UriKind.Relative)));
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private static double WakeUp(HttpClient http, HttpClient waiter)
    {
        Send(http, new(HttpMethod.Delete, "/_emulator/requests"));
        var waiting = waiter.GetAsync(new Uri("/_emulator/requests/wait?count=1&timeoutSeconds=60", UriKind.Relative));

        // The waiter is to be waiting when the call comes: what asks after it on a connection of its own comes later.
        Send(http, new(HttpMethod.Get, "/_emulator/requests/count"));
        Send(http, SignedCalls.Next(SignatureGeneration.V3));
        return TimeOf(() => waiting.GetAwaiter().GetResult().EnsureSuccessStatusCode().Dispose());
    }

    private static string Make(HttpClient http)
    {
        using var made = Send(http, new(HttpMethod.Post, "/_emulator/tenants"));
        using var document = JsonDocument.Parse(made.Content.ReadAsStream());
        return document.RootElement.GetProperty("accessKeyId").GetString()!;
    }

    private static void Drop(HttpClient http, string accessKeyId) => Send(http, new(HttpMethod.Delete, $"/_emulator/tenants/{accessKeyId}")).Dispose();

    private static HttpResponseMessage Send(HttpClient http, HttpRequestMessage message)
    {
        // A signed call was signed for another host than the one it goes to.
        if (message.RequestUri is { IsAbsoluteUri: true } signed)
            (message.Headers.Host, message.RequestUri) = (signed.Authority, new(signed.PathAndQuery, UriKind.Relative));
        return http.Send(message).EnsureSuccessStatusCode();
    }

    private static double TimeOf(Action action)
    {
        var clock = Stopwatch.StartNew();
        action();
        return clock.Elapsed.TotalMilliseconds;
    }

    private static HttpClient Client(Application emulator) => new() { BaseAddress = new(Invariant($"http://127.0.0.1:{emulator.Port}")) };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
