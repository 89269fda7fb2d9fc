using System.Collections;
using System.Runtime.CompilerServices;

namespace ResetPassword.Store;

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

    // Those whose status changes by itself, so that a look at the time does not look at all.
    private readonly DatabaseAccount[] _unsettled;

    private AccountMap(Node root, int count, DatabaseAccount[] unsettled) => (_root, Count, _unsettled) = (root, count, unsettled);

    public int Count { get; }

    /// <summary>Whether no account's status changes by itself.</summary>
    public bool IsSettled => _unsettled.Length == 0;

    public static AccountMap Of(IEnumerable<DatabaseAccount> accounts) => accounts.Aggregate(Empty, (map, account) => map.With(account));

    public DatabaseAccount? Find(AccountKey key)
    {
        var hash = key.GetHashCode();
        var node = _root;
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
                    return Array.Find(ofSameHash, account => account.Key == key);
                default:
                    return null;
            }
        }
    }

    /// <summary>With an account added, or in the place of the one with its key.</summary>
    public AccountMap With(DatabaseAccount account)
    {
        var key = account.Key;
        var unsettled = account.Pending is null ? UnsettledBut(key) : [.. UnsettledBut(key), account];
        return new(Put(_root, account, key, key.GetHashCode(), 0), Find(key) is null ? Count + 1 : Count, unsettled);
    }

    public AccountMap Without(AccountKey key) => Find(key) is null ? this : new(Take(_root, key, key.GetHashCode(), 0), Count - 1, UnsettledBut(key));

    /// <summary>As the accounts are at a time: those that are gone by then are left out.</summary>
    public AccountMap AsOf(DateTimeOffset now) =>
        _unsettled.Aggregate(this, (map, account) => account.AsOf(now) is not { } settled ? map.Without(account.Key) : ReferenceEquals(settled, account) ? map : map.With(settled));

    /// <summary>Ordered by key.</summary>
    public IEnumerator<DatabaseAccount> GetEnumerator()
    {
        var accounts = In(_root).ToList();
        accounts.Sort(static (one, other) => one.Key.CompareTo(other.Key));
        return accounts.GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private DatabaseAccount[] UnsettledBut(AccountKey key) => IsSettled ? _unsettled : Array.FindAll(_unsettled, account => account.Key != key);

    private static Node Put(Node node, DatabaseAccount account, AccountKey key, int hash, int level)
    {
        var copy = new Node(node);
        ref var branch = ref copy.Branches[BranchOf(hash, level)];
        branch = branch switch
        {
            null => account,
            Node child => Put(child, account, key, hash, level + BitsPerLevel),
            DatabaseAccount other when other.Key == key => account,
            DatabaseAccount other when level + BitsPerLevel < HashBits =>
                Put(Put(new(), other, other.Key, other.Key.GetHashCode(), level + BitsPerLevel), account, key, hash, level + BitsPerLevel),
            DatabaseAccount other => new[] { other, account },
            var ofSameHash => ((DatabaseAccount[])ofSameHash).Where(other => other.Key != key).Append(account).ToArray(),
        };
        return copy;
    }

    private static Node Take(Node node, AccountKey key, int hash, int level)
    {
        var copy = new Node(node);
        ref var branch = ref copy.Branches[BranchOf(hash, level)];
        branch = branch switch
        {
            Node child => Take(child, key, hash, level + BitsPerLevel),
            DatabaseAccount[] ofSameHash => ofSameHash.Where(other => other.Key != key).ToArray(),
            _ => null,
        };
        return copy;
    }

    private static IEnumerable<DatabaseAccount> In(object? branch) => branch switch
    {
        Node node => node.All().SelectMany(In),
        DatabaseAccount account => [account],
        DatabaseAccount[] ofSameHash => ofSameHash,
        _ => [],
    };

    private static int BranchOf(int hash, int level) => (int)((uint)hash >> level) & (Branches.Count - 1);

    /// <summary>16 of: nothing, an account, a node, or, where the hash is used up, the accounts that share a whole one.</summary>
    [InlineArray(Count)]
    private struct Branches
    {
        public const int Count = 1 << BitsPerLevel;

        private object? _first;
    }

    private sealed class Node
    {
        public Branches Branches;

        public Node()
        {
        }

        public Node(Node other) => Branches = other.Branches;

        public object?[] All() => ((ReadOnlySpan<object?>)Branches).ToArray();
    }
}
