using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ResetPassword.Store;

namespace ResetPassword.Http.Controls;

/// <summary>A JSON merge patch (RFC 7396) of one level: a member replaces, null removes.</summary>
internal static class MergePatch
{
    /// <summary>The patched document; null when the patch is not an object, which is added to the faults.</summary>
    public static LocatedJson? Apply(JsonObject document, LocatedJson patch, List<DocumentFault> faults)
    {
        if (!patch.IsObject)
        {
            faults.Add(new(patch.Line, "$", "Expected an object."));
            return null;
        }

        foreach (var (name, value) in patch.Members)
        {
            if (value.Kind == JsonTokenType.Null)
                document.Remove(name);
            else
                document[name] = JsonNode.Parse(value.Write());
        }

        return LocatedJson.TryRead(Encoding.UTF8.GetBytes(document.ToJsonString()), faults);
    }
}
