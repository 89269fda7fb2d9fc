using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ResetPassword.Documents;
using ResetPassword.Model;
using ResetPassword.Products;
using ResetPassword.Ram;
using ResetPassword.Seeds;
using ResetPassword.Tenancy;

namespace ResetPassword.Store;

/// <summary>
/// How a store that lasts writes what it keeps, as JSON. There are password hashes in it, and secrets of temporary keys, by which signatures are verified; no
/// password, no signature and no secret of the seed. Text that cannot be read was written by somebody else.
/// </summary>
internal static class StoredText
{
    private static readonly InstanceWriter Writer = new(Catalogue.Databases);

    /// <summary>An instance but for its accounts.</summary>
    public static string Of(Instance instance) => Writer.WriteTextWithoutAccounts(instance);

    public static Instance ReadInstance(string text) => ReadAll(text, (reader, json) => reader.ReadInstance(json, "$", SeedReader.DefaultRegion));

    public static string Of(DatabaseAccount account, Instance instance) => Writer.WriteText(account, instance);

    public static DatabaseAccount ReadAccount(string text, Instance instance) => AccountReaderOf(instance)(text);

    /// <summary>The accounts of an instance as rows say it, of which there may be many.</summary>
    /// <param name="below">Those of which there is no row.</param>
    /// <param name="rows">No two of the same account. One without a document is gone.</param>
    public static AccountMap ReadAccounts(AccountMap below, IEnumerable<(AccountKey Key, string? Document)> rows, Instance instance)
    {
        var read = AccountReaderOf(instance);
        if (below.Count > 0)
            return rows.Aggregate(below, (map, row) => row.Document is { } text ? map.With(read(text)) : map.Without(row.Key));
        var map = new AccountMap.Builder();
        foreach (var (_, document) in rows)
        {
            if (document is not null)
                map.TryAdd(read(document));
        }

        return map.ToMap();
    }

