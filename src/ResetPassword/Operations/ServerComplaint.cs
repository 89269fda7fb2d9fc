namespace ResetPassword.Operations;

/// <summary>What a database server has against a change, as far as rows tell it apart.</summary>
internal enum ServerComplaint
{
    /// <summary>It cannot be reached, does not let the administrator in, or does not answer in time: whether it made the change is not known.</summary>
    Unreachable,

    /// <summary>It refuses for a reason that is neither of the account nor of its password.</summary>
    Refused,

    /// <summary>It refuses the account: it has none of this name, or cannot have one.</summary>
    Account,

    /// <summary>What the account owns is in the way.</summary>
    Dependents,

    /// <summary>It refuses the password.</summary>
    Password,
}
