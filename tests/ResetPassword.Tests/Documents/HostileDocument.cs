using System.Globalization;
using System.Text;

namespace ResetPassword.Tests.Documents;

/// <summary>Documents of about a size that are made of one thing, again and again.</summary>
internal static class HostileDocument
{
    /// <summary>By what they are made of. Each is a fault, or a tenant's state.</summary>
    public static readonly IReadOnlyDictionary<string, Func<int, byte[]>> All = new Dictionary<string, Func<int, byte[]>>
    {
        ["numbers"] = size => Repeat("[", "0", "]", size),
        ["numbers for instances"] = size => Repeat("""{"instances":[""", "0", "]}", size),
        ["empty objects"] = size => Repeat("""{"instances":[""", "{}", "]}", size),
        ["unknown names"] = size => Repeat("{", """ "m{0}":0""", "}", size),
        ["one name"] = size => Repeat("{", """ "instances":[]""", "}", size),
        ["deep arrays"] = size => Repeat("[", new string('[', 60) + new string(']', 60), "]", size),
        ["one long text"] = size => Repeat("""{"instances":[],"region":"x""", "x", "\"}", size, separator: ""),
        ["one long name"] = size => Repeat("""{"x""", "x", "\":0}", size, separator: ""),
        ["one instance"] = size => Repeat("""{"instances":[""", """{"product":"Rds","id":"rm-1"}""", "]}", size),
        ["tags"] = size => Repeat("""{"instances":[{"product":"Rds","id":"rm-1","tags":{""", """ "t{0}":"v" """, "}}]}", size),
        ["tags of one name"] = size => Repeat("""{"instances":[{"product":"Rds","id":"rm-1","tags":{""", """ "t":"v" """, "}}]}", size),
        ["numbers for tags"] = size => Repeat("""{"instances":[{"product":"Rds","id":"rm-1","tags":{""", """ "t{0}":0""", "}}]}", size),
        ["privileges"] = size => Repeat("""{"instances":[{"product":"Rds","id":"rm-1","accounts":[{"name":"a","privileges":{""", """ "d{0}":"ReadWrite" """, "}}]}]}", size),
        ["accounts"] = size => Repeat("""{"instances":[{"product":"Rds","id":"rm-1","accounts":[""", """{"name":"account{0}"}""", "]}]}", size),
        ["accounts whose status changes"] = size => Repeat(
            """{"instances":[{"product":"Rds","id":"rm-1","accounts":[""",
            """{"name":"account{0}","pending":{"next":"Available","due":"2026-01-31T12:00:00Z"}}""", "]}]}", size),
        ["databases"] = size => Repeat("""{"instances":[{"product":"Rds","id":"rm-1","databases":[""", """{"name":"database{0}"}""", "]}]}", size),
        ["groups"] = size => Repeat("""{"instances":[{"product":"Rds","id":"rm-1","whitelists":{""", """ "g{0}":{}""", "}}]}", size),
        ["groups of one name"] = size => Repeat("""{"instances":[{"product":"Rds","id":"rm-1","whitelists":{""", """ "g":{}""", "}}]}", size),
        ["instances"] = size => Repeat("""{"instances":[""", """{"product":"Rds","id":"rm-{0}"}""", "]}", size),
    };

    private static byte[] Repeat(string start, string part, string end, int size, string separator = ",")
    {
        var text = new StringBuilder(start, size + 1024).Append(part.Replace("{0}", "0", StringComparison.Ordinal));
        for (var i = 1; text.Length < size; i++)
            text.Append(separator).Append(part.Replace("{0}", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        return Encoding.UTF8.GetBytes(text.Append(end).ToString());
    }
}
