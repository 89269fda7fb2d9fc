using ResetPassword.CommandLine;
using ResetPassword.Gateway;
using ResetPassword.Tenancy;

namespace ResetPassword.Tests.Http;

/// <summary>A call that works, to spoil: it resets the password of <c>rm-running</c>'s <c>test1</c>.</summary>
internal static class SomeCall
{
    public const string NewPassword = "New_pass1";

    /// <summary>V1 is a GET with all in the query, V3 a POST with a form body.</summary>
    public static SignedRequest To(Uri endpoint, SignatureGeneration generation, AnswerFormat format = AnswerFormat.Json) => new()
    {
        Endpoint = endpoint,
        Version = "2014-08-15",
        Action = "ResetAccountPassword",
        Parameters = [new("DBInstanceId", "rm-running"), new("AccountName", "test1"), new("AccountPassword", NewPassword)],
        Generation = generation,
        Method = generation == SignatureGeneration.V1 ? HttpMethod.Get : HttpMethod.Post,
        Format = format,
    };

    public static RawRequest V1(Uri endpoint, AnswerFormat format = AnswerFormat.Json) => RawRequest.Of(To(endpoint, SignatureGeneration.V1, format));

    public static RawRequest V3(Uri endpoint, AnswerFormat format = AnswerFormat.Json) => RawRequest.Of(To(endpoint, SignatureGeneration.V3, format));

    /// <summary>How often the account's password was set: 1 until something resets it.</summary>
    public static async Task<long> PasswordVersionAsync(EmulatorUnderTest emulator)
    {
        using var content = new StringContent("""{"password":""}""", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        var proof = await emulator.SendAsync(new(HttpMethod.Post,
            new Uri(emulator.Endpoint, "/_emulator/instances/rm-running/accounts/test1/verify-password"))
        { Content = content });
        return (long)proof.Json["passwordVersion"]!;
    }
}
