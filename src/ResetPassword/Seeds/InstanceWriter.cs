using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ResetPassword.Documents;
using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Seeds;

/// <summary>
/// Writes instances as documents that <see cref="InstanceReader"/> reads back. There are hashes in them, so they are to be treated as sensitive.
/// </summary>
internal sealed class InstanceWriter(IReadOnlyList<DatabaseProduct> products)
{
    /// <summary>No document of ours is part of a web page.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const int FlushAt = 64 * 1024;

    /// <summary>Writes instances as an array: of many and of large ones, little is held at a time.</summary>
    public async Task WriteAsync(Utf8JsonWriter json, string name, IEnumerable<Instance> instances, CancellationToken cancellation)
    {
        json.WriteStartArray(name);
        foreach (var instance in instances)
            await WriteAsync(json, instance, cancellation);
        json.WriteEndArray();
    }

    public async Task WriteAsync(Utf8JsonWriter json, Instance instance, CancellationToken cancellation)
    {
        foreach (var _ in WriteParts(json, instance))
        {
            if (json.BytesPending >= FlushAt)
                await json.FlushAsync(cancellation);
        }
    }

    /// <summary>An instance as a tree, for a control to change.</summary>
    public JsonObject Write(Instance instance) => TreeOf(json => _ = WriteParts(json, instance).Last());

    /// <summary>The text of an instance but for its accounts.</summary>
    public string WriteTextWithoutAccounts(Instance instance) =>
        Encoding.UTF8.GetString(BytesOf(json => _ = WriteParts(json, instance with { Accounts = AccountMap.Empty }).Last()).WrittenSpan);

    public string WriteText(DatabaseAccount account, Instance instance) =>
        Encoding.UTF8.GetString(BytesOf(json => Write(json, account, ModelOf(instance))).WrittenSpan);

    public JsonObject Write(DatabaseAccount account, Instance instance) => TreeOf(json => Write(json, account, ModelOf(instance)));

    private InstanceModel ModelOf(Instance instance) => products.First(p => p.Name == instance.Product).Instances;

    // After each part, what is written so far can be flushed.
    private IEnumerable<int> WriteParts(Utf8JsonWriter json, Instance instance)
    {
        var model = ModelOf(instance);
        json.WriteStartObject();
        json.WriteString("product", instance.Product);
        json.WriteString("id", instance.Id);
        json.WriteString("region", instance.Region);
        json.WriteString("engine", instance.Engine);
        json.WriteString("engineVersion", instance.EngineVersion);
        json.WriteString("status", instance.Status);
        json.WriteString("lockMode", instance.LockMode);
        WritePending(json, instance.Pending);
        json.WriteString("createdAt", JsonTime.Write(instance.CreatedAt));
        if (instance.CreatedWith != "")
            json.WriteString("createdWith", instance.CreatedWith);
        WriteProperties(json, instance.Properties, model.Properties);
        if (instance.Binding is { } binding)
        {
            json.WritePropertyName(BindingReader.Member);
            BindingReader.Write(binding).WriteTo(json);
        }

        var parts = 0;
        json.WriteStartObject("tags");
        foreach (var (name, value) in instance.Tags)
        {
            json.WriteString(name, value);
            yield return ++parts;
        }

        json.WriteEndObject();
        foreach (var kind in model.Parts)
        {
            json.WriteStartObject(kind.Name);
            foreach (var part in instance.PartsOf(kind))
            {
                json.WriteStartObject(part.Name);
                WriteProperties(json, part.Properties, kind.Properties);
                json.WriteEndObject();
                yield return ++parts;
            }

            json.WriteEndObject();
        }

        if (model.DatabaseStatuses.Count > 0)
        {
            json.WriteStartArray("databases");
            foreach (var database in instance.Databases.Values)
            {
                Write(json, database, model);
                yield return ++parts;
            }

            json.WriteEndArray();
        }

        json.WriteStartArray("accounts");
        foreach (var account in instance.Accounts)
        {
            Write(json, account, model);
            yield return ++parts;
        }

        json.WriteEndArray();
        json.WriteEndObject();
        yield return ++parts;
    }

    private static void Write(Utf8JsonWriter json, DatabaseAccount account, InstanceModel model)
    {
        json.WriteStartObject();
        json.WriteString("name", account.Name);
        if (account.CharacterType is { } characterType)
            json.WriteString("characterType", characterType);
        json.WriteString("type", account.Type);
        json.WriteString("status", account.Status);
        WritePending(json, account.Pending);
        json.WriteString("createdBy", account.CreatedBy);
        json.WriteString("privilegeType", account.PrivilegeType);
        WriteProperties(json, account.Properties, model.AccountProperties);
        if (model.HasPrivileges)
            WritePrivileges(json, account.Privileges);
        json.WriteString("passwordHash", account.Password.Write());
        json.WriteNumber("passwordVersion", account.PasswordVersion);
        json.WriteString("passwordChangedAt", JsonTime.Write(account.PasswordChangedAt));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Database database, InstanceModel model)
    {
        json.WriteStartObject();
        json.WriteString("name", database.Name);
        json.WriteString("characterSet", database.CharacterSet);
        json.WriteString("description", database.Description);
        json.WriteString("status", database.Status);
        WritePending(json, database.Pending);
        WriteProperties(json, database.Properties, model.DatabaseProperties);
        json.WriteEndObject();
    }

    private static void WritePrivileges(Utf8JsonWriter json, ImmutableSortedDictionary<string, string> privileges)
    {
        json.WriteStartObject("privileges");
        foreach (var (database, privilege) in privileges)
            json.WriteString(database, privilege);
        json.WriteEndObject();
    }

    private static void WritePending(Utf8JsonWriter json, StatusChange? pending)
    {
        if (pending is null)
            return;
        json.WriteStartObject("pending");
        json.WriteString("next", pending.Next);
        json.WriteString("due", JsonTime.Write(pending.Due));
        json.WriteEndObject();
    }

    private static void WriteProperties(Utf8JsonWriter json, ImmutableSortedDictionary<string, string> values, IReadOnlyList<ModelProperty> properties)
    {
        foreach (var property in properties)
        {
            var value = values.Of(property);
            if (property.IsBoolean)
                json.WriteBoolean(property.Name, value == "true");
            else if (property.IsNumber)
                json.WriteNumber(property.Name, long.Parse(value, CultureInfo.InvariantCulture));
            else
                json.WriteString(property.Name, value);
        }
    }

    private static JsonObject TreeOf(Action<Utf8JsonWriter> write) =>
        JsonNode.Parse(BytesOf(write).WrittenSpan) as JsonObject ?? throw new InvalidOperationException("What was written is not an object.");

    private static ArrayBufferWriter<byte> BytesOf(Action<Utf8JsonWriter> write)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text, Options))
            write(json);
        return text;
    }
}
