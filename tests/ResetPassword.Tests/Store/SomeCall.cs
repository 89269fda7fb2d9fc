using ResetPassword.Model;
using ResetPassword.Store;
using ResetPassword.Tenancy;

namespace ResetPassword.Tests.Store;

/// <summary>Calls as a store sees them.</summary>
internal static class SomeCall
{
    public static readonly FaultQuery Query = new("Rds", "ResetAccountPassword", new("rm-1", "app"), FaultMoment.Before, IsThrottling: false);

    public static JournalEntry Entry(string product = "Rds", Stage stage = Stage.Decide) => new()
    {
        Time = SomeTime.Noon,
        RequestId = Guid.NewGuid().ToString(),
        Product = product,
        Action = "ResetAccountPassword",
        Target = new("rm-1", "app"),
        AccessKeyId = "testid",
        Generation = SignatureGeneration.V3,
        Parameters = [],
        UnreadParameters = [],
        Stage = stage,
        Status = 200,
        Code = "OK",
        FaultId = null,
        Events = [],
        SignatureDiagnosis = null,
        IsNotEmulated = false,
        Milliseconds = 1,
    };

    public static FaultRule Rule(FaultMoment moment, FaultSchedule schedule) =>
        new(Guid.NewGuid().ToString("N"), new("Rds", "ResetAccountPassword", null, null), null, moment, default, ConnectionFate.Reset, schedule);

    /// <summary>A call enters by what a store says of its key now.</summary>
    public static async Task<Entrance> TryEnterAsync(this IStore store, KeyRing keys, string accessKeyId, string nonce, string? instanceId = null)
    {
        var known = (await keys.FindAsync(accessKeyId, store))!.Value;
        return await store.EnterAsync(known.Key, new(known.Tenant, nonce, SomeTime.Noon, SomeTime.Noon, SomeTime.Noon, instanceId));
    }

    /// <summary>A call with a nonce of its own, which is judged again as often as the tenant has changed.</summary>
    public static async Task<Tenant> EnterAsync(this IStore store, KeyRing keys, string accessKeyId = "testid", string? instanceId = null)
    {
        while (true)
        {
            var entrance = await store.TryEnterAsync(keys, accessKeyId, Guid.NewGuid().ToString(), instanceId);
            if (entrance.Verdict != EntranceVerdict.Changed)
                return entrance.Tenant!;
        }
    }

    /// <summary>What a call of the gateway does: finds an instance, decides, commits, and again where another one was first; then it is recorded.</summary>
    public static async Task<(Instance? Instance, JournalEntry Entry, int Tries)> ChangeAsync(
        this Tenant tenant, string instanceId, Func<Instance, Instance> change)
    {
        var entry = Entry();
        try
        {
            for (var tries = 1; ; tries++)
            {
                var found = await tenant.FindAsync(instanceId, SomeTime.Noon);
                if (found is null)
                    return (null, entry, tries);
                var next = change(found.Value);
                var commit = new Commit([new(instanceId, found, next, [])], SomeTime.Noon)
                {
                    Call = new(entry.RequestId, Query with { Moment = FaultMoment.After }, fault => entry with { FaultId = fault?.Id }),
                };
                if ((await tenant.TryCommitAsync(commit)) is { IsDone: true, Fault: var fault })
                    return (next, entry with { FaultId = fault?.Id }, tries);
            }
        }
        finally
        {
            await tenant.ReleaseAsync();
            await tenant.Journal.AddAsync(entry);
        }
    }
}
