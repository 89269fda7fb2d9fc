using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.Rds;

/// <summary>Lists the names that accounts or databases cannot have: those that the emulator knows.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-describeinstancekeywords</remarks>
internal sealed class DescribeInstanceKeywords() : RdsOperation<DescribeInstanceKeywords.Request>("get")
{
    private static readonly Parameter Key = Parameter.Required("Key", "Of what the names are.", "account").OneOf(["account", "database"]);

    public override IReadOnlyList<Parameter> Parameters { get; } = [Key];

    public override IReadOnlyList<ErrorRow> Errors { get; } = [RdsErrors.BusyByFault, RdsErrors.Denied];

    public override Scope Scope => Scope.Nothing;

    public override Target TargetOf(RpcParameters parameters, CallContext context) => default;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(Key));

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        var words = request.Key == "account" ? AccountRules.Keywords : DatabaseRules.Keywords;
        return new Decision.Answer(new()
        {
            ["Key"] = request.Key,
            ["Words"] = new Reply { ["word"] = words.Order(StringComparer.Ordinal).ToArray<object>() },
        });
    }

    internal sealed record Request(string Key);
}
