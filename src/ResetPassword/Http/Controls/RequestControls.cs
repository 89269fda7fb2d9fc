using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using ResetPassword.Hosting;
using ResetPassword.Store;
using ResetPassword.Tenancy;

namespace ResetPassword.Http.Controls;

/// <summary><c>/_emulator/requests</c>: the journal of a tenant's calls.</summary>
internal static class RequestControls
{
    public const int MaxWaitSeconds = 300;

    /// <summary>The name of the journal of calls that belong to no tenant.</summary>
    private const string Unattributed = "-";

    public static void MapRequests(this RouteGroupBuilder emulator)
    {
        emulator.MapGet("/requests", ListAsync)
            .WithName("ListRequests").WithSummary("A tenant's last calls, oldest first").WithMetadata(new QueryNames(["last", .. RequestFilter.Names]))
            .WithDescription("last=n gives the last n of them; tenant=- gives the calls that belong to no tenant. Values are shown only of parameters that the action declares and that are not secret.")
            .Produces<SeenRequest[]>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        emulator.MapDelete("/requests", ClearAsync)
            .WithName("ClearRequests").WithSummary("Forgets a tenant's calls")
            .WithDescription("Also those with a wrong signature. tenant=- forgets the calls that belong to no tenant.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        emulator.MapGet("/requests/count", CountAsync)
            .WithName("CountRequests").WithSummary("How many calls there were").WithMetadata(new QueryNames(RequestFilter.Names))
            .WithDescription("Of those that the journal still holds, narrowed as the list is.")
            .Produces<RequestCount>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        emulator.MapGet("/requests/wait", WaitAsync)
            .WithName("WaitForRequests").WithSummary("Waits until there were so many calls, or until the time is over")
            .WithMetadata(new QueryNames([.. RequestFilter.Names, "count", "timeoutSeconds"]))
            .WithDescription($"count is 1 to the journal's size, timeoutSeconds 0 to {MaxWaitSeconds}; at most {Waiters.Limit} calls wait at once.")
            .Produces<WaitResult>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        emulator.MapGet("/requests/stream", StreamAsync)
            .WithName("StreamRequests").WithSummary("The calls that the journal holds, and then each one that comes")
            .WithMetadata(new QueryNames(["last", .. RequestFilter.Names]))
            .WithDescription($"""
                Server-sent events, narrowed as the list is: call, with an id and an element of the list; gap, where calls may be missing, as the one after
                which was asked (Last-Event-ID) is gone. last=n begins with the last n calls that the journal holds. One that resumes may show a call twice
                and misses none; a tenant that was dropped meanwhile is 404, and is not made anew. At most {Waiters.Limit} at once.
                """)
            .Produces(StatusCodes.Status200OK, contentType: RequestStream.ContentType)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
    }

    private static async Task<IResult> ListAsync([AsParameters] RequestFilter filter, Tenants tenants, IStore store, string? last = null)
    {
        if (!TryReadLast(last, out var most, out var wrong))
            return wrong;
        var (found, problem) = await FindAsync(filter, tenants, store);
        return found is null ? problem : TypedResults.Ok(found.TakeLast(most).Select(SeenRequest.Of).ToArray());
    }

    private static async Task<IResult> ClearAsync(Tenants tenants, IStore store, string tenant = Selection.DefaultTenant)
    {
        var (journal, problem) = await SelectAsync(tenant, tenants, store);
        if (journal is null)
            return problem;
        await journal.ClearAsync();
        return TypedResults.NoContent();
    }

    private static async Task<IResult> CountAsync([AsParameters] RequestFilter filter, Tenants tenants, IStore store)
    {
        var (found, problem) = await FindAsync(filter, tenants, store);
        return found is null ? problem : TypedResults.Ok(new RequestCount(found.Count));
    }

    private static async Task<IResult> WaitAsync(
        [AsParameters] RequestFilter filter, Tenants tenants, IStore store, Waiters waiters, EmulatorOptions options,
        IHostApplicationLifetime lifetime, HttpContext http,
        string count = "1", string timeoutSeconds = "5")
    {
        if (options.JournalSize == 0)
            return NoJournal();
        if (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) || wanted < 1 || wanted > options.JournalSize)
            return ControlBody.Problem(StatusCodes.Status400BadRequest, $"count: expected a whole number from 1 to {options.JournalSize}, the journal's size.");
        if (!double.TryParse(timeoutSeconds, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var patience)
            || patience is not (>= 0 and <= MaxWaitSeconds))
            return ControlBody.Problem(StatusCodes.Status400BadRequest, $"timeoutSeconds: expected a number from 0 to {MaxWaitSeconds}.");
        if (!filter.TryRead(out var meant, out var unreadable))
            return unreadable;
        var (journal, problem) = await SelectAsync(filter.Tenant ?? Selection.DefaultTenant, tenants, store);
        if (journal is null)
            return problem;

        if (!waiters.TryEnter())
            return TooMany();
        try
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
            ended.CancelAfter(TimeSpan.FromSeconds(patience));
            var found = await journal.WaitAsync(meant, wanted, ended.Token);
            return TypedResults.Ok(new WaitResult(found >= wanted, found));
        }
        finally
        {
            waiters.Leave();
        }
    }

    private static async Task<IResult> StreamAsync(
        [AsParameters] RequestFilter filter, Tenants tenants, IStore store, Waiters waiters, EmulatorOptions options, IHostApplicationLifetime lifetime,
        HttpContext http, string? last = null)
    {
        if (options.JournalSize == 0)
            return NoJournal();
        if (!filter.TryRead(out var meant, out var unreadable) || !TryReadLast(last, out var most, out unreadable))
            return unreadable;
        var tenant = filter.Tenant ?? Selection.DefaultTenant;
        var after = http.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } id ? id : null;
        if (after is not null && tenant != Unattributed && await tenants.FindNowAsync(tenant) is { Tenant: null })
            return ControlBody.Problem(StatusCodes.Status404NotFound, "tenant: it was dropped.");
        var (journal, problem) = await SelectAsync(tenant, tenants, store);
        if (journal is null)
            return problem;
        return waiters.TryEnter() ? new RequestStream(journal, meant, after, most, waiters, lifetime.ApplicationStopping) : TooMany();
    }

    private static bool TryReadLast(string? last, out int most, [NotNullWhen(false)] out IResult? problem)
    {
        (most, problem) = (int.MaxValue, null);
        if (last is not null && !int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out most))
            problem = ControlBody.Problem(StatusCodes.Status400BadRequest, "last: expected how many calls, from 0.");
        return problem is null;
    }

    private static ProblemHttpResult NoJournal() =>
        ControlBody.Problem(StatusCodes.Status400BadRequest, "The journal is off (JournalSize is 0): no call would ever be seen.");

    private static ProblemHttpResult TooMany() =>
        ControlBody.Problem(StatusCodes.Status429TooManyRequests, $"At most {Waiters.Limit} calls can wait at once.");

    private static async ValueTask<(IReadOnlyList<JournalEntry>? Found, IResult Problem)> FindAsync(RequestFilter filter, Tenants tenants, IStore store)
    {
        if (!filter.TryRead(out var meant, out var unreadable))
            return (null, unreadable);
        var (journal, problem) = await SelectAsync(filter.Tenant ?? Selection.DefaultTenant, tenants, store);
        return journal is null ? (null, problem) : (await journal.FindAsync(meant), problem);
    }

    private static async ValueTask<(IJournal? Journal, IResult Problem)> SelectAsync(string tenant, Tenants tenants, IStore store)
    {
        if (tenant == Unattributed)
            return (store.Unattributed, TypedResults.Empty);
        var (selected, problem) = await tenants.SelectAsync(tenant);
        return (selected?.Journal, problem);
    }
}

/// <summary>How many calls there were.</summary>
internal sealed record RequestCount(int Count);

/// <summary>Whether there were as many calls as were waited for, and how many.</summary>
internal sealed record WaitResult(bool Satisfied, int Count);
