using ResetPassword.Model;

namespace ResetPassword.Store.Postgres;

/// <summary>A change of an instance, as its rows: those of the accounts that are other ones, new or gone, and its own.</summary>
/// <param name="Expected">The revision that it must have still.</param>
/// <param name="Born">Null where the accounts' rows of before count on.</param>
internal sealed record WrittenChange(string InstanceId, long Expected, long? Born, Instance? Next, string? Document, AccountRows Accounts)
{
    public long Revision => Expected + 1;

    /// <param name="expected">What is there now; of no meaning where <see cref="InstanceChange.Seen"/> says it.</param>
    public static WrittenChange Of(in InstanceChange change, long expected)
    {
        var (seen, next) = (change.Seen, change.Next);
        var accounts = next is null ? AccountRows.None : AccountRows.Of(next.Accounts.ChangesFrom(seen?.Written.Accounts ?? AccountMap.Empty), next);
        expected = seen?.Revision ?? expected;
        return new(change.InstanceId, expected, seen is null ? expected + 1 : null, next, next is null ? null : StoredText.Of(next), accounts);
    }

    /// <summary>Whether it is the first one of an instance of the tenant, which has no row.</summary>
    public bool IsFirst(KnownTenant tenant) => Expected == tenant.FirstRevision;

    /// <summary>The statement that writes it if nobody was first, but for what is recorded with it.</summary>
    public Statement ToStatement(KnownTenant tenant, bool withAccounts = true)
    {
        var accounts = withAccounts ? Accounts : AccountRows.None;
        return new Statement(IsFirst(tenant) ? Statements.CommitFirst : Statements.CommitChanged)
            .With(tenant.OwnerId).With(tenant.Generation).With(InstanceId).With(Expected).With(Revision).With(Born).With(Document)
            .With(accounts.Names).With(accounts.CharacterTypes).With(accounts.Documents);
    }
}

/// <summary>Rows of accounts of an instance; one that is gone has no document.</summary>
internal sealed record AccountRows(string[] Names, string[] CharacterTypes, string?[] Documents)
{
    /// <summary>How many go in one statement.</summary>
    public const int MaxCount = 5000;

    public static readonly AccountRows None = new([], [], []);

    public int Count => Names.Length;

    public static AccountRows Of(IReadOnlyList<(AccountKey Key, DatabaseAccount? Account)> changes, Instance instance) => new(
        [.. changes.Select(change => change.Key.Name)],
        [.. changes.Select(change => change.Key.CharacterType ?? "")],
        [.. changes.Select(change => change.Account is { } account ? StoredText.Of(account, instance) : null)]);

    /// <summary>The statements that write them, a bounded number of rows each.</summary>
    public IEnumerable<Statement> ToStatements(long generation, string instanceId, long revision)
    {
        for (var from = 0; from < Count; from += MaxCount)
        {
            var part = from..Math.Min(from + MaxCount, Count);
            yield return new Statement(Statements.WriteAccounts).With(generation).With(instanceId).With(revision)
                .With(Names[part]).With(CharacterTypes[part]).With(Documents[part]);
        }
    }
}
