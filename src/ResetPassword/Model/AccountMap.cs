using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace ResetPassword.Model;

/// <summary>
/// The accounts of an instance. A change is a new map, which shares what did not change. A hash trie of 16 branches a level: an instance may have
/// a million accounts, and where a balanced tree of names waits for memory forty times, this waits six times.
/// </summary>
internal sealed class AccountMap : IReadOnlyCollection<DatabaseAccount>
{
    private const int BitsPerLevel = 4;
    private const int HashBits = 32;

    public static readonly AccountMap Empty = new(new Node(), 0, []);

    private readonly Node _root;

    // Those whose status changes by itself, the soonest first, so that a look at the time does not look at all.
    private readonly ImmutableSortedSet<Due> _unsettled;

    private AccountMap(Node root, int count, ImmutableSortedSet<Due> unsettled) => (_root, Count, _unsettled) = (root, count, unsettled);

    public int Count { get; }

    /// <summary>Whether no account's status changes by itself.</summary>
    public bool IsSettled => _unsettled.IsEmpty;

    public DatabaseAccount? Find(AccountKey key) => Find(_root, key);

    private static DatabaseAccount? Find(Node node, AccountKey key)
    {
        var hash = key.GetHashCode();
        for (var level = 0; ; level += BitsPerLevel)
        {
            switch (node.Branches[BranchOf(hash, level)])
            {
                case Node child:
                    node = child;
                    break;
                case DatabaseAccount account:
                    return account.Key == key ? account : null;
                case DatabaseAccount[] ofSameHash:
                    return FindOne(ofSameHash, key);
                default:
                    return null;
            }
        }
    }

    private static DatabaseAccount? FindOne(DatabaseAccount[] ofSameHash, AccountKey key) => Array.Find(ofSameHash, account => account.Key == key);

    /// <summary>With an account added, or in the place of the one with its key.</summary>
    public AccountMap With(DatabaseAccount account)
    {
        var key = account.Key;
        var replaced = Find(key);
        var unsettled = UnsettledBut(replaced);
        return new(
            Put(_root, account, key, key.GetHashCode(), 0, isShared: true),
            replaced is null ? Count + 1 : Count,
            account.Pending is { } pending ? unsettled.Add(new(pending.Due, key)) : unsettled);
    }

    public AccountMap Without(AccountKey key) =>
        Find(key) is { } removed ? new(Take(_root, key, key.GetHashCode(), 0), Count - 1, UnsettledBut(removed)) : this;

    /// <summary>As the accounts are at a time: those that are gone by then are left out.</summary>
    public AccountMap AsOf(DateTimeOffset now) => _unsettled.TakeWhile(due => due.Time <= now)
        .Aggregate(this, (map, due) => Find(due.Key)?.AsOf(now) is { } settled ? map.With(settled) : map.Without(due.Key));

