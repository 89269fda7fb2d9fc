namespace ResetPassword.Model;

/// <summary>What a product's instances and accounts may look like: what a seed is checked against.</summary>
internal sealed record InstanceModel
{
    /// <summary>How many instances of a product calls can create in a tenant, those of the seed counted too: the emulator's own measure.</summary>
    public const int MaxInstances = 1000;

    /// <summary>How many parts of a kind an instance can have: more than any product documents.</summary>
    public const int MaxParts = 1000;

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

    public IReadOnlyList<ModelProperty> Properties { get; init; } = [];

    /// <summary>What an instance has several of.</summary>
    public IReadOnlyList<PartKind> Parts { get; init; } = [];

    public IReadOnlyList<ModelProperty> AccountProperties { get; init; } = [];

    /// <summary>The vendor's words for an account's type. The first is the default.</summary>
    public IReadOnlyList<string> AccountTypes { get; init; } = ["Normal", "Super"];

    /// <summary>The vendor's words for an account's state. The first is the default and means usable.</summary>
    public IReadOnlyList<string> AccountStatuses { get; init; } = ["Available", "Unavailable"];

    /// <summary>The vendor's words for a database's state, of which the first is the default; none where calls know no databases.</summary>
    public IReadOnlyList<string> DatabaseStatuses { get; init; } = [];

    public IReadOnlyList<ModelProperty> DatabaseProperties { get; init; } = [];

    /// <summary>The character set of a database that names none.</summary>
    public string DefaultCharacterSet { get; init; } = "utf8mb4";

    /// <summary>Whether calls know what an account may do on a database; never where they know no databases.</summary>
    public bool HasPrivileges
    {
        get => field && DatabaseStatuses.Count > 0;
        init;
    } = true;

    /// <summary>The kind of server that an instance can stand for, by its engine. Of any other engine it can stand for none.</summary>
    public IReadOnlyDictionary<string, ServerKind> Servers { get; init; } = new Dictionary<string, ServerKind>();

    /// <summary>Whether an account may not log in, although it is there.</summary>
    public Func<DatabaseAccount, bool> IsLocked { get; init; } = _ => false;

    /// <summary>The account that a new database belongs to; null where it is the administrator's.</summary>
    public Func<Database, string?> OwnerOf { get; init; } = _ => null;

    public string Running => Statuses[0];

    public string Unlocked => LockModes[0];

    public string Usable => AccountStatuses[0];

    /// <summary>The words for an account's character type; none where no account has one.</summary>
    public IReadOnlyList<string> AllCharacterTypes { get; init; } = [];

    /// <summary>The character types that an account of this instance must name, or none.</summary>
    public Func<Instance, IReadOnlyList<string>> CharacterTypes { get; init; } = _ => [];
}
