using ResetPassword.Model;

namespace ResetPassword.Products.MongoDb;

/// <summary>The parts that nodes have in an instance.</summary>
internal enum NodeKind
{
    /// <summary>Of a replica set.</summary>
    Member,
    Mongos,
    Shard,
    ConfigServer,
}

/// <summary>A node of an instance, with what calls have given to it.</summary>
/// <param name="Id">What calls name the node of a sharded cluster by; its host name begins with it.</param>
/// <param name="Role">The vendor's word: <c>Primary</c>, <c>Secondary</c> or <c>Hidden</c>; a hidden node has no address.</param>
/// <param name="Size">What the node of a sharded cluster is made of.</param>
internal sealed record Node(Instance Instance, NodeKind Kind, string Id, string Role, ClusterNode Size)
{
    private const string Service = "mongodb";

    /// <summary>What a call has given to it, or a state that says nothing.</summary>
    public Part State { get; } = Instance.FindPart(MongoDbInstances.NodeStates, Id) ?? new Part(MongoDbInstances.NodeStates, Id);

    public string Description => State[MongoDbInstances.NodeDescription];

    public bool HasAddress => Role != "Hidden";

    /// <summary>What the name of the host that clients in the VPC connect to begins with.</summary>
    public string PrivatePrefix => State[MongoDbInstances.NodePrefix] is { Length: > 0 } given ? given : Id;

    public string PublicPrefix => State[MongoDbInstances.NodePublicPrefix] is { Length: > 0 } given ? given : $"{Id}-pub";

    /// <summary>Where clients in the VPC connect to.</summary>
    public Address Private => Address.Of(Instance, Service, State[MongoDbInstances.NodePort], PrivatePrefix);

    /// <summary>Where clients outside connect to; null where nobody asked for such an address.</summary>
    public Address? Public => State[MongoDbInstances.NodeIsPublic] == "true"
        ? Address.Of(Instance, Service, State[MongoDbInstances.NodePublicPort], PublicPrefix)
        : null;

    /// <summary>Each address with its kind of network.</summary>
    public IEnumerable<(Address Address, string NetworkType)> Addresses => (HasAddress, Public) switch
    {
        (false, _) => [],
        (true, { } address) => [(Private, Instance[MongoDbInstances.NetworkType]), (address, "Public")],
        _ => [(Private, Instance[MongoDbInstances.NetworkType])],
    };
}
