namespace ResetPassword.Tenancy;

/// <summary>The two ways in which a call can be signed.</summary>
internal enum SignatureGeneration
{
    /// <summary>The query signature, or none at all.</summary>
    V1,

    /// <summary>The <c>ACS3-</c> header signature.</summary>
    V3,
}
