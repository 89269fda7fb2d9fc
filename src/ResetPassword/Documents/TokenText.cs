using System.Text.Json;

namespace ResetPassword.Documents;

/// <summary>The text of a token that has one: a string or a name.</summary>
internal static class TokenText
{
    public static string GetText(this in Utf8JsonReader reader) =>
        reader.GetString() ?? throw new InvalidOperationException($"{reader.TokenType} has no text.");
}
