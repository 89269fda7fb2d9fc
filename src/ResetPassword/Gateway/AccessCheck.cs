using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Ram;

namespace ResetPassword.Gateway;

/// <summary>Asks the policies of a principal about a call: its action, the ARN of its target, and what conditions can ask for. Pure.</summary>
internal static class AccessCheck
{
    private const string RegionPlace = "{#regionId}";
    private const string AccountPlace = "{#accountId}";
    private const string ResourceTag = "rds:ResourceTag";

    /// <summary>What the policies say.</summary>
    /// <param name="target">The call's target, or one of them.</param>
    /// <param name="instance">The target, if there is one: its region and tags count.</param>
    /// <param name="regionId">The region that the call names, if it does.</param>
    public static AccessDecision Of(RamPermission permission, CallContext context, Target target, Instance? instance, string? regionId)
    {
        var resource = ResourceOf(permission, context.Caller, target, instance, regionId);
        var sessionPolicy = (context.Caller.Principal as Principal.RoleSession)?.SessionPolicy;
        var evaluation = Authorizer.Evaluate(context.Account.PoliciesOf(context.Caller.Principal), sessionPolicy,
            new(permission.Action, resource, ConditionKeysOf(permission, context, instance)));
        return new(evaluation, permission.Action, resource);
    }

    // Where the page's pattern has the id, a call without one means all.
    private static string ResourceOf(RamPermission permission, Caller caller, Target target, Instance? instance, string? regionId)
    {
        var region = instance?.Region ?? Given(regionId) ?? caller.Region;
        var resource = permission.Resource
            .Replace(RegionPlace, region, StringComparison.Ordinal)
            .Replace(AccountPlace, caller.OwnerId, StringComparison.Ordinal);
        var place = resource.IndexOf("{#", StringComparison.Ordinal);
        return place < 0 ? resource : resource[..place] + (Given(target.InstanceId) ?? "*");
    }

    private static Dictionary<string, string> ConditionKeysOf(RamPermission permission, CallContext context, Instance? instance)
    {
        var keys = context.CommonConditionKeys();
        if (instance is null || !permission.ConditionKeys.Contains(ResourceTag))
            return keys;
        foreach (var (name, value) in instance.Tags)
            keys[$"{ResourceTag}/{name}"] = value;
        return keys;
    }

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
