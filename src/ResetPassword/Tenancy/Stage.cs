namespace ResetPassword.Tenancy;

/// <summary>The stages of a call, in their order; a call's is the one that answered it.</summary>
internal enum Stage
{
    Read,
    Route,
    Authenticate,
    Throttle,
    Authorize,
    Fault,
    Decide,
}
