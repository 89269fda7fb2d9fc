using System.Collections.Immutable;
using ResetPassword.Documents;
using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Seeds;

/// <summary>Reads instances of a seed, a state document or a control call. The products' models say what is allowed; a password is hashed at once.</summary>
/// <param name="bindings">Which database servers the document may bind instances to.</param>
internal sealed class InstanceReader(
    IReadOnlyList<DatabaseProduct> products, IdSource ids, DateTimeOffset now, DocumentFaults faults, BindingRights bindings)
{
    /// <summary>What is wrong with an instance whose id another one has.</summary>
    public const string RepeatedId = "This id occurs twice; instance ids are unique across products.";

    private static readonly string[] Names =
    [
        "product", "id", "region", "engine", "engineVersion", "status", "pending", "lockMode", "createdAt", "createdWith", "tags", "databases", "accounts",
        BindingReader.Member,
    ];

    private const int AccountsInARow = 1024;

    private static readonly string[] PendingNames = ["next", "due"];

    private static readonly string[] DatabaseNames = ["name", "characterSet", "description", "status", "pending"];

    private readonly Dictionary<string, string[]> _names = [];

    private readonly AccountReader _accounts = new(ids, now, faults);

    private readonly BindingReader _bindings = new(bindings);

    public IReadOnlyList<Instance> ReadInstances(IEnumerable<LocatedItem> items, string region)
    {
        var instances = new List<Instance>();
        var ids = new HashSet<string>();
        foreach (var (value, path) in items)
        {
            var instance = ReadInstance(value, path, region);
            instances.Add(instance);
            if (!ids.Add(instance.Id))
                faults.Add(new(value.Line, path, RepeatedId));
        }

        return instances;
    }

    /// <param name="defaultId">The id of a document that names none; null when it must.</param>
    public Instance ReadInstance(LocatedJson value, string path, string region, string? defaultId = null)
    {
        if (products.Named(DocumentObject.TextOf(value, "product")) is not { Instances: var model } product)
        {
            faults.Add(new(value.Line, $"{path}.product", $"Expected one of {products.ListNames()}."));
            return new() { Product = "", Id = DocumentObject.TextOf(value, "id") ?? path, Region = region, Status = "", LockMode = "", CreatedAt = now };
        }

        var fields = new DocumentObject(value, path, faults, NamesOf(product));
        var instance = new Instance
        {
            Product = product.Name,
            Id = defaultId is null ? fields.RequiredText("id") : fields.Text("id", defaultId),
            Region = fields.Text("region", region),
            Engine = fields.OneOf("engine", model.Engines[0], model.Engines),
            EngineVersion = fields.Text("engineVersion", ""),
            Status = fields.OneOf("status", model.Running, model.Statuses),
            LockMode = fields.OneOf("lockMode", model.Unlocked, model.LockModes),
            Pending = ReadPending(fields, model.Statuses),
            CreatedAt = fields.Time("createdAt") ?? now,
            CreatedWith = fields.Text("createdWith", ""),
            Properties = ReadProperties(fields, model.Properties),
            Tags = fields.Map("tags"),
            Databases = ReadDatabases(fields, model),
            Parts = ReadParts(fields, model),
        };
        RefuseUnreachable(instance, model, fields);
        foreach (var kind in model.Parts)
        {
            foreach (var part in instance.PartsOf(kind))
            {
                if (kind.FindFault(instance, part) is { } fault)
                    fields.Fault($"{kind.Name}.{part.Name}", fault);
            }
        }

        var binding = _bindings.Read(fields, instance, model);
        var passwords = binding is { Creates: true } ? new Dictionary<AccountKey, Secret>() : null;
        return instance with
        {
            Binding = binding,
            Accounts = ReadAccounts(fields, instance, model, passwords),
            FirstPasswords = passwords is null ? FirstPasswords.None : new(passwords),
        };
    }

    /// <param name="passwords">What is told the passwords; null where nobody needs them.</param>
    private AccountMap ReadAccounts(DocumentObject fields, Instance instance, InstanceModel model, Dictionary<AccountKey, Secret>? passwords)
    {
        _accounts.Passwords = passwords;
        // First all of them, then the map: what it joins at random costs the collector more than what is kept in a row.
        var accounts = fields.Array("accounts").Select(item => _accounts.Read(item.Value, item.Path, instance, model)).Chunk(AccountsInARow).ToList();
        var map = new AccountMap.Builder();
        var repeated = accounts.SelectMany(row => row).Where(account => !map.TryAdd(account)).ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var ((value, path), account) in repeated.Count == 0 ? [] : fields.Array("accounts").Zip(accounts.SelectMany(row => row)))
        {
            if (repeated.Contains(account))
                faults.Add(new(value.Line, path, "This account occurs twice; names (with characterType) are unique within an instance."));
        }

        return map.ToMap();
    }

    /// <summary>Whether a name can be, in the address of a control.</summary>
    public static bool CanBePartOfAddress(string name) => !name.Any(c => c == '/' || char.IsControl(c));

    // What no call could ever name is a mistake, and would be found out late.
    private static void RefuseUnreachable(Instance instance, InstanceModel model, DocumentObject fields)
    {
        if (!CanBePartOfAddress(instance.Id))
            fields.Fault("id", "Expected an id without slashes and control characters, as it is part of addresses.");
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
        return _accounts.Read(value, path, instance, model, defaultName, defaultCharacterType);
    }

    /// <summary>The properties that a model declares, where they differ from their defaults.</summary>
    public static ImmutableSortedDictionary<string, string> ReadProperties(DocumentObject fields, IReadOnlyList<ModelProperty> properties)
    {
        var values = PropertyValues.None;
        for (var i = 0; i < properties.Count; i++)
        {
            if (fields.Has(properties[i].Name))
                values = values.With(properties[i], fields.Property(properties[i]));
        }

        return values;
    }

    // The same for each of many instances.
    private string[] NamesOf(DatabaseProduct product)
    {
        if (!_names.TryGetValue(product.Name, out var names))
            _names.Add(product.Name, names = [.. Names, .. product.Instances.Properties.Select(p => p.Name), .. product.Instances.Parts.Select(p => p.Name)]);
        return names;
    }

    /// <summary>What a status becomes by itself, or null.</summary>
    public static StatusChange? ReadPending(DocumentObject fields, IReadOnlyList<string> statuses)
    {
        if (fields.Object("pending", PendingNames) is not { } pending)
            return null;
        if (!pending.Has("due"))
            pending.Fault("due", "Expected the time at which the status changes.");
        return new(pending.Has("next") ? pending.OneOf("next", statuses[0], statuses) : null, pending.Time("due") ?? default);
    }

    private static ImmutableSortedDictionary<PartKey, Part> ReadParts(DocumentObject fields, InstanceModel model)
    {
        var parts = Instance.NoParts.ToBuilder();
        foreach (var kind in model.Parts)
        {
            var count = 0;
            foreach (var (name, part) in fields.Objects(kind.Name, [.. kind.Properties.Select(property => property.Name)]))
            {
                if (++count > InstanceModel.MaxParts)
                {
                    fields.Fault(kind.Name, $"Expected at most {InstanceModel.MaxParts}.");
                    break;
                }

                parts.Add(new(kind.Name, name), new(kind, name) { Properties = ReadProperties(part, kind.Properties) });
            }
        }

        return parts.ToImmutable();
    }

    private ImmutableSortedDictionary<string, Database> ReadDatabases(DocumentObject fields, InstanceModel model)
    {
        var items = fields.Array("databases");
        if (model.DatabaseStatuses.Count == 0)
        {
            if (items.Any())
                fields.Fault("databases", "Expected nothing: this product has no actions for databases.");
            return Instance.NoDatabases;
        }

        var databases = Instance.NoDatabases.ToBuilder();
        var names = model.DatabaseProperties.Count == 0 ? DatabaseNames : [.. DatabaseNames, .. model.DatabaseProperties.Select(property => property.Name)];
        foreach (var (value, path) in items)
        {
            var database = ReadDatabase(new(value, path, faults, names), model);
            if (databases.ContainsKey(database.Name))
                faults.Add(new(value.Line, path, "This database occurs twice."));
            else
                databases.Add(database.Name, database);
        }

        return databases.ToImmutable();
    }

    private static Database ReadDatabase(DocumentObject fields, InstanceModel model) => new()
    {
        Name = fields.RequiredText("name"),
        CharacterSet = fields.Text("characterSet", model.DefaultCharacterSet),
        Description = fields.Text("description", ""),
        Status = fields.OneOf("status", model.DatabaseStatuses[0], model.DatabaseStatuses),
        Pending = ReadPending(fields, model.DatabaseStatuses),
        Properties = ReadProperties(fields, model.DatabaseProperties),
    };
}
