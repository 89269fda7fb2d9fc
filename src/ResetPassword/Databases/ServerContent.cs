using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Seeds;

namespace ResetPassword.Databases;

/// <summary>What a server has that an instance has to know of when it is to stand for it.</summary>
internal sealed record ServerContent(IReadOnlyList<ServerAccount> Accounts, IReadOnlyList<string> Databases)
{
    private const string Privileged = "Super";
    private const string Ordinary = "Normal";
    private const int MaxNamed = 5;

    private static readonly Secret DefaultPassword = new(AccountReader.DefaultPassword);

    /// <summary>
    /// Reads what a server has, and makes what the instance has and the server lacks, if the binding says so.
    /// </summary>
    /// <exception cref="ServerException">The server lacks something and it is not to be made, or cannot be.</exception>
    public static async Task<ServerContent> ReadAsync(BoundServer server, Instance instance, InstanceModel model)
    {
        var (session, binding) = (server.Session, server.Binding);
        var content = new ServerContent(await session.ListAccountsAsync(), model.DatabaseStatuses.Count == 0 ? [] : await session.ListDatabasesAsync());
        DatabaseAccount[] accounts = [.. instance.Accounts
            .ExceptBy(content.Accounts.Select(account => account.Name), account => account.Name).Where(account => account.Name != binding.User)];
        Database[] databases = [.. instance.Databases.Values
            .ExceptBy(content.Databases, database => database.Name).Where(database => database.Name != binding.Database)];
        if (accounts.Length == 0 && databases.Length == 0)
            return content;
        if (!binding.Creates)
            throw Missing(binding, [.. accounts.Select(account => $"account {account.Name}"), .. databases.Select(database => $"database {database.Name}")]);

        foreach (var account in accounts)
        {
            var password = PasswordOf(account, instance)
                ?? throw new ServerException(ServerComplaint.Account, $"The account {account.Name} cannot be made in {binding.Name}: of its password only the hash is known. Give it a password, or make it in the server.");
            await session.CreateAccountAsync(account.Name, password, account.Type == Privileged, mayExist: false);
            if (model.IsLocked(account))
                await session.SetLockedAsync(account.Name, isLocked: true);
        }

        foreach (var database in databases)
            await session.CreateDatabaseAsync(database, model.OwnerOf(database), mayExist: false);
        foreach (var account in accounts)
        {
            foreach (var (database, privilege) in account.Privileges)
                await session.SetPrivilegeAsync(account.Name, database, privilege);
        }

        return content;
    }

    /// <summary>The instance with what the server has besides: accounts whose passwords nobody here knows.</summary>
    public Instance AddTo(Instance instance, InstanceModel model, IdSource ids, DateTimeOffset now)
    {
        var next = instance;
        foreach (var account in Accounts.Where(account => account.CanLogIn && IsNew(account, instance)))
            next = next.With(Unknown(account.Name, account.IsPrivileged, model, ids, now));
        foreach (var name in Databases.Where(name => !instance.Databases.ContainsKey(name)))
            next = next.With(new Database { Name = name, CharacterSet = model.DefaultCharacterSet, Status = model.DatabaseStatuses[0] });
        return next;
    }

    /// <summary>An account of the server's, whose password nobody here knows.</summary>
    private static DatabaseAccount Unknown(string name, bool isPrivileged, InstanceModel model, IdSource ids, DateTimeOffset now) => new()
    {
        Name = name,
        Type = isPrivileged && model.AccountTypes.Contains(Privileged) ? Privileged : Ordinary,
        Status = model.Usable,
        Password = PasswordHash.Of(new(ids.NextSecret()), ids.NextSalt()),
        PasswordChangedAt = now,
    };

    private static bool IsNew(ServerAccount account, Instance instance) =>
        instance.FindAccount(account.Name) is null && InstanceReader.CanBePartOfAddress(account.Name);

    private static Secret? PasswordOf(DatabaseAccount account, Instance instance) =>
        instance.FirstPasswords.Find(account.Key) ?? (account.Password.Matches(DefaultPassword) ? DefaultPassword : null);

    private static ServerException Missing(DatabaseBinding binding, string[] missing)
    {
        var named = string.Join(", ", missing.Take(MaxNamed)) + (missing.Length > MaxNamed ? ", …" : "");
        return new(ServerComplaint.Account, $"{binding.Name} has no {named}. With create: true they are made there.");
    }
}
