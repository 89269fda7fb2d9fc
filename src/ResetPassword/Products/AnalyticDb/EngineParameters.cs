using System.Globalization;
using ResetPassword.Model;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>The parameters of the database engine that the vendor's samples and its Terraform provider name; an instance has many more.</summary>
internal static class EngineParameters
{
    public static readonly ModelProperty Value = ModelProperty.Text("value", "", "What it was set to.");

    /// <summary>Those that differ from their defaults.</summary>
    public static readonly PartKind Changed = new("parameters", "The parameters of the database engine that were set, by name.", [Value]);

    public static readonly IReadOnlyList<EngineParameter> All =
    [
        new("optimizer", "on", "[on|off]", NeedsRestart: false, "Whether the ORCA optimizer plans the queries."),
        new("rds_master_mode", "single", "[multi_write_ec|multi_write_sc|single|multi_read]", NeedsRestart: true, "What the coordinator nodes can do."),
        new("statement_timeout", "10800000", "[0-2147483647]", NeedsRestart: false, "How many milliseconds a statement can take; 0 is without limit."),
    ];

    public static EngineParameter? Find(string name) => All.FirstOrDefault(parameter => parameter.Name == name);

    public static string CurrentOf(Instance instance, EngineParameter parameter) =>
        instance.FindPart(Changed, parameter.Name)?[Value] ?? parameter.Default;

    /// <summary>The instance with a parameter set: only what differs from the default is kept.</summary>
    public static Instance With(Instance instance, EngineParameter parameter, string value)
    {
        var part = new Part(Changed, parameter.Name).With(Value, value);
        return value == parameter.Default ? instance.Without(part) : instance.With(part);
    }
}

/// <summary>One parameter of the database engine.</summary>
/// <param name="Range">The values that it can have: <c>[0-100]</c> or <c>[on|off]</c>.</param>
internal sealed record EngineParameter(string Name, string Default, string Range, bool NeedsRestart, string Description)
{
    public bool Accepts(string value)
    {
        var values = Range[1..^1];
        if (values.Contains('|', StringComparison.Ordinal))
            return values.Split('|').Contains(value);
        var bounds = values.Split('-');
        return long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= long.Parse(bounds[0], CultureInfo.InvariantCulture) && number <= long.Parse(bounds[1], CultureInfo.InvariantCulture);
    }
}