    /// <summary>Ordered by key.</summary>
    public IEnumerator<DatabaseAccount> GetEnumerator()
    {
        var accounts = new List<DatabaseAccount>(Count);
        AddAll(_root, accounts);
        accounts.Sort(static (one, other) => one.Key.CompareTo(other.Key));
        return accounts.GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>
    /// How it differs from another: each account that is another one or new, and each that is gone, as null. What both share is not looked at.
    /// </summary>
    public IReadOnlyList<(AccountKey Key, DatabaseAccount? Account)> ChangesFrom(AccountMap before)
    {
        var changes = new List<(AccountKey, DatabaseAccount?)>();
        AddChanges(before._root, _root, changes);
        return changes;
    }

    private static void AddChanges(object? before, object? now, List<(AccountKey, DatabaseAccount?)> changes)
    {
        if (ReferenceEquals(before, now))
            return;
        if (before is Node one && now is Node other)
        {
            for (var i = 0; i < Branches.Count; i++)
                AddChanges(one.Branches[i], other.Branches[i], changes);
            return;
        }

        var (old, current) = (AllOf(before), AllOf(now));
        foreach (var account in current)
        {
            if (old.Find(known => known.Key == account.Key) is not { } same || !ReferenceEquals(same, account))
                changes.Add((account.Key, account));
        }

        foreach (var account in old)
        {
            if (!current.Exists(known => known.Key == account.Key))
                changes.Add((account.Key, null));
        }
    }

    // A branch that became a node, or the other way round, or one that holds accounts, on either side.
    private static List<DatabaseAccount> AllOf(object? branch)
    {
        var accounts = new List<DatabaseAccount>();
        AddAll(branch, accounts);
        return accounts;
    }

    private ImmutableSortedSet<Due> UnsettledBut(DatabaseAccount? account) =>
        account?.Pending is { } pending ? _unsettled.Remove(new(pending.Due, account.Key)) : _unsettled;

    // Nodes that no map has yet are changed in place.
    private static Node Put(Node node, DatabaseAccount account, AccountKey key, int hash, int level, bool isShared)
    {
        var own = isShared ? new Node(node) : node;
        ref var branch = ref own.Branches[BranchOf(hash, level)];
        branch = branch switch
        {
            null => account,
            Node child => Put(child, account, key, hash, level + BitsPerLevel, isShared),
            DatabaseAccount other when other.Key == key => account,
            DatabaseAccount other when level + BitsPerLevel < HashBits => Put(
                Put(new(), other, other.Key, other.Key.GetHashCode(), level + BitsPerLevel, isShared: false), account, key, hash, level + BitsPerLevel,
                isShared: false),
            DatabaseAccount other => new[] { other, account },
            var ofSameHash => Replace((DatabaseAccount[])ofSameHash, account),
        };
        return own;
    }

    private static DatabaseAccount[] Replace(DatabaseAccount[] ofSameHash, DatabaseAccount account) => [.. Others(ofSameHash, account.Key), account];

    // Apart from its callers: whatever a method keeps for a lambda is made each time that it is called.
    private static DatabaseAccount[] Others(DatabaseAccount[] ofSameHash, AccountKey key) => Array.FindAll(ofSameHash, other => other.Key != key);

    private static Node Take(Node node, AccountKey key, int hash, int level)
    {
        var copy = new Node(node);
        ref var branch = ref copy.Branches[BranchOf(hash, level)];
        branch = branch switch
        {
            Node child => Take(child, key, hash, level + BitsPerLevel),
            DatabaseAccount[] ofSameHash => Others(ofSameHash, key),
            _ => null,
        };
        return copy;
    }

    /// <summary>Makes a map of accounts that come one after the other; of no use once it has made it.</summary>
    internal sealed class Builder
    {
        private readonly Node _root = new();
        private readonly ImmutableSortedSet<Due>.Builder _unsettled = ImmutableSortedSet.CreateBuilder<Due>();
        private int _count;

        /// <summary>False when there is an account with its key already.</summary>
        public bool TryAdd(DatabaseAccount account)
        {
            var key = account.Key;
            if (Find(_root, key) is not null)
                return false;
            Put(_root, account, key, key.GetHashCode(), 0, isShared: false);
            if (account.Pending is { } pending)
                _unsettled.Add(new(pending.Due, key));
            _count++;
            return true;
        }

        public AccountMap ToMap() => _count == 0 ? Empty : new(_root, _count, _unsettled.ToImmutable());
    }

    private static void AddAll(object? branch, List<DatabaseAccount> accounts)
    {
        if (branch is Node node)
        {
            foreach (var below in (ReadOnlySpan<object?>)node.Branches)
                AddAll(below, accounts);
        }
        else if (branch is DatabaseAccount account)
        {
            accounts.Add(account);
        }
        else if (branch is DatabaseAccount[] ofSameHash)
        {
            accounts.AddRange(ofSameHash);
        }
    }

    private static int BranchOf(int hash, int level) => (int)((uint)hash >> level) & (Branches.Count - 1);

    /// <summary>16 of: nothing, an account, a node, or, where the hash is used up, the accounts that share a whole one.</summary>
    [InlineArray(Count)]
    private struct Branches
    {
        public const int Count = 1 << BitsPerLevel;

        private object? _first;
    }

    /// <summary>When an account's status changes. A class, which the runtime has compiled its set for already.</summary>
    private sealed record Due(DateTimeOffset Time, AccountKey Key) : IComparable<Due>
    {
        public int CompareTo(Due? other)
        {
            if (other is null)
                return 1;
            var byTime = Time.CompareTo(other.Time);
            return byTime != 0 ? byTime : Key.CompareTo(other.Key);
        }
    }

    private sealed class Node
    {
        public Branches Branches;

        public Node()
        {
        }

        public Node(Node other) => Branches = other.Branches;
    }
}
