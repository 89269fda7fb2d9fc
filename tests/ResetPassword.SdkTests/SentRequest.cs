using System.Text;

namespace ResetPassword.SdkTests;

/// <summary>The bytes of one request, as a client sent them. A character is a byte.</summary>
public sealed class SentRequest(byte[] bytes)
{
    public string Text { get; } = Encoding.Latin1.GetString(bytes);

    public string Method => Text[..Text.IndexOf(' ', StringComparison.Ordinal)];

    private string Target => Text[..Text.IndexOf("\r\n", StringComparison.Ordinal)];

    private string Head => Text[..Text.IndexOf("\r\n\r\n", StringComparison.Ordinal)];

    /// <summary>Where something is: in the query, the headers or the body.</summary>
    public string PlaceOf(string text) => Text.IndexOf(text, StringComparison.Ordinal) switch
    {
        < 0 => "nowhere",
        var index when index < Target.Length => "query",
        var index when index < Head.Length => "headers",
        _ => "body",
    };
}
