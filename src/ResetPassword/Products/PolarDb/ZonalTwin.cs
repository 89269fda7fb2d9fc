using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.PolarDb;

/// <summary>
/// An action for clusters of edge zones that decides as the one that it is named after. The vendor documents no errors of it: they are those of the other.
/// </summary>
internal abstract class ZonalTwin : Operation
{
    protected static readonly Parameter ClientToken =
        Parameter.Optional("ClientToken", "A token; a repeated call changes nothing more.", "6000170000591aed949d0f54a343f1a4233c1e7d1c5c");

    private readonly Operation _twin;

    /// <param name="twin">The action that it is named after.</param>
    /// <param name="others">The parameters that it has besides.</param>
    protected ZonalTwin(Operation twin, string accessLevel, params IReadOnlyList<Parameter> others)
    {
        _twin = twin;
        Documentation = $"https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-{Action.ToLowerInvariant()}";
        Parameters = [.. twin.Parameters, .. others];
        Errors = [.. twin.Errors.Select(row => row with { Source = ErrorSource.Analogy, Description = "" })];
        Permission = new($"polardb:{Action}", accessLevel, "acs:polardb:{#regionId}:{#accountId}:dbcluster/{#dbclusterId}", PolarDbErrors.Denied);
    }

    public sealed override string Documentation { get; }

    public sealed override IReadOnlyList<Parameter> Parameters { get; }

    public sealed override IReadOnlyList<ErrorRow> Errors { get; }

    public sealed override RamPermission Permission { get; }

    public sealed override Scope Scope => _twin.Scope;

    public sealed override ApiError? RowOf(ServerComplaint complaint) => _twin.RowOf(complaint);

    public sealed override Target TargetOf(RpcParameters parameters, CallContext context) => _twin.TargetOf(parameters, context);

    protected sealed override Decision Evaluate(RpcParameters parameters, in Seen seen, CallContext context) => _twin.Decide(parameters, seen, context);
}
