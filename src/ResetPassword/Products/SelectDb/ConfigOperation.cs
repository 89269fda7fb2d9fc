using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.SelectDb;

/// <summary>A request about the configuration of a cluster.</summary>
internal interface IOfConfig : IRegional
{
    string DBClusterId { get; }

    /// <summary>The configuration file; null where the call leaves it out.</summary>
    string? ConfigKey { get; }
}

/// <summary>An action about the configuration of a cluster. Some of them need no region.</summary>
internal abstract class ConfigOperation<TRequest>(string accessLevel) : SelectDbOperation<TRequest>(accessLevel)
    where TRequest : IOfConfig
{
    protected static readonly Parameter DBClusterId =
        Parameter.Required("DBClusterId", "The cluster ID, or that of the instance's front end.", "selectdb-cn-running-be");
    protected static readonly Parameter OptionalRegionId =
        Parameter.Optional("RegionId", "The region ID; that of the instance where it is left out.", "cn-hangzhou");

    private static readonly string[] Files = [ClusterConfigs.OfBackEnd, ClusterConfigs.OfFrontEnd];

    protected static Parameter ConfigKeyOf(Func<string, string, string, Parameter> parameter) =>
        parameter("ConfigKey", "The configuration file: be.conf of a cluster, fe.conf of the front end.", "be.conf")
            .OneOf(Files, SelectDbErrors.InvalidConfigKey);

    protected override void CheckFormats(Formats<TRequest> rules) =>
        rules.RuleFor(r => r.RegionId).Must(region => region == "" || SelectDbInstances.Regions.Contains(region)).OrError(SelectDbErrors.RegionNotFound);

    protected sealed override Decision Decide(TRequest request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance || (request.RegionId != "" && request.RegionId != instance.Region))
            return SelectDbErrors.InstanceNotFound;
        if (FindRefusal(instance) is { } refusal)
            return refusal;
        if (ClusterConfigs.FileOf(instance, request.DBClusterId) is not { } file)
            return SelectDbErrors.ClusterNotFound;
        if (request.ConfigKey is { } key && key != file)
            return SelectDbErrors.InvalidConfigKey;
        return Decide(request, instance, file, context);
    }

    /// <summary>What keeps the instance from it: nothing, where it only shows something.</summary>
    protected virtual ApiError? FindRefusal(Instance instance) => null;

    protected abstract Decision Decide(TRequest request, Instance instance, string file, CallContext context);
}
