using System.Collections.Immutable;
using ResetPassword.Gateway;

namespace ResetPassword.Store;

/// <summary>Reads instances of a seed, a state document or a control call. The products' models say what is allowed; a password is hashed at once.</summary>
internal sealed class InstanceReader(IReadOnlyList<DatabaseProduct> products, IdSource ids, DateTimeOffset now, DocumentFaults faults)
{
    private static readonly string[] Names =
    [
        "product", "id", "region", "engine", "engineVersion", "status", "pending", "lockMode", "createdAt", "createdWith", "tags", "databases", "accounts",
    ];

    private static readonly string[] DatabaseNames = ["name", "characterSet", "description", "status", "pending"];

    private readonly AccountReader _accounts = new(ids, now, faults);

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
            return new() { Product = "", Id = DocumentObject.TextOf(value, "id") ?? path, Region = region, Status = "", LockMode = "", CreatedAt = now };
        }

        var fields = new DocumentObject(value, path, faults, [.. Names, .. model.Properties.Select(p => p.Name)]);
        if ((DocumentObject.TextOf(value, "id") ?? "").Any(c => c == '/' || char.IsControl(c)))
            fields.Fault("id", "Expected an id without slashes and control characters, as it is part of addresses.");
        var instance = new Instance
        {
            Product = fields.RequiredText("product"),
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
            Tags = fields.Map("tags").ToImmutableSortedDictionary(StringComparer.Ordinal),
            Databases = ReadDatabases(fields, model),
        };
        RefuseUnreachable(instance, model, fields);
        var items = fields.Array("accounts");
        var accounts = items.Select(item => _accounts.Read(item.Value, item.Path, instance, model)).ToList();
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
        return _accounts.Read(value, path, instance, model, defaultName, defaultCharacterType);
    }

    /// <summary>The properties that a model declares, where they differ from their defaults.</summary>
    public static ImmutableSortedDictionary<string, string> ReadProperties(DocumentObject fields, IReadOnlyList<ModelProperty> properties) =>
        properties.Aggregate(PropertyValues.None, (values, property) => values.With(property, fields.Property(property)));

    /// <summary>What a status becomes by itself, or null.</summary>
    public static StatusChange? ReadPending(DocumentObject fields, IReadOnlyList<string> statuses)
    {
        if (fields.Object("pending", ["next", "due"]) is not { } pending)
            return null;
        if (!pending.Has("due"))
            pending.Fault("due", "Expected the time at which the status changes.");
        return new(pending.Has("next") ? pending.OneOf("next", statuses[0], statuses) : null, pending.Time("due") ?? default);
    }

    private ImmutableSortedDictionary<string, Database> ReadDatabases(DocumentObject fields, InstanceModel model)
    {
        var items = fields.Array("databases");
        if (model.DatabaseStatuses.Count == 0)
        {
            if (items.Count > 0)
                fields.Fault("databases", "Expected nothing: this product has no actions for databases.");
            return Instance.NoDatabases;
        }

        var databases = items.Select(item => ReadDatabase(new(item.Value, item.Path, faults, DatabaseNames), model)).ToList();
        RefuseRepeated(items, databases, database => database.Name, "This database occurs twice.");
        return Instance.NoDatabases.SetItems(databases.Select(database => KeyValuePair.Create(database.Name, database)));
    }

    private static Database ReadDatabase(DocumentObject fields, InstanceModel model) => new()
    {
        Name = fields.RequiredText("name"),
        CharacterSet = fields.Text("characterSet", "utf8mb4"),
        Description = fields.Text("description", ""),
        Status = fields.OneOf("status", model.DatabaseStatuses[0], model.DatabaseStatuses),
        Pending = ReadPending(fields, model.DatabaseStatuses),
    };

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
