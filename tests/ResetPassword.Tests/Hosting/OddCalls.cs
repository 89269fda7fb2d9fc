using FsCheck;
using FsCheck.Fluent;
using ResetPassword.Products;
using ResetPassword.Tests.Products;

namespace ResetPassword.Tests.Hosting;

/// <summary>Calls of every action of every product: right ones, and ones in which some values are odd.</summary>
internal static class OddCalls
{
    private static readonly string[] Texts =
    [
        "", " ", "  padded  ", "a", "A", "0", "00", "+20", "-1", " 20", "020", "1e2", "20.0", "9223372036854775807", "99999999999999999999", "TRUE", "True",
        "null", "[]", "{}", "x",
        "mysql", "MYSQL", "running", "a/b", "a%2Fb", "a\nb", "a\tb", "\u0001", "a\0b", "\u007f", "\u0085", "\u2028", "\ufeff", "é", "中文", "😀", "<&>\"'", "\\",
        "https://x", "name1", "Name-1",
        "test1", "2100-12-31T23:59:59Z", "9999-12-31T23:59:59Z", "1999-01-01T00:00Z", new('x', 255), new('y', 5000),
    ];

    private static readonly SomeAction[] Actions =
        [.. Catalogue.Databases.SelectMany(p => p.Operations, (p, o) => SomeAction.Of(p.Name, o.Action))
            .Where(some => !some.Operation.Action.StartsWith("Describe", StringComparison.Ordinal))];

    /// <summary>An action with its parameters.</summary>
    public static Gen<(SomeAction Some, (string Name, string Value)[] Parameters)> Any =>
        from some in Gen.Elements(Actions)
        from isWhole in Gen.Elements(true, false)
        let parameters = isWhole ? some.AllParameters : some.Parameters
        from changes in Change(some, parameters).ListOf()
        select (some, changes.Aggregate(parameters, (all, change) => [.. all.Where(p => p.Name != change.Name), change]));

    // Which instance is meant stays.
    private static Gen<(string Name, string Value)> Change(SomeAction some, (string Name, string Value)[] parameters) =>
        from name in Gen.Elements(parameters.Select(p => p.Name).Where(name => name is not ("DBInstanceId" or "DBClusterId")).Append("ClientToken").ToArray())
        let allowed = some.Operation.Parameters.FirstOrDefault(p => p.Name == name)?.AllowedValues ?? []
        from value in Gen.Elements([.. allowed, .. Texts])
        select (name, value);
}
