using System.Collections.Immutable;

namespace ResetPassword.Model;

/// <summary>A database account of an instance, with the hash of its password.</summary>
internal sealed record DatabaseAccount
{
    /// <summary>Far from where counting on would overflow.</summary>
    public const long MaxPasswordVersion = 1_000_000_000_000;

    /// <summary>Who can have created an account.</summary>
    public static readonly string[] Creators = ["api", "sql"];

    /// <summary>The kinds of privileges.</summary>
    public static readonly string[] PrivilegeTypes = ["", "Custom"];

    private static readonly string?[] CharacterTypes = [null, "db", "cs"];

    // There may be millions of accounts: what is one of few words takes a byte, and a version five.
    private readonly byte _characterType;
    private readonly byte _createdBy;
    private readonly byte _privilegeType;
    private readonly byte _passwordVersionHigh;
    private readonly uint _passwordVersionLow = 1;
    private readonly long _passwordChangedAt;

    public required string Name { get; init; }

    /// <summary><c>db</c> or <c>cs</c> on a sharded MongoDB cluster, else null.</summary>
    public string? CharacterType
    {
        get => CharacterTypes[_characterType];
        init => _characterType = PlaceOf(value, CharacterTypes);
    }

    /// <summary><c>Normal</c>, <c>Super</c> or <c>Sysadmin</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The product's own word for the state, such as <c>Available</c>.</summary>
    public required string Status { get; init; }

    /// <summary>What the status becomes by itself; null when it stays.</summary>
    public StatusChange? Pending { get; init; }

    /// <summary><c>api</c>, or <c>sql</c> for an account made by an SQL statement.</summary>
    public string CreatedBy
    {
        get => Creators[_createdBy];
        init => _createdBy = PlaceOf(value, Creators);
    }

    /// <summary>The kind of its privileges, such as <c>Custom</c>; empty when it is an ordinary one.</summary>
    public string PrivilegeType
    {
        get => PrivilegeTypes[_privilegeType];
        init => _privilegeType = PlaceOf(value, PrivilegeTypes);
    }

    /// <summary>What the product's <see cref="InstanceModel.AccountProperties"/> declare, where it differs from the default.</summary>
    public ImmutableSortedDictionary<string, string> Properties { get; init; } = PropertyValues.None;

    /// <summary>The product's word for what it may do, by the name of the database.</summary>
    public ImmutableSortedDictionary<string, string> Privileges { get; init; } = PropertyValues.None;

    public required PasswordHash Password { get; init; }

    /// <summary>1 for the first password; each reset adds one.</summary>
    public long PasswordVersion
    {
        get => ((long)_passwordVersionHigh << 32) | _passwordVersionLow;
        init => (_passwordVersionHigh, _passwordVersionLow) = (checked((byte)(value >> 32)), (uint)value);
    }

    /// <summary>In UTC.</summary>
    public required DateTimeOffset PasswordChangedAt
    {
        get => new(_passwordChangedAt, TimeSpan.Zero);
        init => _passwordChangedAt = value.UtcTicks;
    }

    /// <summary>One more, as far as a document can have it.</summary>
    public long NextPasswordVersion => Math.Min(PasswordVersion + 1, MaxPasswordVersion);

    public AccountKey Key => new(Name, CharacterType);

    /// <summary>The value of a declared property, or its default.</summary>
    public string this[ModelProperty property] => Properties.Of(property);

    /// <summary>Whether a flag, which is a property that is true or false, is true.</summary>
    public bool Is(ModelProperty flag) => this[flag] == "true";

    public DatabaseAccount With(ModelProperty property, string value) => this with { Properties = Properties.With(property, value) };

    /// <summary>As it is at a time; null when it is gone by then.</summary>
    public DatabaseAccount? AsOf(DateTimeOffset now)
    {
        if (Pending is null || Pending.Due > now)
            return this;
        return Pending.Next is { } next ? this with { Status = next, Pending = null } : null;
    }

    /// <summary>Whether it differs from another in nothing.</summary>
    public bool HasContentOf(DatabaseAccount other) =>
        (this with { Properties = other.Properties, Privileges = other.Privileges }) == other
        && Properties.SequenceEqual(other.Properties)
        && Privileges.SequenceEqual(other.Privileges);

    public DatabaseAccount WithPassword(PasswordHash password, DateTimeOffset now) =>
        this with { Password = password, PasswordVersion = NextPasswordVersion, PasswordChangedAt = NotBeforeLastChange(now) };

    /// <summary>When the next password is set, at a time: a clock may be set back, and the password's time never goes back.</summary>
    public DateTimeOffset NotBeforeLastChange(DateTimeOffset now) => now > PasswordChangedAt ? now : PasswordChangedAt;

    private static byte PlaceOf(string? word, string?[] words) => Array.IndexOf(words, word) is >= 0 and var place
        ? (byte)place
        : throw new ArgumentException($"{word} is none of {string.Join(", ", words)}.", nameof(word));
}
