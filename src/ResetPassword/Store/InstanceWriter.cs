using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using ResetPassword.Gateway;

namespace ResetPassword.Store;

/// <summary>Writes instances as documents that <see cref="InstanceReader"/> reads back. There are hashes in them, so they are to be treated as sensitive.</summary>
internal sealed class InstanceWriter(IReadOnlyList<DatabaseProduct> products)
{
    public JsonObject Write(Instance instance)
    {
        var model = products.First(p => p.Name == instance.Product).Instances;
        var document = new JsonObject
        {
            ["product"] = instance.Product,
            ["id"] = instance.Id,
            ["region"] = instance.Region,
            ["engine"] = instance.Engine,
            ["engineVersion"] = instance.EngineVersion,
            ["status"] = instance.Status,
            ["lockMode"] = instance.LockMode,
        };
        WritePending(document, instance.Pending);
        document["createdAt"] = JsonTime.Write(instance.CreatedAt);
        if (instance.CreatedWith != "")
            document["createdWith"] = instance.CreatedWith;
        WriteProperties(document, instance.Properties, model.Properties);
        document["tags"] = Write(instance.Tags);
        if (model.DatabaseStatuses.Count > 0)
            document["databases"] = new JsonArray([.. instance.Databases.Values.Select(Write)]);
        document["accounts"] = new JsonArray([.. instance.Accounts.Select(account => Write(account, model))]);
        return document;
    }

    public JsonObject Write(DatabaseAccount account, Instance instance) => Write(account, products.First(p => p.Name == instance.Product).Instances);

    private static JsonObject Write(DatabaseAccount account, InstanceModel model)
    {
        var document = new JsonObject { ["name"] = account.Name };
        if (account.CharacterType is { } characterType)
            document["characterType"] = characterType;
        document["type"] = account.Type;
        document["status"] = account.Status;
        WritePending(document, account.Pending);
        document["createdBy"] = account.CreatedBy;
        document["privilegeType"] = account.PrivilegeType;
        WriteProperties(document, account.Properties, model.AccountProperties);
        if (model.DatabaseStatuses.Count > 0)
            document["privileges"] = Write(account.Privileges);
        document["passwordHash"] = account.Password.Write();
        document["passwordVersion"] = account.PasswordVersion;
        document["passwordChangedAt"] = JsonTime.Write(account.PasswordChangedAt);
        return document;
    }

    private static JsonObject Write(Database database)
    {
        var document = new JsonObject
        {
            ["name"] = database.Name,
            ["characterSet"] = database.CharacterSet,
            ["description"] = database.Description,
            ["status"] = database.Status,
        };
        WritePending(document, database.Pending);
        return document;
    }

    private static JsonObject Write(IReadOnlyDictionary<string, string> texts) => new(texts.Select(text => KeyValuePair.Create(text.Key, (JsonNode?)text.Value)));

    private static void WritePending(JsonObject document, StatusChange? pending)
    {
        if (pending is not null)
            document["pending"] = new JsonObject { ["next"] = pending.Next, ["due"] = JsonTime.Write(pending.Due) };
    }

    private static void WriteProperties(JsonObject document, ImmutableSortedDictionary<string, string> values, IReadOnlyList<ModelProperty> properties)
    {
        foreach (var property in properties)
        {
            var value = values.Of(property);
            document[property.Name] = property.IsBoolean ? value == "true" : property.IsNumber ? long.Parse(value, CultureInfo.InvariantCulture) : value;
        }
    }
}
