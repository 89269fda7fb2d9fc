using ResetPassword.Model;
using ResetPassword.Store;

namespace ResetPassword.Databases;

/// <summary>One thing that is done in a server because of what happened to an instance.</summary>
internal abstract record Effect
{
    private Effect()
    {
    }

    /// <summary>The account that it changes, or null.</summary>
    public virtual string? Account => null;

    /// <summary>The database that it makes or changes, or null.</summary>
    public virtual string? DatabaseName => null;

    /// <param name="isRepeated">Whether the same call may have done it before: its commit lost a race.</param>
    public abstract Task ApplyAsync(ServerSession session, bool isRepeated);

    /// <summary>Takes back what it has made, where another effect of the same change is refused.</summary>
    public virtual Task UndoAsync(ServerSession session) => Task.CompletedTask;

    public sealed record CreateAccount(string Name, Secret Password, bool IsPrivileged) : Effect
    {
        public override string Account => Name;

        public override Task ApplyAsync(ServerSession session, bool isRepeated) => session.CreateAccountAsync(Name, Password, IsPrivileged, isRepeated);

        public override Task UndoAsync(ServerSession session) => session.DropAccountAsync(Name);
    }

    public sealed record SetPassword(string Name, Secret Password) : Effect
    {
        public override string Account => Name;

        public override Task ApplyAsync(ServerSession session, bool isRepeated) => session.SetPasswordAsync(Name, Password);
    }

    public sealed record DropAccount(string Name) : Effect
    {
        public override string Account => Name;

        public override Task ApplyAsync(ServerSession session, bool isRepeated) => session.DropAccountAsync(Name);
    }

    public sealed record SetLocked(string Name, bool IsLocked) : Effect
    {
        public override string Account => Name;

        public override Task ApplyAsync(ServerSession session, bool isRepeated) => session.SetLockedAsync(Name, IsLocked);
    }

    /// <param name="Before">What it had, in the vendor's word; null for nothing.</param>
    /// <param name="Privilege">What it gets.</param>
    public sealed record SetPrivilege(string Name, string Database, string? Before, string? Privilege) : Effect
    {
        public override string Account => Name;

        public override string DatabaseName => Database;

        public override Task ApplyAsync(ServerSession session, bool isRepeated) => session.SetPrivilegeAsync(Name, Database, Privilege);

        public override Task UndoAsync(ServerSession session) => session.SetPrivilegeAsync(Name, Database, Before);
    }

    public sealed record RestorePermissions(string Name) : Effect
    {
        public override string Account => Name;

        public override Task ApplyAsync(ServerSession session, bool isRepeated) => session.RestorePermissionsAsync(Name);
    }

    public sealed record CreateDatabase(Database Database, string? Owner) : Effect
    {
        public override string DatabaseName => Database.Name;

        public override Task ApplyAsync(ServerSession session, bool isRepeated) => session.CreateDatabaseAsync(Database, Owner, isRepeated);

        public override Task UndoAsync(ServerSession session) => session.DropDatabaseAsync(Database.Name);
    }

    public sealed record DropDatabase(string Name) : Effect
    {
        public override string DatabaseName => Name;

        public override Task ApplyAsync(ServerSession session, bool isRepeated) => session.DropDatabaseAsync(Name);
    }
}

/// <summary>What is to be done in a server, by the events of a change. Pure.</summary>
internal static class Effects
{
    /// <summary>The effects of a change on the server that its instance stands for; none where it stands for none, or nothing of it is there.</summary>
    public static IReadOnlyList<Effect> Of(in InstanceChange change, InstanceModel model)
    {
        if (change.Seen?.Value is not { Binding: not null } before || change.Next is not { } next)
            return [];
        List<Effect>? effects = null;
        foreach (var happened in change.Events)
        {
            foreach (var effect in Of(happened, before, next, model))
                (effects ??= []).Add(effect);
        }

        return effects ?? (IReadOnlyList<Effect>)[];
    }

    private static IEnumerable<Effect> Of(InstanceEvent happened, Instance before, Instance next, InstanceModel model)
    {
        switch (happened)
        {
            case InstanceEvent.PasswordReset(var key, var password):
                return [new Effect.SetPassword(key.Name, password)];
            case InstanceEvent.AccountCreated(var key, var password):
                var isPrivileged = next.Accounts.Find(key) is { Type: "Super" };
                return [new Effect.CreateAccount(key.Name, password, isPrivileged), .. PrivilegesOf(key, before, next)];
            case InstanceEvent.AccountDeleted(var key):
                return [new Effect.DropAccount(key.Name)];
            case InstanceEvent.AccountModified(var key) when next.Accounts.Find(key) is { } account:
                var isLocked = model.IsLocked(account);
                return before.Accounts.Find(key) is { } was && model.IsLocked(was) == isLocked ? [] : [new Effect.SetLocked(key.Name, isLocked)];
            case InstanceEvent.PrivilegesChanged(var key):
                return PrivilegesOf(key, before, next);
            case InstanceEvent.PermissionsReset(var key):
                return [new Effect.RestorePermissions(key.Name)];
            case InstanceEvent.DatabaseCreated(var name) when next.Databases.GetValueOrDefault(name) is { } database:
                return [new Effect.CreateDatabase(database, model.OwnerOf(database))];
            case InstanceEvent.DatabaseDeleted(var name):
                var granted = before.Accounts.Where(account => account.Privileges.ContainsKey(name));
                var revocations = granted.Select(account => new Effect.SetPrivilege(account.Name, name, account.Privileges[name], null));
                return [.. revocations, new Effect.DropDatabase(name)];
            default:
                return [];
        }
    }

    // What is taken away comes first: a database of PostgreSQL has one owner.
    private static IEnumerable<Effect> PrivilegesOf(AccountKey key, Instance before, Instance next)
    {
        var had = before.Accounts.Find(key)?.Privileges ?? PropertyValues.None;
        var has = next.Accounts.Find(key)?.Privileges ?? PropertyValues.None;
        return had.Keys.Except(has.Keys).Select(database => new Effect.SetPrivilege(key.Name, database, had[database], null))
            .Concat(has.Except(had).Select(granted => new Effect.SetPrivilege(key.Name, granted.Key, had.GetValueOrDefault(granted.Key), granted.Value)));
    }
}
