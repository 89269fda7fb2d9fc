using System.Text.Json;

namespace ResetPassword.Ram;

/// <summary>Writes RAM users and roles as documents that <see cref="RamReader"/> reads back.</summary>
internal static class RamWriter
{
    public static void Write(Utf8JsonWriter json, RamUser user)
    {
        json.WriteStartObject();
        json.WriteString("name", user.Name);
        Write(json, user.Policies);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, RamRole role)
    {
        json.WriteStartObject();
        json.WriteString("name", role.Name);
        json.WritePropertyName("trust");
        json.WriteRawValue(role.Trust.Document);
        Write(json, role.Policies);
        json.WriteNumber("maxSessionSeconds", (long)role.MaxSessionDuration.TotalSeconds);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<NamedPolicy> policies)
    {
        json.WriteStartArray("policies");
        foreach (var policy in policies)
            Write(json, policy);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, NamedPolicy policy)
    {
        if (policy.Document is null)
        {
            json.WriteStringValue(policy.Name);
            return;
        }

        json.WriteStartObject();
        json.WriteString("name", policy.Name);
        json.WritePropertyName("document");
        json.WriteRawValue(policy.Document);
        json.WriteEndObject();
    }
}
