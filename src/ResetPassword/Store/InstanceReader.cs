using System.Collections.Immutable;
using ResetPassword.Gateway;

namespace ResetPassword.Store;

/// <summary>Reads instances of a seed, a state document or a control call. The products' models say what is allowed; a password is hashed at once.</summary>
internal sealed class InstanceReader(IReadOnlyList<DatabaseProduct> products, IdSource ids, DateTimeOffset now, List<DocumentFault> faults)
{
    public const string DefaultPassword = "Initial_pass1";

    /// <summary>Far from where counting on would overflow.</summary>
    public const long MaxPasswordVersion = 1_000_000_000_000;

    public static readonly IReadOnlyList<string> Creators = ["api", "sql"];
    public static readonly IReadOnlyList<string> PrivilegeTypes = ["", "Custom"];

    private static readonly string[] InstanceNames = ["product", "id", "region", "engine", "engineVersion", "status", "lockMode", "tags", "accounts"];

    private static readonly string[] AccountNames =
    [
        "name", "type", "status", "createdBy", "privilegeType", "characterType", "password", "passwordHash", "passwordVersion", "passwordChangedAt",
    ];

    public IReadOnlyList<Instance> ReadInstances(IReadOnlyList<LocatedItem> items, string region)
    {
        var instances = items.Select(item => ReadInstance(item.Value, item.Path, region)).ToList();
        RefuseRepeated(items, instances, instance => instance.Id, "This id occurs twice; instance ids are unique across products.");
        return instances;
    }

    /// <param name="defaultId">The id of a document that names none; null when it must.</param>
    public Instance ReadInstance(LocatedJson value, string path, string region, string? defaultId = null)
    {
        var productName = DocumentObject.TextOf(value, "product");
        if (products.FirstOrDefault(p => p.Name == productName)?.Instances is not { } model)
        {
            faults.Add(new(value.Line, $"{path}.product", $"Expected one of {string.Join(", ", products.Select(p => p.Name))}."));
            return new() { Product = "", Id = DocumentObject.TextOf(value, "id") ?? path, Region = region, Status = "", LockMode = "" };
        }

        var fields = new DocumentObject(value, path, faults, [.. InstanceNames, .. model.Properties.Select(p => p.Name)]);
        var instance = new Instance
        {
            Product = fields.RequiredText("product"),
            Id = defaultId is null ? fields.RequiredText("id") : fields.Text("id", defaultId),
            Region = fields.Text("region", region),
            Engine = fields.OneOf("engine", model.Engines[0], model.Engines),
            EngineVersion = fields.Text("engineVersion", ""),
            Status = fields.OneOf("status", model.Running, model.Statuses),
            LockMode = fields.OneOf("lockMode", model.Unlocked, model.LockModes),
            Properties = model.Properties.Select(p => (Property: p, Value: fields.OneOf(p.Name, p.Default, p.AllowedValues)))
                .Where(p => p.Value != p.Property.Default)
                .Select(p => KeyValuePair.Create(p.Property.Name, p.Value))
                .ToImmutableSortedDictionary(StringComparer.Ordinal),
            Tags = fields.Map("tags").ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
        RefuseUnreachable(instance, model, fields);
        var items = fields.Array("accounts");
        var accounts = items.Select(item => ReadAccount(item.Value, item.Path, instance, model)).ToList();
        RefuseRepeated(items, accounts, account => $"{account.CharacterType}/{account.Name}", "This account occurs twice; names (with characterType) are unique within an instance.");
        return instance with { Accounts = AccountMap.Of(accounts) };
    }

    // What no call could ever name is a mistake, and would be found out late.
    private static void RefuseUnreachable(Instance instance, InstanceModel model, DocumentObject fields)
    {
        if (instance.Id != "" && !instance.Id.StartsWith(model.IdPrefix, StringComparison.Ordinal))
            fields.Fault("id", $"Expected an id that starts with {model.IdPrefix}, as the product asks for.");
        if (model.Regions is { } regions && !regions.Contains(instance.Region))
            fields.Fault("region", $"Expected a region that has the product: {string.Join(", ", regions.Order(StringComparer.Ordinal))}.");
    }

    /// <param name="defaultName">The name of a document that has none.</param>
    /// <param name="defaultCharacterType">The characterType of a document that has none.</param>
    public DatabaseAccount ReadAccount(LocatedJson value, string path, Instance instance, string defaultName, string? defaultCharacterType)
    {
        var model = products.First(p => p.Name == instance.Product).Instances;
        return ReadAccount(value, path, instance, model, defaultName, defaultCharacterType);
    }

    private DatabaseAccount ReadAccount(
        LocatedJson value, string path, Instance instance, InstanceModel model, string? defaultName = null, string? defaultCharacterType = null)
    {
        var fields = new DocumentObject(value, path, faults, AccountNames);
        var characterTypes = model.CharacterTypes(instance);
        var characterType = fields.Text("characterType", defaultCharacterType ?? "");
        if (characterTypes.Count == 0 && characterType != "")
            fields.Fault("characterType", "Only an account of a sharded MongoDB cluster has a characterType.");
        if (characterTypes.Count > 0 && !characterTypes.Contains(characterType))
            fields.Fault("characterType", $"An account of a sharded cluster needs one of {string.Join(", ", characterTypes)}.");
        return new()
        {
            Name = defaultName is null ? fields.RequiredText("name") : fields.Text("name", defaultName),
            CharacterType = characterTypes.Count == 0 ? null : characterType,
            Type = fields.OneOf("type", model.AccountTypes[0], model.AccountTypes),
            Status = fields.OneOf("status", model.Usable, model.AccountStatuses),
            CreatedBy = fields.OneOf("createdBy", Creators[0], Creators),
            PrivilegeType = fields.OneOf("privilegeType", PrivilegeTypes[0], PrivilegeTypes),
            Password = ReadPassword(fields),
            PasswordVersion = fields.Number("passwordVersion", 1, MaxPasswordVersion) ?? 1,
            PasswordChangedAt = fields.Time("passwordChangedAt") ?? now,
        };
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

    private void RefuseRepeated<T>(IReadOnlyList<LocatedItem> items, IReadOnlyList<T> read, Func<T, string> keyOf, string message)
    {
        var seen = new HashSet<string>();
        for (var i = 0; i < items.Count; i++)
        {
            if (!seen.Add(keyOf(read[i])))
                faults.Add(new(items[i].Value.Line, items[i].Path, message));
        }
    }
}
