using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.HttpResults;
using ResetPassword.Operations;
using ResetPassword.Store;
using ResetPassword.Tenancy;

namespace ResetPassword.Http.Controls;

/// <summary>Finds the tenant that a control call means: <c>?tenant=</c> any AccessKeyId of it.</summary>
internal static class Selection
{
    public const string DefaultTenant = "testid";

    /// <summary>The tenant, made if its key exists and it does not; or the problem that says why there is none.</summary>
    public static bool TrySelect(this Tenants tenants, string accessKeyId, [NotNullWhen(true)] out Tenant? tenant, [NotNullWhen(false)] out ProblemHttpResult? problem)
    {
        (tenant, problem) = (null, null);
        if (tenants.FindKey(accessKeyId) is not { } key)
        {
            problem = ControlBody.Problem(StatusCodes.Status404NotFound, "tenant: there is no AccessKey with this id. Expected a configured one, or one that starts with test-.");
            return false;
        }

        tenant = tenants.Enter(key);
        problem = tenant is null ? ControlBody.Problem(StatusCodes.Status403Forbidden, GatewayErrors.TenantLimit.Message) : null;
        return tenant is not null;
    }
}
