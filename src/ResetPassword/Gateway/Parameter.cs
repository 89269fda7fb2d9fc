namespace ResetPassword.Gateway;

/// <summary>A parameter that an operation declares: one table for the reader, the log, the contract and the OpenAPI document.</summary>
internal sealed record Parameter(string Name, bool IsRequired, bool IsSecret, string Description, string Example)
{
    /// <summary>The only values that are accepted, or empty when any text is.</summary>
    public IReadOnlyList<string> AllowedValues { get; init; } = [];

    public static Parameter Required(string name, string description, string example) => new(name, true, false, description, example);

    public static Parameter Optional(string name, string description, string example) => new(name, false, false, description, example);

    public static Parameter RequiredSecret(string name, string description, string example) => new(name, true, true, description, example);

    public static Parameter OptionalSecret(string name, string description, string example) => new(name, false, true, description, example);
}
