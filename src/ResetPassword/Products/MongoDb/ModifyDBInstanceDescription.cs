using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.MongoDb;

/// <summary>Gives a MongoDB instance, or a node of a sharded cluster, another description.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/mongodb/developer-reference/api-dds-2015-12-01-modifydbinstancedescription</remarks>
internal sealed class ModifyDBInstanceDescription() : MongoDbOperation<ModifyDBInstanceDescription.Request>("update")
{
    private static readonly Parameter NodeId =
        Parameter.Optional("NodeId", "The node of a sharded cluster; the instance itself where it is left out.", "d-dds-sharded-1");
    private static readonly Parameter DBInstanceDescription = Parameter.Required("DBInstanceDescription",
        "The description: 2 to 256 letters, digits, underscores, hyphens and blanks, starting with a letter.", "testdata")
        .Like(AccountRules.IsDescription, MongoDbErrors.InvalidInstanceDescription);

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, NodeId, DBInstanceDescription];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Find(NodeId) ?? "", parameters.Get(DBInstanceDescription));

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return MongoDbErrors.InstanceNotFound;
        if (request.NodeId == "" || !MongoDbInstances.IsSharded(instance))
            return Decision.Become(instance.With(MongoDbInstances.Description, request.DBInstanceDescription), new InstanceEvent.InstanceModified());
        if (Nodes.Find(instance, request.NodeId) is not { } node)
            return MongoDbErrors.NodeNotFound;
        var state = node.State.With(MongoDbInstances.NodeDescription, request.DBInstanceDescription);
        return Decision.Become(Nodes.With(instance, [state]), new InstanceEvent.InstanceModified());
    }

    internal sealed record Request(string NodeId, string DBInstanceDescription);

    internal static class Rows
    {
        public static readonly IReadOnlyList<ErrorRow> All =
        [
            MongoDbErrors.InvalidInstanceDescription, MongoDbErrors.InstanceNotFound.ByAnalogy(), MongoDbErrors.NodeNotFound, MongoDbErrors.Denied,
        ];
    }
}
