using ResetPassword.Documents;

namespace ResetPassword.Ram;

/// <summary>Reads RAM users and roles of a seed or a control call, their policies included.</summary>
internal static class RamReader
{
    public static readonly string[] UserNames = ["name", "accessKeys", "policies"];
    public static readonly string[] RoleNames = ["name", "trust", "policies", "maxSessionSeconds"];

    private const int MaxNameLength = 64;
    private const int MaxPolicyNameLength = 128;

    /// <param name="defaultName">The name of a document that has none; null when it must.</param>
    public static RamUser ReadUser(LocatedJson value, string path, DocumentFaults faults, string? defaultName = null)
    {
        var fields = new DocumentObject(value, path, faults, UserNames);
        return new(ReadName(fields, defaultName), ReadPolicies(fields, faults));
    }

    /// <param name="defaultName">The name of a document that has none; null when it must.</param>
    public static RamRole ReadRole(LocatedJson value, string path, DocumentFaults faults, string? defaultName = null)
    {
        var fields = new DocumentObject(value, path, faults, RoleNames);
        var trust = value.Find("trust");
        if (trust is null)
            fields.Fault("trust", "Expected the role's trust policy.");
        var seconds = fields.Number("maxSessionSeconds", (long)RamRole.DefaultMaxSessionDuration.TotalSeconds,
            (long)RamRole.LongestMaxSessionDuration.TotalSeconds);
        return new(
            ReadName(fields, defaultName),
            trust is null ? new([], "") : PolicyReader.ReadTrust(trust, $"{path}.trust", faults),
            ReadPolicies(fields, faults),
            seconds is { } longest ? TimeSpan.FromSeconds(longest) : RamRole.DefaultMaxSessionDuration);
    }

    private static string ReadName(DocumentObject fields, string? defaultName)
    {
        var name = defaultName is null ? fields.RequiredText("name") : fields.Text("name", defaultName);
        if (name.Length > MaxNameLength || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-')))
            fields.Fault("name", $"Expected at most {MaxNameLength} letters, digits, periods, underscores and hyphens.");
        return name;
    }

    private static string ReadPolicyName(DocumentObject policy)
    {
        var name = policy.RequiredText("name");
        if (name.Length > MaxPolicyNameLength)
            policy.Fault("name", $"Expected at most {MaxPolicyNameLength} characters.");
        return name;
    }

    // A system policy by its name, or {"name", "document"}.
    private static List<NamedPolicy> ReadPolicies(DocumentObject fields, DocumentFaults faults)
    {
        var policies = new List<NamedPolicy>();
        foreach (var (item, path) in fields.Array("policies"))
        {
            if (item.IsObject)
            {
                var policy = new DocumentObject(item, path, faults, ["name", "document"]);
                var document = item.Find("document");
                if (document is null)
                    policy.Fault("document", "Expected a policy.");
                else
                    policies.Add(new(ReadPolicyName(policy), PolicyReader.Read(document, $"{path}.document", faults)) { Document = document.Write() });
            }
            else if (SystemPolicies.Find(item.Text) is { } known)
            {
                policies.Add(new(item.Text, known));
            }
            else
            {
                faults.Add(new(item.Line, path,
                    $"Expected {{\"name\", \"document\"}}, or the name of a system policy: {string.Join(", ", SystemPolicies.Names)}."));
            }
        }

        return policies;
    }
}
