using System.Collections.Immutable;
using ResetPassword.Documents;
using ResetPassword.Model;

namespace ResetPassword.Seeds;

/// <summary>Reads accounts of a seed, a state document or a control call. A password is hashed at once.</summary>
internal sealed class AccountReader(IdSource ids, DateTimeOffset now, DocumentFaults faults)
{
    public const string DefaultPassword = "Initial_pass1";

    private static readonly string[] Names =
    [
        "name", "type", "status", "pending", "createdBy", "privilegeType", "characterType", "privileges", "password", "passwordHash", "passwordVersion",
        "passwordChangedAt",
    ];

    /// <summary>Is told the passwords of accounts; null where nobody needs them.</summary>
    public Dictionary<AccountKey, Secret>? Passwords { get; set; }

    private InstanceModel? _model;
    private string[] _names = [];

    /// <param name="defaultName">The name of a document that has none.</param>
    /// <param name="defaultCharacterType">The characterType of a document that has none.</param>
    public DatabaseAccount Read(
        LocatedJson value, string path, Instance instance, InstanceModel model, string? defaultName = null, string? defaultCharacterType = null)
    {
        var fields = new DocumentObject(value, path, faults, NamesOf(model));
        var characterTypes = model.CharacterTypes(instance);
        var characterType = fields.Text("characterType", defaultCharacterType ?? "");
        if (characterTypes.Count == 0 && characterType != "")
            fields.Fault("characterType", "Only an account of a sharded MongoDB cluster has a characterType.");
        if (characterTypes.Count > 0 && !characterTypes.Contains(characterType))
            fields.Fault("characterType", $"An account of a sharded cluster needs one of {string.Join(", ", characterTypes)}.");
        var name = defaultName is null ? fields.RequiredText("name") : fields.Text("name", defaultName);
        if (!InstanceReader.CanBePartOfAddress(name))
            fields.Fault("name", "Expected a name without slashes and control characters, as it is part of addresses.");
        var account = new DatabaseAccount
        {
            Name = name,
            CharacterType = characterTypes.Contains(characterType) ? characterType : null,
            Type = fields.OneOf("type", model.AccountTypes[0], model.AccountTypes),
            Status = fields.OneOf("status", model.Usable, model.AccountStatuses),
            CreatedBy = fields.OneOf("createdBy", DatabaseAccount.Creators[0], DatabaseAccount.Creators),
            PrivilegeType = fields.OneOf("privilegeType", DatabaseAccount.PrivilegeTypes[0], DatabaseAccount.PrivilegeTypes),
            Pending = InstanceReader.ReadPending(fields, model.AccountStatuses),
            Properties = InstanceReader.ReadProperties(fields, model.AccountProperties),
            Privileges = ReadPrivileges(fields, model),
            Password = ReadPassword(fields),
            PasswordVersion = fields.Number("passwordVersion", 1, DatabaseAccount.MaxPasswordVersion) ?? 1,
            PasswordChangedAt = fields.Time("passwordChangedAt") ?? now,
        };
        if (Passwords is not null && fields.Has("password"))
            Passwords[account.Key] = new(fields.Text("password", ""));
        return account;
    }

    // The same for each of many accounts.
    private string[] NamesOf(InstanceModel model)
    {
        if (!ReferenceEquals(model, _model))
            (_model, _names) = (model, [.. Names, .. model.AccountProperties.Select(p => p.Name)]);
        return _names;
    }

    private PasswordHash ReadPassword(DocumentObject fields)
    {
        if (fields.Has("password") && fields.Has("passwordHash"))
            fields.Fault("passwordHash", "An account has a password or a passwordHash, not both.");
        if (!fields.Has("passwordHash"))
            return PasswordHash.Of(new(fields.Text("password", DefaultPassword)), ids.NextSalt());
        if (PasswordHash.TryRead(fields.Text("passwordHash", ""), out var hash))
            return hash.Value;
        fields.Fault("passwordHash", "Expected sha256:<salt>:<hash>, both in base64, as a state document has it.");
        return PasswordHash.Of(new(""), ids.NextSalt());
    }

    private static ImmutableSortedDictionary<string, string> ReadPrivileges(DocumentObject fields, InstanceModel model)
    {
        if (!model.HasPrivileges && fields.Has("privileges"))
            fields.Fault("privileges", "Expected nothing: this product has no actions for privileges.");
        return fields.Map("privileges");
    }
}
