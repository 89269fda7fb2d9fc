using ResetPassword.Testing;
// Resets a password with HttpClient, against an emulator in this process.

await using var cloud = await AlibabaCloudEmulator.StartAsync();
using var http = new HttpClient(new SigningHandler(cloud.AccessKeyId, cloud.AccessKeySecret, cloud.CreateHandler()));

using var parameters = new FormUrlEncodedContent(new Dictionary<string, string>
{
    ["DBInstanceId"] = "rm-running",
    ["AccountName"] = "test1",
    ["AccountPassword"] = "New_pass1",
});
using var answer = await http.PostAsync("https://rds.aliyuncs.com/?Action=ResetAccountPassword&Version=2014-08-15", parameters);
Console.WriteLine($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");

var proof = await cloud.Tenant.VerifyPasswordAsync("rm-running", "test1", "New_pass1");
Console.WriteLine($"the new password matches: {proof.Matches}");
return proof.Matches ? 0 : 1;
