using System.Text.Json;
using ResetPassword.Documents;
using ResetPassword.Model;
using ResetPassword.Products;
using ResetPassword.Ram;
using ResetPassword.Seeds;
using ResetPassword.Store;

namespace ResetPassword.Hosting;

/// <summary>
/// Reads what <see cref="StateDocument"/> wrote, an instance at a time, or the form that was before it: <c>{"tenants": [{"accessKeyId", "instances",
/// "seed"}]}</c> with all instances of a tenant.
/// </summary>
internal sealed class StateReader
{
    private const long FirstVersion = 1;

    private readonly Tenants _tenants;
    private readonly IStore _store;
    private readonly DocumentFaults _faults;
    private readonly InstanceReader _instances;
    private readonly JsonCursor _json;
    private readonly int? _brokenLine;

    public StateReader(Stream stream, Tenants tenants, IStore store, IdSource ids, DateTimeOffset now, DocumentFaults faults)
    {
        (_tenants, _store, _faults) = (tenants, store, faults);
        _instances = new(Catalogue.Databases, ids, now, faults, BindingRights.Free);
        _brokenLine = StateSeal.FindBrokenLine(stream);
        stream.Position = 0;
        _json = new(stream, faults);
    }

    /// <summary>When the seed was read that the document's instances differ from; null when it does not say.</summary>
    public static DateTimeOffset? FindSeededAt(Stream stream)
    {
        var json = new JsonCursor(stream, []);
        try
        {
            // It stands before what is large.
            foreach (var name in json.IsBlank() ? [] : json.Members("$", StateDocument.Names).TakeWhile(name => name != "tenants"))
            {
                if (json.Value() is { Kind: JsonTokenType.String } value && name == "seededAt" && JsonTime.TryRead(value.Text, out var time))
                    return time;
            }
        }
        catch (JsonException)
        {
            // What is wrong is said when the whole is read.
        }

        return null;
    }

    /// <summary>The tenants, made already, and how each differs from its seed; worth nothing when there are faults.</summary>
    public async ValueTask<IReadOnlyList<KeptTenant>> ReadAsync()
    {
        if (_brokenLine is { } line)
        {
            _faults.Add(new(line, $"$.{StateSeal.Name}",
                $"This is not the hash of what stands before it: a process was killed while it wrote the file in place, or somebody changed it. Without {StateSeal.Name} it is read as it is."));
            return [];
        }

        try
        {
            return _json.IsBlank() ? [] : await ReadDocumentAsync();
        }
        catch (JsonException notJson)
        {
            _faults.Add(LocatedJson.FaultOf(notJson, new()));
            return [];
        }
    }

    private async ValueTask<List<KeptTenant>> ReadDocumentAsync()
    {
        var documents = new List<TenantDocument>();
        var version = FirstVersion;
        foreach (var name in _json.Members("$", StateDocument.Names))
        {
            if (name == "tenants")
                documents.AddRange(_json.Items("$.tenants").Select(ReadTenant));
            else if (_json.Value() is { } value && name == "version")
                version = ReadVersion(value);
        }

        _json.End();
        var kept = new List<KeptTenant>();
        foreach (var document in documents)
        {
            if (await EnterAsync(document, version) is { } tenant)
                kept.Add(tenant);
        }

        if (kept.DistinctBy(tenant => tenant.Tenant).Count() < kept.Count)
            _faults.Add(new(1, "$.tenants", "A tenant occurs twice."));
        return kept;
    }

    private long ReadVersion(LocatedJson value)
    {
        if (long.TryParse(value.Text, out var version) && version is >= FirstVersion and <= StateDocument.Version)
            return version;
        var expected = $"Expected {FirstVersion} or {StateDocument.Version}; another version of the program may have written this file.";
        _faults.Add(new(value.Line, "$.version", expected));
        return StateDocument.Version;
    }

    private TenantDocument ReadTenant(string path)
    {
        var document = new TenantDocument { Path = path, Line = _json.Line };
        foreach (var name in _json.Members(path, StateDocument.TenantNames))
        {
            var place = $"{path}.{name}";
            document = name switch
            {
                "accessKeyId" => document with { Line = _json.Line, AccessKeyId = ReadText(place) },
                "seed" => document with { Seed = ReadInstances(place) },
                "instances" => document with { Instances = ReadInstances(place) },
                "removed" => document with { Removed = ReadTexts(place) },
                "users" => document with { Ram = document.Ram with { Users = ReadAll(place, (value, item) => RamReader.ReadUser(value, item, _faults)) } },
                "removedUsers" => document with { Ram = document.Ram with { RemovedUsers = ReadTexts(place) } },
                "roles" => document with { Ram = document.Ram with { Roles = ReadAll(place, (value, item) => RamReader.ReadRole(value, item, _faults)) } },
                _ => document with { Ram = document.Ram with { RemovedRoles = ReadTexts(place) } },
            };
        }

        return document;
    }

    private async ValueTask<KeptTenant?> EnterAsync(TenantDocument document, long version)
    {
        if (document.Instances is null && version == FirstVersion)
            _faults.Add(new(document.Line, $"{document.Path}.instances", "Expected an array."));
        var key = (await _tenants.FindAsync(document.AccessKeyId))?.Key;
        var tenant = key is null ? null : document.Seed is { } seed ? await _store.MakeAsync(key, seed) : await _tenants.EnterAsync(key);
        if (tenant is null)
        {
            _faults.Add(new(document.Line, $"{document.Path}.accessKeyId", key is null
                ? "Expected an AccessKeyId of the seed, or one that starts with test-."
                : "There are more tenants than ResetPassword:MaxTenants allows."));
            return null;
        }

        var instances = document.Instances ?? [];
        var removed = version == FirstVersion
            ? [.. tenant.Seed.Select(instance => instance.Id).Except(instances.Select(instance => instance.Id))]
            : document.Removed;
        return new(tenant, new(instances, removed), document.Ram);
    }

    private List<Instance> ReadInstances(string path)
    {
        var ids = new HashSet<string>();
        return ReadAll(path, (value, item) =>
        {
            var instance = _instances.ReadInstance(value, item, SeedReader.DefaultRegion);
            if (!ids.Add(instance.Id))
                _faults.Add(new(value.Line, item, InstanceReader.RepeatedId));
            return instance;
        });
    }

    private List<T> ReadAll<T>(string path, Func<LocatedJson, string, T> read)
    {
        var all = new List<T>();
        foreach (var item in _json.Items(path))
        {
            if (_json.Value() is { } value)
                all.Add(read(value, item));
        }

        return all;
    }

    private List<string> ReadTexts(string path) => ReadAll(path, TextOf);

    private string ReadText(string path) => _json.Value() is { } value ? TextOf(value, path) : "";

    private string TextOf(LocatedJson value, string path)
    {
        if (value.Kind == JsonTokenType.String)
            return value.Text;
        _faults.Add(new(value.Line, path, "Expected a string."));
        return "";
    }

    private sealed record TenantDocument
    {
        public required string Path { get; init; }

        public required int Line { get; init; }

        public string AccessKeyId { get; init; } = "";

        public IReadOnlyList<Instance>? Seed { get; init; }

        public IReadOnlyList<Instance>? Instances { get; init; }

        public IReadOnlyList<string> Removed { get; init; } = [];

        public RamChanges Ram { get; init; } = RamChanges.None;
    }
}
