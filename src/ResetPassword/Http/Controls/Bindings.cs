using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ResetPassword.Databases;
using ResetPassword.Hosting;
using ResetPassword.Model;
using ResetPassword.Products;
using ResetPassword.Seeds;
using ResetPassword.Store;

namespace ResetPassword.Http.Controls;

/// <summary>
/// What controls do to instances that stand for database servers: each in the instance's turn, and none unless this emulator is its user's own. A control
/// changes nothing in a server but what it makes there when it binds.
/// </summary>
internal sealed partial class Bindings(
    BoundServers servers, EmulatorOptions options, IServer server, IStore store, IdSource ids, TimeProvider clock, ILogger<Bindings> logger)
{
    /// <summary>The bindings that a control's document may hold.</summary>
    /// <param name="bound">Those that are there already, by instance.</param>
    public BindingRights RightsWith(Func<string, DatabaseBinding?> bound) => new()
    {
        Refusal = options.AdminToken is null && !ListensOnLoopback
            ? "Expected nothing: a control may bind an instance to a database server only where the emulator listens on loopback alone, or ResetPassword:AdminToken is set. A seed may."
            : null,
        Variables = options.DatabasePasswordVariables,
        Directory = options.DatabasePasswordDirectory,
        Bound = bound,
    };

    /// <summary>The bindings that a control's document for a tenant may hold.</summary>
    public async ValueTask<BindingRights> RightsInAsync(Tenant tenant)
    {
        var bound = (await tenant.ListAsync(tenant.Clock.Now)).Where(instance => instance.Binding is not null)
            .ToDictionary(instance => instance.Id, instance => instance.Binding);
        return RightsWith(bound.GetValueOrDefault);
    }

    /// <summary>
    /// Tells the instances of the seed's own tenants what the servers have that they stand for. What is wrong with one that can be reached is to be put right
    /// before anything is served; one that is away is told of by the first call.
    /// </summary>
    /// <returns>What keeps the emulator from starting, and what is to be said.</returns>
    public async ValueTask<(IReadOnlyList<string> Faults, IReadOnlyList<string> Warnings)> IntroduceAsync(Seed seed)
    {
        var (faults, warnings) = (new List<string>(), new List<string>());
        Instance[] bound = [.. seed.Instances.Where(instance => instance.Binding is not null)];
        foreach (var key in bound.Length == 0 ? [] : seed.AccessKeys.DistinctBy(key => key.Caller.OwnerId))
        {
            if (await store.EnterAsync(key) is not { } tenant)
                continue;
            foreach (var instance in bound)
            {
                if (await tenant.FindAsync(instance.Id, tenant.Clock.Now) is { } found && found.Value.Binding != instance.Binding)
                {
                    warnings.Add($"{instance.Id}: the seed lets it stand for {instance.Binding?.Name}, and its state has it otherwise. POST /_emulator/reset puts it back to the seed.");
                    continue;
                }

                try
                {
                    await using var turns = new Turns();
                    if (instance.Binding is { } binding)
                        await servers.IntroduceAsync(tenant, instance.Id, await EnterAsync(turns, tenant.OwnerId, instance, binding), ModelOf(instance));
                }
                catch (ServerException refused)
                {
                    (refused.IsAway ? warnings : faults).Add($"{instance.Id}: {refused.Message}");
                }
            }
        }

        return (faults, warnings);
    }

    /// <summary>As <see cref="Tenant.UpdateAsync"/>, in the instance's turn where it stands for a server or is to.</summary>
    /// <exception cref="ServerException">It is to stand for a server that cannot be had as it is.</exception>
    public async ValueTask<(Instance? Before, Instance? After)> UpdateAsync(Tenant tenant, string instanceId, Func<Instance?, Instance?> next)
    {
        while (true)
        {
            Instance? planned = null;
            var needsTurn = false;
            var updated = await tenant.UpdateAsync(instanceId, found =>
            {
                planned = next(found);
                needsTurn = (planned?.Binding ?? found?.Binding) is not null && !ReferenceEquals(planned, found);
                return needsTurn ? found : planned;
            });
            if (!needsTurn)
                return updated;
            if (await UpdateInTurnAsync(tenant, instanceId, updated.Before, planned, next) is { } done)
                return done;
        }
    }

    /// <summary>Gives a tenant other instances.</summary>
    /// <exception cref="ServerException">One is to stand for a server that cannot be had as it is.</exception>
    public async ValueTask ReplaceAsync(Tenant tenant, IReadOnlyList<Instance> instances)
    {
        var before = (await tenant.ListAsync(tenant.Clock.Now)).ToDictionary(instance => instance.Id);
        await using var turns = new Turns();
        var next = new List<Instance>(instances.Count);
        var gone = before.Values.ExceptBy(instances.Where(instance => instance.Binding is not null).Select(instance => instance.Id), instance => instance.Id);
        foreach (var (instance, isNext) in instances.Select(instance => (instance, true)).Concat(gone.Select(instance => (instance, false)))
            .OrderBy(item => item.instance.Id, StringComparer.Ordinal))
        {
            if (isNext)
                next.Add(await IntroducedAsync(turns, tenant.OwnerId, instance, before.GetValueOrDefault(instance.Id)?.Binding));
            else
                await TryEnterAsync(turns, tenant.OwnerId, instance);
        }

        await tenant.ReplaceAsync(next);
    }

    /// <summary>Makes a tenant with instances of its own.</summary>
    /// <exception cref="ServerException">One is to stand for a server that cannot be had as it is.</exception>
    public async ValueTask<Tenant?> MakeAsync(Ram.AccessKey key, IReadOnlyList<Instance> instances)
    {
        await using var turns = new Turns();
        var next = new List<Instance>(instances.Count);
        foreach (var instance in instances)
            next.Add(await IntroducedAsync(turns, key.Caller.OwnerId, instance, null));
        return await store.MakeAsync(key, next);
    }

    /// <summary>Puts a tenant back to how it was made; what its instances' servers have besides is theirs again.</summary>
    public async ValueTask ResetAsync(Tenant tenant)
    {
        await using var turns = new Turns();
        var now = await tenant.ListAsync(tenant.Clock.Now);
        var bound = tenant.Seed.Concat(now).Where(instance => instance.Binding is not null).DistinctBy(instance => instance.Id);
        foreach (var instance in bound.OrderBy(instance => instance.Id, StringComparer.Ordinal))
        {
            // What cannot be told now is told by the next call.
            servers.Forget(tenant.OwnerId, instance.Id);
            await TryEnterAsync(turns, tenant.OwnerId, instance);
        }

        await tenant.ResetAsync();
        foreach (var (instance, entered) in turns.All)
            await TryIntroduceAsync(tenant, instance, entered);
    }

    /// <summary>Whether an account of the server that an instance stands for can log in with a password.</summary>
    /// <exception cref="ServerException">The server says neither yes nor no, or lets anybody in.</exception>
    public Task<bool> CanLogInAsync(DatabaseBinding binding, string account, Secret password) => servers.CanLogInAsync(binding, account, password);

    private bool ListensOnLoopback => (server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
        .All(address => address.StartsWith("http://unix:", StringComparison.Ordinal)
            || (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback));

    private static InstanceModel ModelOf(Instance instance) => Catalogue.Databases.First(product => product.Name == instance.Product).Instances;

    // Null when another control was first.
    private async ValueTask<(Instance? Before, Instance? After)?> UpdateInTurnAsync(
        Tenant tenant, string instanceId, Instance? seen, Instance? planned, Func<Instance?, Instance?> next)
    {
        var binding = planned?.Binding ?? seen?.Binding;
        await using var turns = new Turns();
        ServerContent? content = null;
        if (planned is { Binding: { } own } && (own != seen?.Binding || HasOtherContent(planned, seen)))
            content = await ServerContent.ReadAsync(await EnterAsync(turns, tenant.OwnerId, planned, own), planned, ModelOf(planned));
        else if (seen is not null)
            await TryEnterAsync(turns, tenant.OwnerId, seen);

        var isOther = false;
        var updated = await tenant.UpdateAsync(instanceId, found =>
        {
            var changed = next(found);
            isOther = (changed?.Binding ?? found?.Binding) != binding;
            if (isOther)
                return found;
            return content is not null && changed is not null ? Introduced(changed, content) : changed;
        });
        if (isOther)
            return null;
        if (content is not null && binding is not null)
            servers.Introduced(tenant.OwnerId, instanceId, binding);
        return updated;
    }

    // An account that a document adds has to be in the server too.
    private static bool HasOtherContent(Instance planned, Instance seen) =>
        planned.Accounts.Any(account => seen.Accounts.Find(account.Key) is null) || planned.Databases.Keys.Except(seen.Databases.Keys).Any();

    private async ValueTask<Instance> IntroducedAsync(Turns turns, string ownerId, Instance instance, DatabaseBinding? before)
    {
        if (instance.Binding is not { } binding)
            return instance;
        if (before == binding)
        {
            await TryEnterAsync(turns, ownerId, instance);
            return instance;
        }

        var content = await ServerContent.ReadAsync(await EnterAsync(turns, ownerId, instance, binding), instance, ModelOf(instance));
        servers.Introduced(ownerId, instance.Id, binding);
        return Introduced(instance, content);
    }

    private Instance Introduced(Instance instance, ServerContent content) =>
        content.AddTo(instance, ModelOf(instance), ids, clock.GetUtcNow()) with { FirstPasswords = FirstPasswords.None };

    private async ValueTask<BoundServer> EnterAsync(Turns turns, string ownerId, Instance instance, DatabaseBinding binding)
    {
        var entered = await servers.EnterAsync(ownerId, instance.Id, binding);
        turns.Add(instance, entered);
        return entered;
    }

    // Where the server is away, no call can be on its way to it.
    private async ValueTask TryEnterAsync(Turns turns, string ownerId, Instance instance)
    {
        try
        {
            if (instance.Binding is { } binding)
                await EnterAsync(turns, ownerId, instance, binding);
        }
        catch (ServerException away)
        {
            NotEntered(instance.Id, away.Message);
        }
    }

    private async ValueTask TryIntroduceAsync(Tenant tenant, Instance instance, BoundServer entered)
    {
        try
        {
            await servers.IntroduceAsync(tenant, instance.Id, entered, ModelOf(instance));
        }
        catch (ServerException lacking)
        {
            NotEntered(instance.Id, lacking.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{InstanceId} and its database server may differ: {Reason}")]
    private partial void NotEntered(string instanceId, string reason);

    /// <summary>The turns of instances, until they are given back together.</summary>
    private sealed class Turns : IAsyncDisposable
    {
        private readonly List<(Instance Instance, BoundServer Server)> _all = [];

        public IReadOnlyList<(Instance Instance, BoundServer Server)> All => _all;

        public void Add(Instance instance, BoundServer entered) => _all.Add((instance, entered));

        public async ValueTask DisposeAsync()
        {
            foreach (var (_, entered) in _all)
                await entered.DisposeAsync();
        }
    }
}
