using ResetPassword.Documents;
using ResetPassword.Store;
using ResetPassword.Tenancy;

namespace ResetPassword.Http.Controls;

/// <summary><c>/_emulator/clock</c>: freeze, offset, advance a tenant's time.</summary>
internal static class ClockControls
{
    private const long MaxSeconds = 100L * 366 * 24 * 3600;

    private static readonly TimeMember Now = new("now", "The tenant's new time.");
    private static readonly NumberMember OffsetSeconds = new("offsetSeconds", -MaxSeconds, MaxSeconds,
        "How far ahead of real time, in seconds; must lead to a time in the years 2000 to 2100.", IsBounded: false);
    private static readonly NumberMember AdvanceSeconds =
        new("advanceSeconds", 0, MaxSeconds, "From the tenant's present time, up to the year 2100; a frozen clock stays frozen.");
    private static readonly FlagMember Frozen = new("frozen", "Whether the clock stands still.");
    private static readonly FlagMember Signatures = new("signatures", "Whether signature timestamps and nonces are checked by this clock too.");

    private static readonly DocumentShape Shape = DocumentShape.Of(
        [Now, Frozen, OffsetSeconds, AdvanceSeconds, Signatures],
        new([Now], OffsetSeconds, AdvanceSeconds),
        new([OffsetSeconds], Now, AdvanceSeconds),
        new([AdvanceSeconds], Now, OffsetSeconds),
        new([], Now, OffsetSeconds, AdvanceSeconds));

    public static void MapClock(this RouteGroupBuilder emulator)
    {
        emulator.MapGet("/clock", GetAsync)
            .WithName("GetClock").WithSummary("A tenant's time")
            .WithDescription("Statuses, expiry and every time that is shown follow it.")
            .Produces<ClockReport>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        emulator.MapPut("/clock", PutAsync)
            .WithName("PutClock").WithSummary("Sets a tenant's time")
            .WithDescription("""
                {"now": "2026-01-31T12:00:00Z", "frozen": true}, {"offsetSeconds": 900}, {"advanceSeconds": 60}, or {} back to real time.
                Signature timestamps and nonces keep real time, as SDKs sign with theirs, unless "signatures" is true.
                """)
            .WithBody(() => Shape.ToSchema(), """{"now":"2026-01-31T12:00:00Z","frozen":true}""")
            .Produces<ClockReport>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> GetAsync(Tenants tenants, string tenant = Selection.DefaultTenant)
    {
        var (selected, problem) = await tenants.SelectAsync(tenant);
        return selected is null ? problem : TypedResults.Ok(ClockReport.Of(selected.Clock));
    }

    private static async Task<IResult> PutAsync(HttpContext http, Tenants tenants, TimeProvider realTime, string tenant = Selection.DefaultTenant)
    {
        var (selected, problem) = await tenants.SelectAsync(tenant);
        if (selected is null)
            return problem;

        var faults = ControlBody.FaultsOf(http);
        if (await ControlBody.ReadAsync(http, faults) is not { } root)
            return ControlBody.Problem(faults);
        var isSet = await selected.ChangeAsync(state =>
        {
            faults.Clear();
            var clock = Read(new(root, "$", faults, Shape), state.Clock, realTime.GetUtcNow());
            return faults.Count > 0 ? null : state with { Clock = clock };
        });
        if (!isSet)
            return ControlBody.Problem(faults);
        return TypedResults.Ok(ClockReport.Of(selected.Clock));
    }

    private static ClockSetting Read(DocumentObject fields, ClockSetting current, DateTimeOffset realNow)
    {
        var now = fields.Time(Now);
        var frozen = fields.Flag(Frozen);
        var offset = fields.Number(OffsetSeconds);
        var advance = fields.Number(AdvanceSeconds);
        var signatures = fields.Flag(Signatures);
        if (new[] { now is not null, offset is not null, advance is not null }.Count(given => given) > 1)
            fields.Fault(Now, "Expected only one of now, offsetSeconds and advanceSeconds.");
        if (now is null && frozen is null && offset is null && advance is null)
            return signatures is { } judged ? current with { Signatures = judged } : ClockSetting.Real;

        var isFrozen = frozen ?? (advance is not null && current.FrozenAt is not null);
        var time = now ?? (offset is { } seconds ? realNow.AddSeconds(seconds) : current.At(realNow).AddSeconds(advance ?? 0));
        if (now is not null && !JsonTime.CanBeSet(time))
            fields.Fault(Now, JsonTime.Expected);
        else if ((offset ?? advance) is not null && !JsonTime.CanBeSet(time))
            fields.Fault(offset is null ? AdvanceSeconds : OffsetSeconds,
                $"Expected a number of seconds that leads to a time in the years {JsonTime.MinYear} to {JsonTime.MaxYear}.");
        return new(isFrozen ? TimeSpan.Zero : time - realNow, isFrozen ? time : null, signatures ?? current.Signatures);
    }
}

/// <summary>A tenant's time.</summary>
/// <param name="OffsetSeconds">How far it is ahead of the real time; 0 while it is frozen.</param>
/// <param name="Signatures">Whether signature timestamps and nonces are judged by it too.</param>
internal sealed record ClockReport(DateTimeOffset Now, bool Frozen, double OffsetSeconds, bool Signatures)
{
    public static ClockReport Of(TenantClock clock)
    {
        var setting = clock.Setting;
        return new(clock.Now, setting.FrozenAt is not null, Math.Round(setting.Offset.TotalSeconds, 3), setting.Signatures);
    }
}
