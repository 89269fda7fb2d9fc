using ResetPassword.CommandLine;
using ResetPassword.Gateway;
using ResetPassword.Tenancy;

namespace ResetPassword.Benchmarks;

/// <summary>
/// Calls of RDS's ResetAccountPassword with fresh nonces: V3 as POST with a form body, V1 as GET with a query, as the SDKs of each send them.
/// </summary>
internal static class SignedCalls
{
    /// <summary>The Host that is signed; whoever answers does not compare it with his own address.</summary>
    private static readonly Uri Endpoint = new("http://localhost:8080");

    public static HttpRequestMessage Next(SignatureGeneration generation, string instanceId = "rm-running", string accountName = "test1") => new SignedRequest
    {
        Endpoint = Endpoint,
        Version = "2014-08-15",
        Action = "ResetAccountPassword",
        Generation = generation,
        Method = generation == SignatureGeneration.V3 ? HttpMethod.Post : HttpMethod.Get,
        Format = AnswerFormat.Json,
        Parameters =
        [
            new("DBInstanceId", instanceId),
            new("AccountName", accountName),
            new("AccountPassword", "New_pass#1"),
        ],
    }.ToMessage();
}
