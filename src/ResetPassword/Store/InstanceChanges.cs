using ResetPassword.Model;

namespace ResetPassword.Store;

/// <summary>How instances differ from those that a tenant was made with.</summary>
/// <param name="Instances">Those that are other ones or new, whole, ordered by id.</param>
/// <param name="Removed">The ids of those that are gone.</param>
internal sealed record InstanceChanges(IReadOnlyList<Instance> Instances, IReadOnlyList<string> Removed)
{
    public static readonly InstanceChanges None = new([], []);

    public bool IsEmpty => Instances.Count == 0 && Removed.Count == 0;

    public IReadOnlyList<Instance> ApplyTo(IReadOnlyList<Instance> made) =>
        [.. made.ExceptBy(Instances.Select(instance => instance.Id).Concat(Removed), instance => instance.Id), .. Instances];
}
