using ResetPassword.CommandLine;

namespace ResetPassword.Tests.Durability;

/// <summary>
/// Clients that reset passwords and create accounts, each one call after the other, and what has been acknowledged to them: whatever happens to the emulators
/// meanwhile, that is there afterwards.
/// </summary>
internal sealed class AcknowledgedWork : IDisposable
{
    private const int Resetters = 6;
    private const int Creates = 3;
    private const string Instance = "rm-running";

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(1) };
    private readonly Resets[] _resets = [.. Enumerable.Range(0, Resetters).Select(n => new Resets($"load{n}"))];
    private readonly List<Created> _created = [];
    private int _acknowledged;

    /// <summary>Makes the accounts.</summary>
    public async Task PrepareAsync(Uri endpoint)
    {
        foreach (var reset in _resets)
        {
            using var made = await _http.PutAsync(new Uri(endpoint, $"/_emulator/instances/{Instance}/accounts/{reset.Account}"), Json("{}"));
            Assert.Equal(200, (int)made.StatusCode);
        }
    }

    /// <summary>Works until as many calls have been acknowledged; then ends what is to be ended, and waits for the clients to see it.</summary>
    /// <param name="endpoints">Each client takes one after the other.</param>
    /// <param name="isOver">Whether a client that gets no answer gives up, rather than going on with the next.</param>
    public async Task RunAsync(IReadOnlyList<Uri> endpoints, int calls, Func<Task> end, bool isOver)
    {
        using var stop = new CancellationTokenSource();
        var enough = new TaskCompletionSource();
        var target = _acknowledged + calls;
        Task[] clients =
        [
            .. _resets.Select((reset, n) => Task.Run(() => ResetAsync(reset, endpoints, n))),
            Task.Run(() => CreateAsync(endpoints)),
        ];
        await enough.Task;
        await end();
        await stop.CancelAsync();
        await Task.WhenAll(clients);

        async Task ResetAsync(Resets reset, IReadOnlyList<Uri> to, int first)
        {
            for (var n = first; !stop.IsCancellationRequested; n++)
            {
                var password = $"Reset_pass{reset.Sent.Count}";
                reset.Sent.Add(password);
                if (await TryCallAsync(to[n % to.Count], "ResetAccountPassword", reset.Account, password))
                    reset.Acknowledge();
                else if (isOver)
                    return;
                Count();
            }
        }

        async Task CreateAsync(IReadOnlyList<Uri> to)
        {
            // An instance has 500 accounts at the most.
            for (var n = 0; n < Creates && !stop.IsCancellationRequested; n++)
            {
                var created = new Created($"new{_created.Count}", $"Create_pass{_created.Count}");
                _created.Add(created);
                created.IsAcknowledged = await TryCallAsync(to[n % to.Count], "CreateAccount", created.Account, created.Password);
                if (isOver && !created.IsAcknowledged)
                    return;
                Count();
            }
        }

        void Count()
        {
            if (Interlocked.Increment(ref _acknowledged) >= target)
                enough.TrySetResult();
        }
    }

    /// <summary>Everything that was acknowledged is there; what was not is there as a whole or not at all.</summary>
    public async Task AssertIsKeptAsync(Uri endpoint)
    {
        foreach (var reset in _resets)
        {
            var (version, matching) = (0L, new List<int>());
            for (var n = Math.Max(0, reset.LastAcknowledged); n < reset.Sent.Count; n++)
            {
                (var matches, version) = await VerifyAsync(endpoint, reset.Account, reset.Sent[n]);
                if (matches)
                    matching.Add(n);
            }

            // The first password is the seed's, of version 1; one that was in flight may have become the account's.
            if (reset.Acknowledged == 0)
                continue;
            Assert.Single(matching);
            Assert.InRange(version, 1 + reset.Acknowledged, 1 + reset.Acknowledged + reset.Unknown);
        }

        foreach (var created in _created)
        {
            using var found = await _http.GetAsync(new Uri(endpoint, $"/_emulator/instances/{Instance}/accounts/{created.Account}"));
            if (created.IsAcknowledged)
                Assert.Equal(200, (int)found.StatusCode);
            if (found.IsSuccessStatusCode)
                Assert.Equal((true, 1), await VerifyAsync(endpoint, created.Account, created.Password));
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<bool> TryCallAsync(Uri endpoint, string action, string account, string password)
    {
        try
        {
            using var answer = await _http.SendAsync(new SignedRequest
            {
                Endpoint = endpoint,
                Version = "2014-08-15",
                Action = action,
                Parameters = [new("DBInstanceId", Instance), new("AccountName", account), new("AccountPassword", password)],
            }.ToMessage());
            if (answer.StatusCode is not (System.Net.HttpStatusCode.OK or System.Net.HttpStatusCode.ServiceUnavailable))
                Assert.Fail($"{action} of {account}: {await answer.Content.ReadAsStringAsync()}");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<(bool Matches, long Version)> VerifyAsync(Uri endpoint, string account, string password)
    {
        using var message = await _http.PostAsync(
            new Uri(endpoint, $"/_emulator/instances/{Instance}/accounts/{account}/verify-password"), Json($$"""{"password":"{{password}}"}"""));
        var answer = await Answer.ReadAsync(message);
        Assert.True(answer.Status == 200, answer.Text);
        return ((bool)answer.Json["matches"]!, (long)answer.Json["passwordVersion"]!);
    }

    private static StringContent Json(string text) => new(text, System.Text.Encoding.UTF8, "application/json");

    /// <summary>The resets of one account, which only one client makes.</summary>
    private sealed class Resets(string account)
    {
        public string Account { get; } = account;

        public List<string> Sent { get; } = [];

        public int Acknowledged { get; private set; }

        /// <summary>The place of the last one that was; what was sent after it, or is unknown, may be the account's too.</summary>
        public int LastAcknowledged { get; private set; } = -1;

        public int Unknown => Sent.Count - Acknowledged;

        public void Acknowledge() => (Acknowledged, LastAcknowledged) = (Acknowledged + 1, Sent.Count - 1);
    }

    private sealed class Created(string account, string password)
    {
        public string Account { get; } = account;

        public string Password { get; } = password;

        public bool IsAcknowledged { get; set; }
    }
}
