using System.Globalization;
using System.Text.Json.Nodes;
using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Ram;
using static ResetPassword.Documents.JsonSchema;

namespace ResetPassword.Seeds;

/// <summary>The JSON schema (2020-12) of a seed file, made of the products' models. Pure.</summary>
internal static class SeedSchema
{
    public static JsonObject Of(IReadOnlyList<DatabaseProduct> products) => new()
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["title"] = "ResetPassword seed",
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["properties"] = new JsonObject
        {
            ["$schema"] = Text("The address of this schema."),
            ["region"] = Text($"The region of what names none; {SeedReader.DefaultRegion} by default."),
            ["accessKeys"] = ArrayOf(AccessKey(), "The AccessKeys; without any, testid with secret testsecret."),
            ["users"] = ArrayOf(User(), "The RAM users of every account; in a test-… tenant the key of one is <tenant key>.<name>."),
            ["roles"] = ArrayOf(Role(), "The RAM roles of every account."),
            ["instances"] = Instances(products, "The instances that every account gets a copy of. Ids are unique across products."),
        },
    };

    /// <summary>The document of a tenant's instances.</summary>
    /// <param name="isRequired">Whether it has to have instances.</param>
    public static JsonObject State(IReadOnlyList<DatabaseProduct> products, bool isRequired) => Object(
        isRequired ? ["instances"] : [],
        ("$schema", Text("The address of this schema.")),
        ("region", Text($"The region of what names none; {SeedReader.DefaultRegion} by default.")),
        ("instances", Instances(products, "Ids are unique across products.")));

    /// <summary>An instance whose id is in its address.</summary>
    public static JsonObject InstanceOfPath(IReadOnlyList<DatabaseProduct> products) => AnyOf(products.Select(product => OfPath(Instance(product), "id")));

    /// <summary>An account whose name is in its address.</summary>
    public static JsonObject AccountOfPath(IReadOnlyList<DatabaseProduct> products) =>
        AnyOf(products.Select(product => OfPath(Account(product.Instances), "name")));

    /// <summary>A user whose name is in its address, and who has the key that belongs to it.</summary>
    public static JsonObject UserOfPath()
    {
        var user = OfPath(User(), "name");
        MembersOf(user).Remove("accessKeys");
        return user;
    }

    /// <summary>A role whose name is in its address.</summary>
    public static JsonObject RoleOfPath() => OfPath(Role(), "name");

    /// <summary>A merge patch of a document: nothing has to be there, and null takes away.</summary>
    public static JsonObject PatchOf(JsonObject document)
    {
        foreach (var form in (document["anyOf"] as JsonArray ?? []).OfType<JsonObject>())
        {
            form.Remove("required");
            var members = MembersOf(form);
            foreach (var (name, schema) in members.Where(member => member.Key != "product").ToArray())
                members[name] = schema?.DeepClone() is JsonObject whole ? AnyOf(whole, new JsonObject { ["type"] = "null" }) : null;
        }

        return document;
    }

    private static JsonObject MembersOf(JsonObject schema) =>
        schema["properties"] as JsonObject ?? throw new InvalidOperationException("The schema has no members.");

    private static JsonObject OfPath(JsonObject schema, string name)
    {
        if (schema["required"] is not JsonArray required)
            return schema;
        required.RemoveAll(member => (string?)member == name);
        if (required.Count == 0)
            schema.Remove("required");
        return schema;
    }

    private static JsonObject Instances(IReadOnlyList<DatabaseProduct> products, string description) =>
        ArrayOf(new() { ["oneOf"] = new JsonArray([.. products.Select(Instance)]) }, description);

    private static JsonObject AccessKey() => Object(
        ["accessKeyId", "accessKeySecret", "ownerId"],
        ("accessKeyId", KeyId()),
        ("accessKeySecret", Text("The secret that signs.")),
        ("ownerId", Matching("^[0-9]{16}$", "The id of the Alibaba Cloud account.")),
        ("region", Text("The region of the account.")),
        ("status", OneOf(["Active", "Inactive"], "Active")));

    private static JsonObject KeyId()
    {
        var schema = Text("May not begin with test-.");
        schema["pattern"] = $"^[A-Za-z0-9][A-Za-z0-9_-]{{0,{SeedReader.MaxKeyIdLength - 1}}}$";
        return schema;
    }

    private static JsonObject User() => Object(
        ["name"],
        ("name", Text("The user's name.")),
        ("accessKeys", ArrayOf(Object(
            ["accessKeyId", "accessKeySecret"],
            ("accessKeyId", KeyId()),
            ("accessKeySecret", Text("The secret that signs.")),
            ("status", OneOf(["Active", "Inactive"], "Active"))), "Keys of the user in the first account.")),
        ("policies", Policies()));

    private static JsonObject Role() => Object(
        ["name", "trust"],
        ("name", Text("The role's name.")),
        ("trust", PolicySchema.Trust()),
        ("policies", Policies()),
        ("maxSessionSeconds", new() { ["type"] = "integer", ["minimum"] = 3600, ["maximum"] = 43200, ["default"] = 3600 }));

    private static JsonObject Policies() => ArrayOf(
        new()
        {
            ["oneOf"] = new JsonArray(
                new JsonObject { ["enum"] = new JsonArray([.. SystemPolicies.Names.Select(name => (JsonNode)name)]) },
                Object(["name", "document"], ("name", Text("The policy's name.")), ("document", PolicySchema.Policy()))),
        },
        "System policies by name, and policies of one's own.");

    private static JsonObject Instance(DatabaseProduct product)
    {
        var model = product.Instances;
        (string, JsonObject)[] members =
        [
            ("product", ProductOf(product)),
            ("id", Id(model)),
            ("region", Region(model)),
            ("engine", OneOf(model.Engines, model.Engines[0])),
            ("engineVersion", Text("The version of the engine.")),
            ("status", OneOf(model.Statuses, model.Running)),
            ("pending", Pending(model.Statuses)),
            ("lockMode", OneOf(model.LockModes, model.Unlocked)),
            ("createdAt", Time("When it was created; now by default.")),
            ("createdWith", Text("What tells the request that created it from another with the same ClientToken.")),
            .. model.Properties.Select(property => (property.Name, Property(property))),
            ("tags", TextMap("Names and values.")),
            .. model.Parts.Select(kind => (kind.Name, PartsOf(kind))),
            .. DatabaseMembers(model),
            .. BindingMembers(model),
            ("accounts", ArrayOf(Account(model), "The database accounts.")),
        ];
        return Object(["product", "id"], members);
    }

    private static JsonObject ProductOf(DatabaseProduct product)
    {
        var schema = OneOf(product.ToNames());
        schema["description"] = "Its name or the vendor's code, in any case.";
        return schema;
    }

    private static JsonObject Id(InstanceModel model)
    {
        var schema = Text("The instance's id.");
        if (model.IdPrefix != "")
            schema["pattern"] = $"^{model.IdPrefix}";
        return schema;
    }

    private static JsonObject Region(InstanceModel model)
    {
        var schema = Text("The region of the instance.");
        if (model.Regions is { } regions)
            schema["enum"] = new JsonArray([.. regions.Order(StringComparer.Ordinal).Select(region => (JsonNode)region)]);
        return schema;
    }

    private static JsonObject PartsOf(PartKind kind) => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = Object([], kind.Properties.Select(property => (property.Name, Property(property)))),
        ["maxProperties"] = InstanceModel.MaxParts,
        ["description"] = kind.Description,
    };

    private static (string, JsonObject)[] DatabaseMembers(InstanceModel model) => model.DatabaseStatuses.Count == 0 ? [] :
    [
        ("databases", ArrayOf(
            Object(["name"],
            [
                ("name", Text("The database's name.")),
                ("characterSet", Text($"{model.DefaultCharacterSet} by default.")),
                ("description", Text("Any text.")),
                ("status", OneOf(model.DatabaseStatuses, model.DatabaseStatuses[0])),
                ("pending", Pending(model.DatabaseStatuses)),
                .. model.DatabaseProperties.Select(property => (property.Name, Property(property))),
            ]),
            "The databases.")),
    ];

    private static (string, JsonObject)[] BindingMembers(InstanceModel model) =>
        model.Servers.Count > 0 ? [(BindingReader.Member, BindingReader.Schema())] : [];

    private static JsonObject Pending(IReadOnlyList<string> statuses)
    {
        var next = OneOf(statuses, statuses[0]);
        next.Remove("default");
        return Object(["due"], ("next", next), ("due", Time("When it becomes that, by the tenant's clock; without next it is gone then.")));
    }

    private static JsonObject Account(InstanceModel model)
    {
        var account = Object(["name"], AccountMembers(model));
        account["not"] = new JsonObject { ["required"] = new JsonArray("password", "passwordHash") };
        return account;
    }

    private static (string, JsonObject)[] AccountMembers(InstanceModel model) =>
    [
        ("name", Text("The account's name.")),
        ("type", OneOf(model.AccountTypes, model.AccountTypes[0])),
        ("status", OneOf(model.AccountStatuses, model.Usable)),
        ("pending", Pending(model.AccountStatuses)),
        ("createdBy", OneOf(DatabaseAccount.Creators, DatabaseAccount.Creators[0])),
        ("privilegeType", OneOf(DatabaseAccount.PrivilegeTypes, DatabaseAccount.PrivilegeTypes[0])),
        .. CharacterTypeMembers(model),
        ("password", Text($"{AccountReader.DefaultPassword} by default. Only its hash is kept.")),
        ("passwordHash", Matching(PasswordHash.Pattern, "Instead of a password: sha256:<salt>:<hash>, both in base64, as a state document has it.")),
        ("passwordVersion", new() { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = DatabaseAccount.MaxPasswordVersion, ["default"] = 1 }),
        ("passwordChangedAt", Time("Now by default.")),
        .. model.AccountProperties.Select(property => (property.Name, Property(property))),
        .. PrivilegeMembers(model),
    ];

    private static (string, JsonObject)[] CharacterTypeMembers(InstanceModel model)
    {
        if (model.AllCharacterTypes.Count == 0)
            return [];
        var schema = OneOf(model.AllCharacterTypes.AsEnumerable());
        schema["description"] = "The part of a sharded cluster that it is an account of.";
        return [("characterType", schema)];
    }

    private static (string, JsonObject)[] PrivilegeMembers(InstanceModel model) =>
        !model.HasPrivileges ? [] : [("privileges", TextMap("What it may do, by the name of the database."))];

    private static JsonObject Property(ModelProperty property)
    {
        var schema = property switch
        {
            { IsBoolean: true } => new() { ["type"] = "boolean", ["default"] = property.Default == "true" },
            { IsNumber: true } => new()
            {
                ["type"] = "integer",
                ["minimum"] = 0,
                ["maximum"] = property.Max,
                ["default"] = long.Parse(property.Default, CultureInfo.InvariantCulture),
            },
            { AllowedValues: [] } => new() { ["type"] = "string", ["default"] = property.Default },
            _ => OneOf(property.AllowedValues, property.Default),
        };
        schema["description"] = property.Description;
        return schema;
    }
}
