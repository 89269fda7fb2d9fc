using System.Text.Json.Nodes;

namespace ResetPassword.Testing.Tests.Sample;

/// <summary>What is tested by the sample: resets a password, and tries again when it is throttled.</summary>
public sealed class PasswordRotation(HttpClient http)
{
    private const int MaxTries = 3;

    /// <summary>The code of the last answer: <c>OK</c> when the password is reset.</summary>
    public async Task<string> RotateAsync(string instance, string account, string password)
    {
        var code = "";
        for (var attempt = 0; attempt < MaxTries && code is "" or "Throttling.User"; attempt++)
            code = await ResetAsync(instance, account, password);
        return code;
    }

    private async Task<string> ResetAsync(string instance, string account, string password)
    {
        using var parameters = new FormUrlEncodedContent(new Dictionary<string, string> { ["DBInstanceId"] = instance, ["AccountName"] = account, ["AccountPassword"] = password });
        using var answer = await http.PostAsync(new Uri("https://rds.aliyuncs.com/?Action=ResetAccountPassword&Version=2014-08-15"), parameters);
        return (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["Code"] ?? "OK";
    }
}
