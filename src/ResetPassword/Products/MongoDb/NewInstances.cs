using System.Globalization;
using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.MongoDb;

/// <summary>What replica sets and sharded clusters are created with alike.</summary>
internal static class NewInstances
{
    private const int MaxTokenLength = 64;

    public static bool IsToken(string? token) => token is null || (token.Length <= MaxTokenLength && token.All(char.IsAscii));

    /// <summary>Whether the zone, if one is named, is the region's.</summary>
    public static bool IsInRegion(RpcParameters parameters) =>
        parameters.Find("ZoneId") is null or "" || Regions.IsZoneOf(parameters.Find("RegionId") ?? "", parameters.Find("ZoneId") ?? "");

    /// <summary>The instance without its accounts.</summary>
    public static Instance Of(Creation creation, string region, RpcParameters parameters, IReadOnlyList<Parameter> declared, CallContext context)
    {
        var (status, pending) = context.StatusOver("Creating", MongoDbInstances.Model.Running);
        var instance = new Instance
        {
            Product = "MongoDb",
            Id = creation.Id,
            Region = region,
            Engine = MongoDbInstances.Model.Engines[0],
            EngineVersion = parameters.Find("EngineVersion") ?? "",
            Status = status,
            Pending = pending,
            LockMode = MongoDbInstances.Model.Unlocked,
            CreatedAt = context.Now,
            CreatedWith = creation.Fingerprint,
        };
        return instance.With(MongoDbInstances.Zone, Regions.DefaultZoneOf(region)).WithKept(parameters, declared);
    }

    /// <summary>The account root. Without a password it has one that is too long for any call to set.</summary>
    public static DatabaseAccount Root(Secret? password, string? characterType, CallContext context) => new()
    {
        Name = "root",
        CharacterType = characterType,
        Type = "Super",
        Status = MongoDbInstances.Model.Usable,
        Password = context.Hash(password ?? new(context.RequestId)),
        PasswordChangedAt = context.Now,
    };

    public static IReadOnlyList<InstanceEvent> EventsOf(Instance instance, Secret? password) => password is null
        ? [new InstanceEvent.InstanceCreated()]
        : [new InstanceEvent.InstanceCreated(), .. instance.Accounts.Select(root => new InstanceEvent.AccountCreated(root.Key, password))];

    public static Reply ReplyOf(Instance instance) => new()
    {
        ["OrderId"] = Orders.IdOf(instance.Id).ToString(CultureInfo.InvariantCulture),
        ["DBInstanceId"] = instance.Id,
    };
}
