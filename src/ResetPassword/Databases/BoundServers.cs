using System.Collections.Concurrent;
using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Store;

namespace ResetPassword.Databases;

/// <summary>
/// The database servers that instances stand for. One call or control at a time changes what an instance and its server have: its turn comes in this process
/// first, then in the server, on the session that carries the effects. Thread-safe.
/// </summary>
internal sealed partial class BoundServers(DatabaseSettings settings, IdSource ids, ILogger<BoundServers> logger)
{
    private readonly ConcurrentDictionary<(string OwnerId, string InstanceId), SemaphoreSlim> _turns = new();

    // The binding with which an instance was last told what its server has.
    private readonly ConcurrentDictionary<(string OwnerId, string InstanceId), DatabaseBinding> _introduced = new();

    /// <summary>The turn of an instance for a call. If its server was away when it was bound, the instance is told first what it has.</summary>
    /// <exception cref="ServerException">Others hold it for too long, or the server cannot be reached.</exception>
    public async Task<BoundServer> EnterAsync(Tenant tenant, string instanceId, DatabaseBinding binding, InstanceModel model)
    {
        var server = await EnterAsync(tenant.OwnerId, instanceId, binding);
        try
        {
            if (!IsIntroduced(tenant.OwnerId, instanceId, binding))
                await IntroduceAsync(tenant, instanceId, server, model);
            return server;
        }
        catch (ServerException lacking) when (lacking.Complaint == ServerComplaint.Account)
        {
            // It was bound nevertheless: the call is about one account, which may be there.
            Lacking(instanceId, lacking.Message);
            Introduced(tenant.OwnerId, instanceId, binding);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Tells an instance what its server has.</summary>
    /// <exception cref="ServerException">The server lacks something, or cannot be reached.</exception>
    public async Task IntroduceAsync(Tenant tenant, string instanceId, BoundServer server, InstanceModel model)
    {
        var now = tenant.Clock.Now;
        if (await tenant.FindAsync(instanceId, now) is not { Value: var instance } || instance.Binding != server.Binding)
            return;
        await AddAsync(tenant, instanceId, server.Binding, await ServerContent.ReadAsync(server, instance, model), model);
        Introduced(tenant.OwnerId, instanceId, server.Binding);
    }

    /// <summary>Tells an instance of what a call was to make and its server has: nobody here knows its password.</summary>
    /// <exception cref="ServerException">What it has under this name is no account.</exception>
    public async Task ReadInAsync(Tenant tenant, string instanceId, BoundServer server, Effect existing, InstanceModel model)
    {
        var content = existing is Effect.CreateAccount { Name: var name }
            ? new ServerContent([.. (await server.Session.ListAccountsAsync()).Where(account => account.Name == name && account.CanLogIn)], [])
            : new([], existing.DatabaseName is { } database ? [database] : []);
        if (content is { Accounts: [], Databases: [] })
            throw new ServerException(ServerComplaint.Account, $"{server.Binding.Name} has {existing.Account} already, which cannot log in.");
        await AddAsync(tenant, instanceId, server.Binding, content, model);
    }

    /// <summary>An instance is to be told again what its server has.</summary>
    public void Forget(string ownerId, string instanceId) => _introduced.TryRemove((ownerId, instanceId), out _);

    /// <summary>Remembers that an instance was told what its server has.</summary>
    public void Introduced(string ownerId, string instanceId, DatabaseBinding binding) => _introduced[(ownerId, instanceId)] = binding;

    public bool IsIntroduced(string ownerId, string instanceId, DatabaseBinding binding) =>
        _introduced.TryGetValue((ownerId, instanceId), out var known) && known == binding;

    private async Task AddAsync(Tenant tenant, string instanceId, DatabaseBinding binding, ServerContent content, InstanceModel model) =>
        await tenant.UpdateAsync(instanceId, found => found?.Binding == binding ? content.AddTo(found, model, ids, tenant.Clock.Now) : found);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{InstanceId}: {Reason}")]
    private partial void Lacking(string instanceId, string reason);

    /// <summary>The turn of an instance: in this process, and, where the server can be reached, in all.</summary>
    /// <exception cref="ServerException">Others hold it for too long, or the server cannot be reached.</exception>
    public async Task<BoundServer> EnterAsync(string ownerId, string instanceId, DatabaseBinding binding)
    {
        var turn = _turns.GetOrAdd((ownerId, instanceId), _ => new(1));
        using var deadline = new Deadline(settings.Patience);
        if (!await turn.WaitAsync(deadline.Left))
            throw new ServerException(ServerComplaint.Unreachable, $"{binding.Name} did not answer in time: other calls came first.");
        try
        {
            var session = await ServerType.Of(binding).OpenAsync(binding, BindingPassword.Read(binding), deadline.Left);
            try
            {
                await session.LockAsync($"{ownerId}/{instanceId}");
                return new(turn, session, binding);
            }
            catch
            {
                await session.DisposeAsync();
                throw;
            }
        }
        catch
        {
            turn.Release();
            throw;
        }
    }

    /// <summary>Whether an account of the server can log in with a password.</summary>
    /// <exception cref="ServerException">The server says neither yes nor no, or lets anybody in.</exception>
    public async Task<bool> CanLogInAsync(DatabaseBinding binding, string name, Secret password)
    {
        var type = ServerType.Of(binding);
        if (!await type.CanLogInAsync(binding, name, password, settings.Patience))
            return false;
        if (await type.CanLogInAsync(binding, name, new(Guid.NewGuid().ToString("N")), settings.Patience))
            throw new ServerException(ServerComplaint.Refused, $"{binding.Name} asks {name} for no password: the server lets in whoever comes.");
        return true;
    }
}

/// <summary>An instance's turn, with a session in the server that it stands for.</summary>
internal sealed class BoundServer(SemaphoreSlim turn, ServerSession session, DatabaseBinding binding) : IAsyncDisposable
{
    private bool _isRepeated;

    public ServerSession Session => session;

    public DatabaseBinding Binding => binding;

    /// <summary>Does in the server what a change is there; false when what was to be made is there already.</summary>
    /// <exception cref="ServerException">The server, or the binding, does not allow it.</exception>
    public async Task<bool> TryApplyAsync(IReadOnlyList<Effect> effects)
    {
        if (effects.Any(effect => effect.Account == binding.User))
            throw new ServerException(ServerComplaint.Account, $"{binding.User} is the administrator of the binding: calls do not change it.");
        if (!binding.AllowsDrop && effects.OfType<Effect.DropDatabase>().FirstOrDefault() is { } drop)
            throw new ServerException(ServerComplaint.Refused, $"The binding does not allow databases to be dropped (allowDrop): {drop.Name} stays.");
        foreach (var effect in effects)
            await RequireOthersAsync(effect);
        var (isRepeated, done) = (_isRepeated, 0);
        try
        {
            for (; done < effects.Count; done++)
                await effects[done].ApplyAsync(session, isRepeated);
        }
        catch (ServerException existing) when (existing.Exists && !isRepeated && done == 0)
        {
            return false;
        }
        catch (ServerException refused) when (refused.Complaint != ServerComplaint.Unreachable)
        {
            // The one that was refused has made nothing of its own, but may have taken a privilege away to give another.
            await UndoAsync(effects.Take(effects[done] is Effect.SetPrivilege ? done + 1 : done).Reverse());
            throw;
        }

        _isRepeated = true;
        return true;
    }

    private async Task RequireOthersAsync(Effect effect)
    {
        if (effect.Account is { } account && await session.IsOwnAccountAsync(account))
            throw new ServerException(ServerComplaint.Account, $"{account} is the server's own account: calls do not change it.");
        if (effect.DatabaseName is { } database && session.IsOwnDatabase(database))
            throw new ServerException(ServerComplaint.Refused, $"{database} is the server's own database: calls do not change it.");
    }

    private async Task UndoAsync(IEnumerable<Effect> effects)
    {
        foreach (var effect in effects)
        {
            try
            {
                await effect.UndoAsync(session);
            }
            catch (ServerException)
            {
                // What was refused was refused: that is what the call is told.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await session.DisposeAsync();
        }
        finally
        {
            turn.Release();
        }
    }
}
