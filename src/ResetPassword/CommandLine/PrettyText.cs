using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ResetPassword.CommandLine;

/// <summary>An answer as a person reads it: indented. What is neither JSON nor XML stays as it is.</summary>
internal static class PrettyText
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(string text)
    {
        if (text.StartsWith('<'))
            return OfXml(text);
        return JsonText.Find(text) is { } json ? OfJson(json) : text;
    }

    public static string OfJson(JsonNode json) => json.ToJsonString(Indented);

    // The emulator's answers are elements and text: an element that holds only text stays on its line.
    private static string OfXml(string xml)
    {
        var text = new StringBuilder();
        var (depth, wasText) = (0, false);
        for (var at = 0; at < xml.Length;)
        {
            if (xml[at] != '<')
            {
                var end = xml.IndexOf('<', at) is >= 0 and var next ? next : xml.Length;
                text.Append(xml, at, end - at);
                (at, wasText) = (end, true);
                continue;
            }

            var close = xml.IndexOf('>', at) is >= 0 and var found ? found + 1 : xml.Length;
            var tag = xml[at..close];
            var isEnd = tag.StartsWith("</", StringComparison.Ordinal);
            depth -= isEnd ? 1 : 0;
            var isEmpty = isEnd && text.Length > 0 && text[^1] == '>' && IsOpening(text, tag);
            if (text.Length > 0 && !wasText && !isEmpty)
                text.Append('\n').Append(' ', Math.Max(0, depth) * 2);
            text.Append(tag);
            depth += isEnd || tag.StartsWith("<?", StringComparison.Ordinal) || tag.EndsWith("/>", StringComparison.Ordinal) ? 0 : 1;
            (at, wasText) = (close, false);
        }

        return text.ToString();
    }

    private static bool IsOpening(StringBuilder text, string endTag)
    {
        var opening = $"<{endTag[2..]}";
        return text.Length >= opening.Length && text.ToString(text.Length - opening.Length, opening.Length) == opening;
    }
}
