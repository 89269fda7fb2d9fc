using ResetPassword.Model;

namespace ResetPassword.Operations;

/// <summary>What the gateway loads before an operation decides.</summary>
internal enum Scope
{
    /// <summary>Nothing: the answer does not depend on state (DescribeRegions).</summary>
    Nothing,

    /// <summary>The target instance, which the operation may change or remove.</summary>
    OneInstance,

    /// <summary>Each of the target instances, which the operation may change: it decides on one at a time, and changes none if it refuses one.</summary>
    EachInstance,

    /// <summary>The target instance must not exist yet: the operation creates it.</summary>
    NewInstance,

    /// <summary>All instances of the product that the tenant has.</summary>
    AllInstances,
}

/// <summary>What a call speaks of: for RAM, faults and the journal, and what the gateway loads.</summary>
internal readonly record struct Target(string? InstanceId, string? AccountName = null)
{
    /// <summary>Of <see cref="Scope.EachInstance"/>: the instances besides the first one; null where there are none.</summary>
    public IReadOnlyList<string>? OtherInstanceIds { get; init; }

    /// <summary>The instances that a list of a call names, each once.</summary>
    public static Target OfEach(RpcParameters parameters, Parameter instanceIds)
    {
        var ids = parameters.FindValues(instanceIds).Distinct().ToArray();
        return ids.Length > 1 ? new(ids[0]) { OtherInstanceIds = ids[1..] } : new(ids.FirstOrDefault());
    }

    /// <summary>Whether an instance is one that the call speaks of.</summary>
    public bool Names(string instanceId) => InstanceId == instanceId || OtherInstanceIds?.Contains(instanceId) == true;

    /// <summary>Itself for each of its instances.</summary>
    public IReadOnlyList<Target> Each() =>
        OtherInstanceIds is { } others ? [this with { OtherInstanceIds = null }, .. others.Select(id => new Target(id))] : [this];
}

/// <summary>What the gateway loaded for an operation, as of the time of the call.</summary>
/// <param name="Target">What it was loaded for, as <see cref="Operation.TargetOf"/> says.</param>
/// <param name="Count">For an operation that creates: how many instances of the product the tenant has.</param>
internal readonly record struct Seen(Target Target, Instance? Instance, IReadOnlyList<Instance> Instances, int Count = 0);
