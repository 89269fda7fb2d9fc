namespace ResetPassword.Tests.Products;

/// <summary>What can be done to an account.</summary>
internal enum AccountStep
{
    Create,
    Reset,
    Delete,
    Lock,
    Unlock,
}

/// <summary>What a product answers when a step does not fit, and how its calls name things.</summary>
/// <param name="Instance">The default instance whose accounts are changed.</param>
/// <param name="Names">The accounts.</param>
/// <param name="Steps">Those that the product has.</param>
internal sealed record AccountKind(string Product, string Instance, string[] Names, AccountStep[] Steps)
{
    /// <summary>The code of a create of an account that is there.</summary>
    public required string Duplicate { get; init; }

    /// <summary>The code of a step with an account that is not there.</summary>
    public required string NotFound { get; init; }

    /// <summary>What a deletion gets for an account that is not there, if not the same.</summary>
    public string? Gone { get; init; }

    /// <summary>The code of a reset of a locked account, where that matters.</summary>
    public string? Locked { get; init; }

    /// <summary>Whether a delete of a locked account is answered well and changes nothing.</summary>
    public bool KeepsLocked { get; init; }

    /// <summary>The code of a reset of another account than root, where only root can be reset.</summary>
    public string? NotRoot { get; init; }

    /// <summary>The account that is there from the first.</summary>
    public string? IsThere { get; init; }

    /// <summary>Whether an account comes and goes with an instance of its own.</summary>
    public bool IsAnInstance { get; init; }

    /// <summary>What a create is given besides a name and a password.</summary>
    public (string Name, string Value)[] CreatedWith { get; init; } = [("AccountType", "Normal")];

    /// <summary>What a reset is given besides a name and a password.</summary>
    public (string Name, string Value)[] ResetWith { get; init; } = [];

    /// <summary>What the list is given to show all accounts.</summary>
    public (string Name, string Value)[] ListedWith { get; init; } = [];

    /// <summary>What the password's proof is asked with, as its address has it.</summary>
    public string VerifiedWith { get; init; } = "";

    public (string Action, (string Name, string Value)[] Parameters) Lock { get; init; } = ("LockAccount", []);

    public (string Action, (string Name, string Value)[] Parameters) Unlock { get; init; } = ("UnlockAccount", []);
}
