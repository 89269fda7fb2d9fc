using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ResetPassword.SdkTests;

/// <summary>docs/retries.md, which is the table that the tests run: what it says and what they check cannot differ.</summary>
internal static partial class RetriesPage
{
    public const string Success = "success";

    private static readonly string Text = File.ReadAllText(Path.Combine(SdkDriver.Folder(), "../../docs/retries.md"));

    /// <summary>Every client in every setting that it has, with every fault.</summary>
    public static IReadOnlyList<RetryCase> Cases { get; } =
    [
        .. from row in Rows("Calls that arrive while the fault lasts")
           from calls in row.Cells.Skip(1)
           from client in ClientsOf("Settings", calls.Column)
           let end = Rows("What the client ends with").Single(r => r.Name == row.Name).Cells.Single(cell => Names(cell.Column).Contains(client)).Value
           select new RetryCase(client, calls.Column, row.Name, row.Cells[0].Value, int.Parse(calls.Value, CultureInfo.InvariantCulture), end),
    ];

    /// <summary>The page's JSON of a setting, or null for the default.</summary>
    public static JsonNode? OptionsOf(string setting) =>
        SettingBlock().Matches(Text).SingleOrDefault(block => block.Groups["setting"].Value == setting) is { } found
            ? JsonNode.Parse(found.Groups["json"].Value)
            : null;

    private static string[] ClientsOf(string section, string setting) => Names(Rows(section).Single(row => row.Name == setting).Cells.Single().Value);

    private static string[] Names(string list) => list.Split(", ");

    // A section's table without its code marks: each row by its first cell, the others by their column's head.
    private static List<(string Name, (string Column, string Value)[] Cells)> Rows(string section)
    {
        var start = Text.IndexOf($"## {section}\n", StringComparison.Ordinal);
        var lines = TableLine().Matches(Text[start..].Split("\n## ")[0])
            .Select(line => line.Groups["cells"].Value.Replace("`", "", StringComparison.Ordinal).Split(" | ")).ToArray();
        return [.. lines.Skip(1).Select(cells => (cells[0], lines[0].Zip(cells).Skip(1).ToArray()))];
    }

    [GeneratedRegex(@"^\| (?<cells>.+) \|$", RegexOptions.Multiline)]
    private static partial Regex TableLine();

    [GeneratedRegex("^### (?<setting>\\w+)\n\n```json\n(?<json>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex SettingBlock();
}

/// <summary>A cell of the page's table.</summary>
/// <param name="Client">The package's name.</param>
/// <param name="Setting">The options that it has.</param>
/// <param name="Fault">What the page calls the fault.</param>
/// <param name="Rule">The fault rule, without what it matches.</param>
/// <param name="Calls">How many calls arrive while the fault lasts.</param>
/// <param name="End">The error that the client ends with.</param>
public sealed record RetryCase(string Client, string Setting, string Fault, string Rule, int Calls, string End)
{
    public override string ToString() => $"{Client}, {Setting}, {Fault}";
}
