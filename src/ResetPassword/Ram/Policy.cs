using ResetPassword.Documents;

namespace ResetPassword.Ram;

/// <summary>A RAM policy document. Immutable; read and checked once, when it is loaded.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/ram/policy-structure-and-syntax</remarks>
internal sealed record Policy(IReadOnlyList<Statement> Statements)
{
    /// <summary>The most characters of a custom policy.</summary>
    public const int MaxLength = 6144;

    /// <summary>The most characters of a session policy: what AssumeRole takes.</summary>
    public const int MaxSessionLength = 2048;

    /// <summary>As it was written; null where that is not kept.</summary>
    public string? Text { get; private init; }

    /// <summary>How many characters it was written in; 0 where that is not kept.</summary>
    public int Length => Text?.Length ?? 0;

    /// <summary>The first statement of an effect that covers the request, from 0; -1 when none does.</summary>
    public int Find(bool isAllow, AuthorizationRequest request)
    {
        for (var i = 0; i < Statements.Count; i++)
        {
            if (Statements[i].IsAllow == isAllow && Statements[i].Covers(request))
                return i;
        }

        return -1;
    }

    /// <summary>Reads a policy that stands alone, as AssumeRole takes one; null when anything is wrong with it.</summary>
    public static Policy? TryParse(string text)
    {
        var faults = new DocumentFaults();
        var policy = LocatedJson.TryReadStrictly(System.Text.Encoding.UTF8.GetBytes(text), faults) is { } document
            ? PolicyReader.Read(document, "$", faults)
            : null;
        return faults.Count == 0 && policy is not null ? policy with { Text = text } : null;
    }
}

/// <summary>A policy as it is attached to a user or a role.</summary>
internal sealed record NamedPolicy(string Name, Policy Policy)
{
    /// <summary>Its text, as it was read; null for one of the vendor's own.</summary>
    public string? Document { get; init; }
}

/// <summary>One statement: what it covers, and whether that is allowed or denied.</summary>
/// <param name="AllBut">Whether the actions are those that are not covered (<c>NotAction</c>).</param>
/// <param name="AllResourcesBut">Whether the resources are those that are not covered (<c>NotResource</c>).</param>
internal sealed record Statement(
    bool IsAllow, IReadOnlyList<string> Actions, bool AllBut, IReadOnlyList<string> Resources, bool AllResourcesBut, IReadOnlyList<Condition> Conditions)
{
    public bool Covers(AuthorizationRequest request) =>
        Actions.Any(action => Glob.Matches(action, request.Action, ignoresCase: true)) != AllBut
        && Resources.Any(resource => Glob.Matches(resource, request.Resource)) != AllResourcesBut
        && Conditions.All(condition => condition.Holds(request.Keys));
}

/// <summary>What a policy is asked about.</summary>
/// <param name="Action">Such as <c>rds:ResetAccountPassword</c>.</param>
/// <param name="Resource">An ARN, or <c>*</c> where the action knows no single resource.</param>
/// <param name="Keys">The condition keys that the call has, by name without regard to case.</param>
internal sealed record AuthorizationRequest(string Action, string Resource, IReadOnlyDictionary<string, string> Keys);
