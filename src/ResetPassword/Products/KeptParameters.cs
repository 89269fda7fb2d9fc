using ResetPassword.Model;

namespace ResetPassword.Products;

/// <summary>What a create is given and a describe shows again.</summary>
internal static class KeptParameters
{
    /// <summary>The instance with each of these properties that a parameter gives; one that is left out or empty changes nothing.</summary>
    public static Instance With(this Instance instance, RpcParameters parameters, IEnumerable<(Parameter Parameter, ModelProperty Property)> kept) => kept.Aggregate(
        instance,
        (next, keep) => parameters.Find(keep.Parameter) is { Length: > 0 } value ? next.With(keep.Property, value) : next);
}
