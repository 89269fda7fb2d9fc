namespace ResetPassword.Store;

/// <summary>A database account of an instance, with the hash of its password.</summary>
internal sealed record DatabaseAccount
{
    public required string Name { get; init; }

    /// <summary><c>db</c> or <c>cs</c> on a sharded MongoDB cluster, else null.</summary>
    public string? CharacterType { get; init; }

    /// <summary><c>Normal</c>, <c>Super</c> or <c>Sysadmin</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The product's own word for the state, such as <c>Available</c>.</summary>
    public required string Status { get; init; }

    /// <summary><c>api</c>, or <c>sql</c> for an account made by an SQL statement.</summary>
    public string CreatedBy { get; init; } = "api";

    /// <summary>The kind of its privileges, such as <c>Custom</c>; empty when it is an ordinary one.</summary>
    public string PrivilegeType { get; init; } = "";

    public required PasswordHash Password { get; init; }

    /// <summary>1 for the first password; each reset adds one.</summary>
    public long PasswordVersion { get; init; } = 1;

    public required DateTimeOffset PasswordChangedAt { get; init; }

    public AccountKey Key => new(Name, CharacterType);

    public DatabaseAccount WithPassword(PasswordHash password, DateTimeOffset now) =>
        this with { Password = password, PasswordVersion = PasswordVersion + 1, PasswordChangedAt = now };
}
