using ResetPassword.Model;

namespace ResetPassword.Products;

/// <summary>What a create is given and a describe shows again.</summary>
internal static class KeptParameters
{
    /// <summary>The instance with each property that keeps a parameter, as the call has that; one that is left out or empty changes nothing.</summary>
    public static Instance WithKept(this Instance instance, RpcParameters parameters, IReadOnlyList<Parameter> declared) => declared.Aggregate(
        instance,
        (next, parameter) => parameter.Keeps is { } property && parameters.Find(parameter) is { Length: > 0 } value ? next.With(property, value) : next);

    /// <summary>As <see cref="WithKept(Instance, RpcParameters, IReadOnlyList{Parameter})"/>, of a part of an instance.</summary>
    public static Part WithKept(this Part part, RpcParameters parameters, IReadOnlyList<Parameter> declared) => declared.Aggregate(
        part,
        (next, parameter) => parameter.Keeps is { } property && parameters.Find(parameter) is { Length: > 0 } value ? next.With(property, value) : next);
}
