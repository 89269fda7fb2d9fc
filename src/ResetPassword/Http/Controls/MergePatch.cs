using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ResetPassword.Store;

namespace ResetPassword.Http.Controls;

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

        Merge(document, patch, "$", faults);
        return LocatedJson.TryRead(Encoding.UTF8.GetBytes(document.ToJsonString()), faults);
    }

    private static void Merge(JsonObject document, LocatedJson patch, string path, DocumentFaults faults)
    {
        foreach (var repeated in patch.Members.GroupBy(m => m.Name).Where(g => g.Count() > 1))
            faults.Add(new(repeated.Last().Value.Line, $"{path}.{repeated.Key}", "This name occurs twice."));
        foreach (var (name, value) in patch.Members)
        {
            if (value.Kind == JsonTokenType.Null)
            {
                document.Remove(name);
            }
            else if (value.IsObject)
            {
                if (document[name] is not JsonObject inner)
                    document[name] = inner = [];
                Merge(inner, value, $"{path}.{name}", faults);
            }
            else
            {
                document[name] = JsonNode.Parse(value.Write());
            }
        }
    }
}
