namespace ResetPassword.Tests.Products.AnalyticDb;

/// <summary>What AnalyticDb's actions around the reset refuse, and what their right calls need.</summary>
internal static class AnalyticDbActions
{
    public static readonly IReadOnlyDictionary<string, Setup> Setups = new Dictionary<string, Setup>();

    /// <summary>The actions that ask for a status, and the code of the refusal in any other; an action that is not here goes in every status.</summary>
    public static readonly IReadOnlyDictionary<string, StateRule> States = new Dictionary<string, StateRule>();

    /// <summary>Action; status, code and message; the instance's state; what differs in the call.</summary>
    public static TheoryData<string, int, string, string, string, string> Refusals => [];
}
