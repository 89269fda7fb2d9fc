using System.Text;

namespace ResetPassword.Tests;

/// <summary>The emulator's own endpoints, as a test in any language calls them.</summary>
internal static class ControlCalls
{
    public static Task<Answer> GetAsync(this EmulatorUnderTest emulator, string path) => emulator.ControlAsync(HttpMethod.Get, path);

    public static Task<Answer> PostAsync(this EmulatorUnderTest emulator, string path, string json = "{}") =>
        emulator.ControlAsync(HttpMethod.Post, path, json);

    public static Task<Answer> PutAsync(this EmulatorUnderTest emulator, string path, string json) => emulator.ControlAsync(HttpMethod.Put, path, json);

    public static Task<Answer> PatchAsync(this EmulatorUnderTest emulator, string path, string json) => emulator.ControlAsync(HttpMethod.Patch, path, json);

    public static Task<Answer> DeleteAsync(this EmulatorUnderTest emulator, string path) => emulator.ControlAsync(HttpMethod.Delete, path);

    /// <summary>Whether a password is an account's, and which version it is.</summary>
    public static async Task<(bool Matches, long Version)> VerifyAsync(
        this EmulatorUnderTest emulator, string instance, string account, string password, string tenant = "testid", string? characterType = null)
    {
        var query = characterType is null ? "" : $"&characterType={characterType}";
        var answer = await emulator.PostAsync($"instances/{instance}/accounts/{account}/verify-password?tenant={tenant}{query}",
            $$"""{"password":"{{password}}"}""");
        Assert.Equal(200, answer.Status);
        return ((bool)answer.Json["matches"]!, (long)answer.Json["passwordVersion"]!);
    }

    /// <summary>Resets <c>test1</c> of <c>rm-running</c>.</summary>
    public static Task<Answer> ResetRdsAsync(this EmulatorUnderTest emulator, string password = "New_pass1", string accessKeyId = "testid") =>
        emulator.CallAsync("Rds", r => r with { AccessKeyId = accessKeyId }, ("DBInstanceId", "rm-running"), ("AccountName", "test1"),
            ("AccountPassword", password));

    private static Task<Answer> ControlAsync(this EmulatorUnderTest emulator, HttpMethod method, string path, string? json = null) =>
        emulator.SendAsync(new(method, new Uri(emulator.Endpoint, $"/_emulator/{path}"))
        {
            Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"),
        });
}
