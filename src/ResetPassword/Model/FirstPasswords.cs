namespace ResetPassword.Model;

/// <summary>
/// The passwords that a document gives accounts, for them to be made in the server that their instance stands for. They are no part of the instance, and
/// written nowhere: all are equal.
/// </summary>
internal sealed class FirstPasswords(IReadOnlyDictionary<AccountKey, Secret> passwords)
{
    public static readonly FirstPasswords None = new(new Dictionary<AccountKey, Secret>());

    public Secret? Find(AccountKey account) => passwords.GetValueOrDefault(account);

    public override bool Equals(object? obj) => obj is FirstPasswords;

    public override int GetHashCode() => 0;
}
