using System.Text.Json;
using ResetPassword.Documents;

namespace ResetPassword.Ram;

/// <summary>Reads policy documents: every fault with its place and what was expected.</summary>
internal static class PolicyReader
{
    /// <summary>A principal of RAM, as a regular expression.</summary>
    public const string PrincipalPattern = "^acs:ram::[0-9]+:(root$|user/|role/)";

    public const string Version = "1";
    private const string AssumeRole = "sts:AssumeRole";
    private const int ArnParts = 5;

    public static readonly IReadOnlyList<string> PrincipalKinds = ["RAM", "Service", "Federated"];

    /// <summary>The policy; it is worth nothing when there are faults.</summary>
    public static Policy Read(LocatedJson document, string path, DocumentFaults faults, int maxLength = Policy.MaxLength)
    {
        if (IsTooLong(document, path, faults, maxLength))
            return new([]);
        var fields = Root(document, path, faults);
        return new([.. Statements(document, path, fields).Select(item => ReadStatement(item.Value, item.Path, faults))]);
    }

    /// <summary>The trust policy of a role; it is worth nothing when there are faults.</summary>
    public static TrustPolicy ReadTrust(LocatedJson document, string path, DocumentFaults faults)
    {
        if (IsTooLong(document, path, faults, Policy.MaxSessionLength))
            return new([], "");
        var fields = Root(document, path, faults);
        return new([.. Statements(document, path, fields).Select(item => ReadTrustStatement(item.Value, item.Path, faults))], document.Write());
    }

    private static bool IsTooLong(LocatedJson document, string path, DocumentFaults faults, int maxLength)
    {
        if (document.WrittenLength <= maxLength)
            return false;
        faults.Add(new(document.Line, path, $"Expected a policy of at most {maxLength} characters."));
        return true;
    }

    private static DocumentObject Root(LocatedJson document, string path, DocumentFaults faults)
    {
        var fields = new DocumentObject(document, path, faults, ["Version", "Statement"]);
        if (!fields.Has("Version") || DocumentObject.TextOf(document, "Version") != Version)
            fields.Fault("Version", "Expected \"1\", the only version.");
        return fields;
    }

    private static LocatedItem[] Statements(LocatedJson document, string path, DocumentObject fields)
    {
        var statement = Member(document, "Statement");
        LocatedItem[] statements = statement switch
        {
            { IsArray: true } => [.. fields.Array("Statement")],
            { IsObject: true } => [new(statement, $"{path}.Statement")],
            _ => [],
        };
        if (statements.Length == 0)
            fields.Fault("Statement", "Expected at least one statement.");
        return statements;
    }

    private static Statement ReadStatement(LocatedJson value, string path, DocumentFaults faults)
    {
        var fields = new DocumentObject(value, path, faults, ["Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"]);
        return new(
            ReadEffect(fields, value),
            ReadEither(fields, value, "Action", "NotAction", IsAction, "* or <service>:<action>, such as rds:Describe*"),
            fields.Has("NotAction"),
            ReadEither(fields, value, "Resource", "NotResource", IsResource, "* or acs:<service>:<region>:<account>:<relative-id>"),
            fields.Has("NotResource"),
            ReadConditions(value, path, faults));
    }

    private static TrustStatement ReadTrustStatement(LocatedJson value, string path, DocumentFaults faults)
    {
        var fields = new DocumentObject(value, path, faults, ["Effect", "Action", "Principal", "Condition"]);
        var actions = ReadTexts(fields, value, "Action", text => text.Equals(AssumeRole, StringComparison.OrdinalIgnoreCase), AssumeRole);
        if (actions.Count == 0)
            fields.Fault("Action", $"Expected {AssumeRole}.");
        if (Member(value, "Principal") is not { IsObject: true } principal)
        {
            fields.Fault("Principal", "Expected an object with RAM, Service or Federated.");
            return new(ReadEffect(fields, value), [], []);
        }

        var kinds = new DocumentObject(principal, $"{path}.Principal", faults, PrincipalKinds);
        if (!PrincipalKinds.Any(kinds.Has))
            fields.Fault("Principal", "Expected an object with RAM, Service or Federated.");
        var trusted = ReadTexts(kinds, principal, "RAM", IsPrincipal, "acs:ram::<account>:root, …:user/<name> or …:role/<name>");
        return new(ReadEffect(fields, value), trusted, ReadConditions(value, path, faults));
    }

    private static bool ReadEffect(DocumentObject fields, LocatedJson value)
    {
        var effect = DocumentObject.TextOf(value, "Effect");
        if (effect is not ("Allow" or "Deny"))
            fields.Fault("Effect", "Expected Allow or Deny.");
        return effect == "Allow";
    }