    /// <summary>The instances that a tenant was made with.</summary>
    public static string Of(IReadOnlyList<Instance> seed)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, InstanceWriter.Options))
        {
            json.WriteStartArray();
            foreach (var instance in seed)
                Writer.Write(instance).WriteTo(json);
            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    public static IReadOnlyList<Instance> ReadSeed(string text) =>
        ReadAll(text, (reader, json) => reader.ReadInstances(json.Items.Select(item => new LocatedItem(item, "$")), SeedReader.DefaultRegion));

    /// <summary>What controls set, of users and roles what differs from those that the tenant was made with.</summary>
    public static string Of(TenantState state, RamAccount made)
    {
        var changes = state.Ram is { } now ? RamChanges.Between(made, now) : RamChanges.None;
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, InstanceWriter.Options))
        {
            json.WriteStartObject();
            json.WritePropertyName("clock");
            JsonSerializer.Serialize(json, state.Clock, StoredJson.Default.ClockSetting);
            json.WritePropertyName("faults");
            JsonSerializer.Serialize(json, [.. state.Faults], StoredJson.Default.FaultRuleArray);
            json.WriteBoolean("hasOtherRam", state.Ram is not null);
            json.WriteStartArray("users");
            foreach (var user in changes.Users)
                RamWriter.Write(json, user);
            json.WriteEndArray();
            json.WriteStartArray("roles");
            foreach (var role in changes.Roles)
                RamWriter.Write(json, role);
            json.WriteEndArray();
            json.WritePropertyName("removedUsers");
            JsonSerializer.Serialize(json, [.. changes.RemovedUsers], StoredJson.Default.StringArray);
            json.WritePropertyName("removedRoles");
            JsonSerializer.Serialize(json, [.. changes.RemovedRoles], StoredJson.Default.StringArray);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <param name="made">The users and roles that the tenant was made with.</param>
    public static TenantState ReadState(string text, Func<RamAccount> made)
    {
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        var faults = new DocumentFaults();
        var ram = root.GetProperty("hasOtherRam").GetBoolean()
            ? new RamChanges(
                [.. Located(root.GetProperty("users")).Select(user => RamReader.ReadUser(user, "$", faults))],
                root.GetProperty("removedUsers").Deserialize(StoredJson.Default.StringArray) ?? [],
                [.. Located(root.GetProperty("roles")).Select(role => RamReader.ReadRole(role, "$", faults))],
                root.GetProperty("removedRoles").Deserialize(StoredJson.Default.StringArray) ?? []).ApplyTo(made())
            : null;
        RequireNone(faults);
        return new()
        {
            Clock = root.GetProperty("clock").Deserialize(StoredJson.Default.ClockSetting) ?? ClockSetting.Real,
            Faults = [.. root.GetProperty("faults").Deserialize(StoredJson.Default.FaultRuleArray) ?? []],
            Ram = ram,
        };
    }

    public static string Of(JournalEntry entry) => JsonSerializer.Serialize(entry, StoredJson.Default.JournalEntry);

    public static JournalEntry ReadEntry(string text) =>
        JsonSerializer.Deserialize(text, StoredJson.Default.JournalEntry) ?? throw new InvalidDataException("A call of the journal is null.");

    public static string Of(TemporaryKey key)
    {
        var caller = key.Key.Caller;
        var session = (Principal.RoleSession)caller.Principal;
        return JsonSerializer.Serialize(
            new StoredTemporaryKey(caller.AccessKeyId, key.Secret.Reveal(), key.Token, caller.OwnerId, caller.Region, caller.TenantKeyId,
                session.RoleName, session.SessionName, session.SessionPolicy?.Text, key.Expiration),
            StoredJson.Default.StoredTemporaryKey);
    }

    public static TemporaryKey ReadTemporaryKey(string text)
    {
        var stored = JsonSerializer.Deserialize(text, StoredJson.Default.StoredTemporaryKey) ?? throw new InvalidDataException("A temporary key is null.");
        var session = new Principal.RoleSession(stored.Role, stored.Session, stored.Policy is { } policy ? Policy.TryParse(policy) : null);
        var secret = new Secret(stored.Secret);
        return new(new(new(stored.AccessKeyId, stored.OwnerId, stored.Region, session, stored.TenantKeyId), secret), secret, stored.Token, stored.Expiration);
    }

    private static T ReadAll<T>(string text, Func<InstanceReader, LocatedJson, T> read)
    {
        var faults = new DocumentFaults();
        return Read(text, ReaderWith(faults), faults, read);
    }

    // What the reader learns of the instance's product it learns once.
    private static Func<string, DatabaseAccount> AccountReaderOf(Instance instance)
    {
        var faults = new DocumentFaults();
        var accounts = ReaderWith(faults);
        return text => Read(text, accounts, faults, (reader, json) => reader.ReadAccount(json, "$", instance, "", null));
    }

    private static InstanceReader ReaderWith(DocumentFaults faults) => new(Catalogue.Databases, IdSource.System, default, faults, BindingRights.Free);

    private static T Read<T>(string text, InstanceReader reader, DocumentFaults faults, Func<InstanceReader, LocatedJson, T> read)
    {
        var json = Located(text, faults);
        RequireNone(faults);
        var result = read(reader, json);
        RequireNone(faults);
        return result;
    }

    private static IEnumerable<LocatedJson> Located(JsonElement array) => array.EnumerateArray().Select(item => Located(item.GetRawText(), []));

    private static LocatedJson Located(string text, DocumentFaults faults) =>
        LocatedJson.TryRead(Encoding.UTF8.GetBytes(text), faults) ?? throw new InvalidDataException("What the store holds is not JSON.");

    private static void RequireNone(DocumentFaults faults)
    {
        if (faults.Count > 0)
            throw new InvalidDataException($"What the store holds is not as this program writes it: {faults.First()}");
    }
}

/// <summary>A temporary key as it is written.</summary>
internal sealed record StoredTemporaryKey(
    string AccessKeyId, string Secret, string Token, string OwnerId, string Region, string TenantKeyId,
    string Role, string Session, string? Policy, DateTimeOffset Expiration);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ClockSetting))]
[JsonSerializable(typeof(FaultRule[]))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(JournalEntry))]
[JsonSerializable(typeof(StoredTemporaryKey))]
internal sealed partial class StoredJson : JsonSerializerContext;
