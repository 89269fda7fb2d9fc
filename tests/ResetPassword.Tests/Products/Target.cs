namespace ResetPassword.Tests.Products;

/// <summary>An account of a product's default instances, and the rows that calls about it are refused with.</summary>
internal sealed record Target
{
    public required string InstanceParameter { get; init; }

    public required string Instance { get; init; }

    public required string Account { get; init; }

    public required string UnknownInstanceId { get; init; }

    public required string BusyInstance { get; init; }

    public (string Name, string Value)[] Others { get; init; } = [];

    public required (int Status, string Code, string Message) BadPassword { get; init; }

    public required (int Status, string Code, string Message) UnknownInstance { get; init; }

    public required (int Status, string Code, string Message) UnknownAccount { get; init; }

    public required (int Status, string Code, string Message) Busy { get; init; }

    public static Target Of(string product) => ProductUnderTest.Of(product).Target;

    public IEnumerable<(string Name, string Value)> Parameters(string password) =>
        [(InstanceParameter, Instance), ("AccountName", Account), ("AccountPassword", password), .. Others];
}
