using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ResetPassword.Documents;

/// <summary>A JSON merge patch (RFC 7396): a member replaces, an object is merged, null removes.</summary>
internal static class MergePatch
{
    /// <summary>The patched document; null when the patch is not an object, which is added to the faults.</summary>
    public static LocatedJson? Apply(JsonObject document, LocatedJson patch, DocumentFaults faults)
    {
        if (!patch.IsObject)
        {
            faults.Add(new(patch.Line, "$", "Expected an object."));
            return null;
        }

        var text = Written(writer => document.WriteTo(writer));
        return LocatedJson.TryRead(Written(writer => Merge(writer, LocatedJson.TryRead(text, faults), patch, "$", faults)), faults);
    }

    private static ReadOnlyMemory<byte> Written(Action<Utf8JsonWriter> write)
    {
        var written = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(written))
            write(writer);
        return written.WrittenMemory;
    }

    private static void Merge(Utf8JsonWriter writer, LocatedJson? document, LocatedJson patch, string path, DocumentFaults faults)
    {
        var changes = new Dictionary<string, LocatedJson>();
        foreach (var (name, value) in patch.Members)
        {
            if (!faults.WantMore)
                break;
            if (!changes.TryAdd(name, value))
                faults.Add(new(value.Line, $"{path}.{name}", DocumentObject.Repeated));
        }

        writer.WriteStartObject();
        foreach (var (name, value) in document?.Members ?? [])
        {
            if (!changes.Remove(name, out var change))
                Write(writer, name, value);
            else
                Change(writer, name, value, change, path, faults);
        }

        foreach (var (name, change) in changes)
            Change(writer, name, null, change, path, faults);
        writer.WriteEndObject();
    }

    private static void Change(Utf8JsonWriter writer, string name, LocatedJson? value, LocatedJson change, string path, DocumentFaults faults)
    {
        if (change.Kind == JsonTokenType.Null)
            return;
        if (!change.IsObject)
        {
            Write(writer, name, change);
            return;
        }

        writer.WritePropertyName(name);
        Merge(writer, value, change, $"{path}.{name}", faults);
    }

    private static void Write(Utf8JsonWriter writer, string name, LocatedJson value)
    {
        writer.WritePropertyName(name);
        value.Write(writer);
    }
}
