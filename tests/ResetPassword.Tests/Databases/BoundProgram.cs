using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ResetPassword.CommandLine;
using ResetPassword.Tests.CommandLine;

namespace ResetPassword.Tests.Databases;

/// <summary>Calls of <c>pgm-bound</c> in a program of its own.</summary>
internal static class BoundProgram
{
    public static Task<int> ResetAsync(ProgramUnderTest program, string account, string password) =>
        CallAsync(program, "ResetAccountPassword", account, password);

    public static Task<int> CreateAsync(ProgramUnderTest program, string account) => CallAsync(program, "CreateAccount", account, BoundInstance.FirstPassword);

    private static async Task<int> CallAsync(ProgramUnderTest program, string action, string account, string password)
    {
        using var http = new HttpClient();
        using var answer = await http.SendAsync(new SignedRequest
        {
            Endpoint = program.Endpoint,
            Version = "2014-08-15",
            Action = action,
            Parameters = [new("DBInstanceId", "pgm-bound"), new("AccountName", account), new("AccountPassword", password)],
        }.ToMessage());
        return (int)answer.StatusCode;
    }

    public static async Task<(bool Matches, int Version)> VerifyAsync(ProgramUnderTest program, string account, string password)
    {
        using var http = new HttpClient();
        var address = new Uri(program.Endpoint, $"/_emulator/instances/pgm-bound/accounts/{account}/verify-password");
        using var answer = await http.PostAsJsonAsync(address, new JsonObject { ["password"] = password });
        var proof = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        return ((bool)proof["matches"]!, (int)proof["passwordVersion"]!);
    }
}
