namespace ResetPassword.Testing;

/// <summary>The two ways in which the vendor's clients sign a call.</summary>
/// <example><code>using var http = cloud.CreateClient(tenant, SigningGeneration.V1);</code></example>
public enum SigningGeneration
{
    /// <summary>
    /// The query signature of the older SDKs: <c>HMAC-SHA1</c> over all parameters. Answers are XML unless the query says <c>Format=JSON</c>.
    /// </summary>
    V1,

    /// <summary>The header signature of the current SDKs: <c>ACS3-HMAC-SHA256</c>. Answers are JSON.</summary>
    V3,
}
