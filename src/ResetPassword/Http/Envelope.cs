using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ResetPassword.Gateway;
using ResetPassword.Model;

namespace ResetPassword.Http;

/// <summary>Writes an answer's body as the gateway does: compact JSON, or XML without white space. Pure.</summary>
internal static class Envelope
{
    private const string AccessDenied = "AccessDeniedDetail";

    // Relaxed: the gateway escapes only what JSON must. The answer is never HTML.
    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] BodyOf(RpcResponse response) => response.Format == AnswerFormat.Json ? JsonOf(response) : XmlOf(response);

    public static string ContentTypeOf(AnswerFormat format) => format == AnswerFormat.Json ? "application/json;charset=utf-8" : "text/xml;charset=utf-8";

    private static byte[] JsonOf(RpcResponse response)
    {
        if (response.Error is null && ReferenceEquals(response.Reply, Reply.Empty))
            return [.. "{\"RequestId\":\""u8, .. Encoding.UTF8.GetBytes(response.RequestId), .. "\"}"u8];

        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, JsonOptions))
        {
            json.WriteStartObject();
            json.WriteString("RequestId", response.RequestId);
            if (response.Error is { } error)
            {
                json.WriteString("Message", error.Message);
                json.WriteString("Recommend", RecommendOf(response, error));
                json.WriteString("HostId", response.HostId);
                json.WriteString("Code", error.Code);
                if (response.AccessDenied is { } denied)
                {
                    json.WritePropertyName(AccessDenied);
                    WriteValue(json, denied);
                }
            }
            else
            {
                WriteFields(json, response.Reply);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteFields(Utf8JsonWriter json, Reply reply)
    {
        foreach (var (name, value) in ShownOf(reply))
        {
            json.WritePropertyName(name);
            WriteValue(json, value);
        }
    }

    // An object without fields is left out: a client of the vendor throws on an empty map. A list without items stays, and what holds it with it.
    private static IEnumerable<KeyValuePair<string, object>> ShownOf(Reply reply) => reply.Where(field => !IsNothing(field.Value));

    private static bool IsNothing(object value) => value is Reply fields && fields.All(field => IsNothing(field.Value));

    private static void WriteValue(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int or long:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case Reply fields:
                json.WriteStartObject();
                WriteFields(json, fields);
                json.WriteEndObject();
                break;
            case IReadOnlyList<object> items:
                json.WriteStartArray();
                foreach (var item in items)
                    WriteValue(json, item);
                json.WriteEndArray();
                break;
            default:
                throw new InvalidOperationException($"A reply cannot hold a {value.GetType().Name}.");
        }
    }

    private static byte[] XmlOf(RpcResponse response)
    {
        var xml = new StringBuilder("<?xml version='1.0' encoding='UTF-8'?>", 512);
        if (response.Error is { } error)
        {
            xml.Append("<Error>");
            WriteElement(xml, "RequestId", response.RequestId);
            WriteElement(xml, "HostId", response.HostId);
            WriteElement(xml, "Code", error.Code);
            WriteElement(xml, "Message", error.Message);
            xml.Append("<Recommend><![CDATA[").Append(RecommendOf(response, error)).Append("]]></Recommend>");
            if (response.AccessDenied is { } denied)
                WriteElement(xml, AccessDenied, denied);
            xml.Append("</Error>");
        }
        else
        {
            xml.Append('<').Append(response.Action).Append("Response>");
            WriteElement(xml, "RequestId", response.RequestId);
            foreach (var (name, value) in ShownOf(response.Reply))
                WriteElement(xml, name, value);
            xml.Append("</").Append(response.Action).Append("Response>");
        }

        return Encoding.UTF8.GetBytes(xml.ToString());
    }

    // A list is its element repeated, whether a container is around it or not.
    private static void WriteElement(StringBuilder xml, string name, object value)
    {
        if (value is IReadOnlyList<object> items)
        {
            foreach (var item in items)
                WriteElement(xml, name, item);
            return;
        }

        xml.Append('<').Append(name).Append('>');
        WriteContent(xml, value);
        xml.Append("</").Append(name).Append('>');
    }

    private static void WriteContent(StringBuilder xml, object value)
    {
        switch (value)
        {
            case string text:
                WriteText(xml, text);
                break;
            case bool flag:
                xml.Append(flag ? "true" : "false");
                break;
            case int or long:
                xml.Append(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case Reply fields:
                foreach (var (name, field) in ShownOf(fields))
                    WriteElement(xml, name, field);
                break;
            default:
                throw new InvalidOperationException($"A reply cannot hold a {value.GetType().Name}.");
        }
    }

    // Quotes stay as they are in text, as in recorded answers; a character that XML cannot carry becomes the replacement character.
    private static void WriteText(StringBuilder xml, string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&':
                    xml.Append("&amp;");
                    break;
                case '<':
                    xml.Append("&lt;");
                    break;
                case '>':
                    xml.Append("&gt;");
                    break;
                case '\r':
                    xml.Append("&#13;");
                    break;
                case < 0x20 and not ('\t' or '\n') or 0xFFFE or 0xFFFF:
                    xml.Append('\uFFFD');
                    break;
                default:
                    xml.Append(rune.ToString());
                    break;
            }
        }
    }

    private static string RecommendOf(RpcResponse response, ApiError error) =>
        $"https://api.aliyun.com/troubleshoot?q={Uri.EscapeDataString(error.Code)}&product={response.ProductCode}&requestId={response.RequestId}";
}