    private static IReadOnlyList<string> ReadEither(
        DocumentObject fields, LocatedJson value, string name, string notName, Func<string, bool> isRight, string expected)
    {
        if (fields.Has(name) == fields.Has(notName))
            fields.Fault(fields.Has(name) ? notName : name, $"Expected either {name} or {notName}.");
        var given = fields.Has(notName) ? notName : name;
        var texts = ReadTexts(fields, value, given, isRight, expected);
        if (texts.Count == 0 && fields.Has(given))
            fields.Fault(given, $"Expected {expected}.");
        return texts;
    }

    // One text or a list of them.
    private static IReadOnlyList<string> ReadTexts(DocumentObject fields, LocatedJson value, string name, Func<string, bool> isRight, string expected)
    {
        var member = Member(value, name);
        LocatedJson[] items = member is null ? [] : member.IsArray ? [.. member.Items] : [member];
        if (items.Any(item => item.Kind != JsonTokenType.String || !isRight(item.Text)))
        {
            fields.Fault(name, $"Expected {expected}, or a list of such.");
            return [name];
        }

        return [.. items.Select(item => item.Text)];
    }

    private static List<Condition> ReadConditions(LocatedJson statement, string path, DocumentFaults faults)
    {
        var conditions = new List<Condition>();
        if (Member(statement, "Condition") is not { } block)
            return conditions;

        var place = $"{path}.Condition";
        var operators = new DocumentObject(block, place, faults, [.. Condition.Operators.Keys.Order(StringComparer.Ordinal)]);
        foreach (var (name, keys) in block.Members.Where(m => Condition.Operators.ContainsKey(m.Name)))
        {
            if (!keys.IsObject)
                operators.Fault(name, "Expected an object of condition keys.");
            ReadKeys(Condition.Operators[name], keys, $"{place}.{name}", faults, conditions);
        }

        return conditions;
    }

    private static void ReadKeys(Condition.Operator by, LocatedJson keys, string path, DocumentFaults faults, List<Condition> conditions)
    {
        var names = new HashSet<string>();
        foreach (var (key, value) in keys.Members)
        {
            if (!faults.WantMore)
                return;
            if (!names.Add(key))
                faults.Add(new(value.Line, $"{path}.{key}", DocumentObject.Repeated));
            conditions.Add(new(by, key, ReadValues(by, value, $"{path}.{key}", faults)));
        }
    }

    // Numbers and booleans are written as strings; RAM says so, and takes both.
    private static IReadOnlyList<string> ReadValues(Condition.Operator by, LocatedJson value, string path, DocumentFaults faults)
    {
        LocatedJson[] items = value.IsArray ? [.. value.Items] : [value];
        if (items.Length == 0
            || items.Any(item => item.IsObject || item.IsArray || item.Kind == JsonTokenType.Null || !Condition.IsValue(by.Values, item.Text)))
        {
            faults.Add(new(value.Line, path, by.Values switch
            {
                Condition.Kind.Number => "Expected a number, or a list of such.",
                Condition.Kind.Date => "Expected a time such as 2026-01-31T12:00:00Z, or a list of such.",
                Condition.Kind.Boolean => "Expected true or false.",
                Condition.Kind.Address => "Expected an address or a block of them, such as 10.0.0.0/8, or a list of such.",
                _ => "Expected a string, or a list of strings.",
            }));
        }

        return [.. items.Select(item => item.Text)];
    }

    private static bool IsAction(string text) =>
        text == "*" || (text.Split(':') is [{ Length: > 0 } service, { Length: > 0 } action] && service.All(IsWordOrWildcard) && action.All(IsWordOrWildcard));

    private static bool IsWordOrWildcard(char c) => char.IsAsciiLetterOrDigit(c) || c is '*' or '?' or '-' or '_';

    private static bool IsResource(string text) =>
        text == "*" || (text.StartsWith("acs:", StringComparison.Ordinal) && text.Split(':', ArnParts) is { Length: ArnParts } parts && parts[^1] != "");

    private static bool IsPrincipal(string text) =>
        text.Split(':', ArnParts) is ["acs", "ram", "", { Length: > 0 } account, var relative]
        && account.All(char.IsAsciiDigit)
        && (relative == "root" || relative.StartsWith("user/", StringComparison.Ordinal) || relative.StartsWith("role/", StringComparison.Ordinal));

    private static LocatedJson? Member(LocatedJson value, string name) => value.Find(name) is { Kind: not JsonTokenType.Null } member ? member : null;
}
