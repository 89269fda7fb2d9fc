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
        foreach (var property in model.Properties)
            document[property.Name] = property.IsBoolean ? instance[property] == "true" : instance[property];
        document["tags"] = new JsonObject(instance.Tags.Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)tag.Value)));
        document["accounts"] = new JsonArray([.. instance.Accounts.Select(Write)]);
        return document;
    }

    public static JsonObject Write(DatabaseAccount account)
    {
        var document = new JsonObject { ["name"] = account.Name };
        if (account.CharacterType is { } characterType)
            document["characterType"] = characterType;
        document["type"] = account.Type;
        document["status"] = account.Status;
        document["createdBy"] = account.CreatedBy;
        document["privilegeType"] = account.PrivilegeType;
        document["passwordHash"] = account.Password.Write();
        document["passwordVersion"] = account.PasswordVersion;
        document["passwordChangedAt"] = JsonTime.Write(account.PasswordChangedAt);
        return document;
    }
}
