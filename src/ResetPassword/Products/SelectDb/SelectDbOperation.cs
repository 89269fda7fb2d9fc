using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.SelectDb;

/// <summary>A request that names a region.</summary>
internal interface IRegional
{
    string RegionId { get; }
}

/// <summary>
/// An action of SelectDB: what all of them declare alike. Each names a region, which must exist and, where an instance is meant, be the instance's. RAM
/// knows no single instances here.
/// </summary>
internal abstract class SelectDbOperation<TRequest> : Operation<TRequest>
    where TRequest : IRegional
{
    protected static readonly Parameter RegionId = Parameter.Required("RegionId", "The region ID.", "cn-hangzhou");
    protected static readonly Parameter DBInstanceId = Parameter.Required("DBInstanceId", "The instance ID.", "selectdb-cn-7213cjv");

    /// <param name="accessLevel">RAM's word for what the action does, as its page has it.</param>
    /// <param name="documentation">Where it is documented; the vendor's page where that is left out.</param>
    protected SelectDbOperation(string accessLevel, string? documentation = null)
    {
        Documentation = documentation ?? $"https://www.alibabacloud.com/help/en/selectdb/developer-reference/api-selectdb-2023-05-22-{Action.ToLowerInvariant()}";
        Permission = new($"selectdb:{Action}", accessLevel, "*", SelectDbErrors.Denied);
    }

    public sealed override string Documentation { get; }

    public sealed override RamPermission Permission { get; }

    public override Scope Scope => Scope.OneInstance;

    public override Target TargetOf(RpcParameters parameters, CallContext context) => new(parameters.Find(DBInstanceId), parameters.Find("AccountName"));

    protected override void CheckFormats(Formats<TRequest> rules) =>
        rules.RuleFor(r => r.RegionId).Must(SelectDbInstances.Regions.Contains).OrError(SelectDbErrors.RegionNotFound);

    /// <summary>The loaded instance, if it is in the request's region.</summary>
    protected static Instance? InRegion(in Seen seen, TRequest request) => seen.Instance?.Region == request.RegionId ? seen.Instance : null;
}
