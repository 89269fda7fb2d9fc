namespace Rotation;

/// <summary>Resets passwords: the vendor's address is written into it.</summary>
public sealed class Passwords(HttpClient http)
{
    private static readonly Uri Address = new("https://rds.aliyuncs.com/?Action=ResetAccountPassword&Version=2014-08-15");

    public async Task<bool> TryResetAsync(string instance, string account, string password)
    {
        using var parameters = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["DBInstanceId"] = instance,
            ["AccountName"] = account,
            ["AccountPassword"] = password,
        });
        using var answer = await http.PostAsync(Address, parameters);
        return answer.IsSuccessStatusCode;
    }
}
