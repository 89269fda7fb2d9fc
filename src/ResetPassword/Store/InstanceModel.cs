namespace ResetPassword.Store;

/// <summary>A property that only some products' instances have: its allowed values and the one it has when nothing is said.</summary>
internal sealed record InstanceProperty(string Name, string Default, IReadOnlyList<string> AllowedValues, string Description)
{
    private static readonly string[] Booleans = ["true", "false"];

    /// <summary>A property that is written as a JSON boolean.</summary>
    public bool IsBoolean => ReferenceEquals(AllowedValues, Booleans);

    public static InstanceProperty Boolean(string name, bool defaultValue, string description) =>
        new(name, defaultValue ? "true" : "false", Booleans, description);
}

/// <summary>What a product's instances and accounts may look like: what a seed is checked against.</summary>
internal sealed record InstanceModel
{
    /// <summary>What the product asks every id to start with; empty where it does not.</summary>
    public string IdPrefix { get; init; } = "";

    /// <summary>The only regions that calls may name; null where the product does not ask.</summary>
    public IReadOnlySet<string>? Regions { get; init; }

    /// <summary>The vendor's words for an instance's state. The first is the default and means usable.</summary>
    public required IReadOnlyList<string> Statuses { get; init; }

    /// <summary>The vendor's words for an instance's lock. The first is the default and means not locked.</summary>
    public required IReadOnlyList<string> LockModes { get; init; }

    /// <summary>The vendor's words for the engine. The first is the default.</summary>
    public required IReadOnlyList<string> Engines { get; init; }

    public IReadOnlyList<InstanceProperty> Properties { get; init; } = [];

    /// <summary>The vendor's words for an account's type. The first is the default.</summary>
    public IReadOnlyList<string> AccountTypes { get; init; } = ["Normal", "Super"];

    /// <summary>The vendor's words for an account's state. The first is the default and means usable.</summary>
    public IReadOnlyList<string> AccountStatuses { get; init; } = ["Available", "Unavailable"];

    public string Running => Statuses[0];

    public string Unlocked => LockModes[0];

    public string Usable => AccountStatuses[0];

    /// <summary>The character types that an account of this instance must name, or none.</summary>
    public Func<Instance, IReadOnlyList<string>> CharacterTypes { get; init; } = _ => [];
}
