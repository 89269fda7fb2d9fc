using ResetPassword.Operations;
using ResetPassword.Ram;
using ResetPassword.Store;
using ResetPassword.Tenancy;

namespace ResetPassword.Http.Controls;

/// <summary>Finds the tenant that a control call means: <c>?tenant=</c> any AccessKeyId of it.</summary>
internal static class Selection
{
    public const string DefaultTenant = PublishedKeys.DefaultId;

    private const string NoKey = "tenant: there is no AccessKey with this id. Expected a configured one, or one that starts with test-.";

    /// <summary>The tenant, made if its key exists and it does not; null with the problem that says why there is none.</summary>
    public static async ValueTask<(Tenant? Tenant, IResult Problem)> SelectAsync(this Tenants tenants, string accessKeyId)
    {
        if (await tenants.FindNowAsync(accessKeyId) is not { Key: var key })
            return (null, ControlBody.Problem(StatusCodes.Status404NotFound, NoKey));
        return await tenants.EnterAsync(key) is { } tenant
            ? (tenant, TypedResults.Empty)
            : (null, ControlBody.Problem(StatusCodes.Status403Forbidden, GatewayErrors.TenantLimit.Message));
    }

    /// <summary>The problem of an instance that is not there.</summary>
    public static IResult NoInstance() => ControlBody.Problem(StatusCodes.Status404NotFound, "id: the tenant has no instance with this id.");
}
