using System.Text;
using System.Text.Json.Nodes;
using ResetPassword.Tenancy;
using ResetPassword.Tests.Http;

namespace ResetPassword.Tests.CommandLine;

/// <summary>A folder for a test's state file, and what a test does with a program that keeps its state there.</summary>
/// <param name="name">The file's; one that is empty is as long as a name can be, so that no other can be made beside it.</param>
internal sealed class StateFolder(string name = "state.json") : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reset-password-test-");

    public string File => In(name == "" ? new('s', 255) : name);

    public JsonNode Json => JsonNode.Parse(System.IO.File.ReadAllBytes(File))!;

    /// <summary>The instances of the only tenant that the file has.</summary>
    public string[] Instances => [.. Assert.Single(Json["tenants"]!.AsArray())!["instances"]!.AsArray().Select(instance => (string)instance!["id"]!)];

    public string[] Files => [.. _folder.GetFileSystemInfos().Select(file => file.Name).Order(StringComparer.Ordinal)];

    public string In(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Waits until the file has a text.</summary>
    public async Task WaitForAsync(string text)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!System.IO.File.ReadAllText(File).Contains(text, StringComparison.Ordinal))
            await Task.Delay(20, patience.Token);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    public static Answer Control(ProgramUnderTest program, string method, string path, string body = "") => RawConnection.Exchange(
        program.Endpoint,
        $"{method} /_emulator/{path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    /// <summary>Resets <c>test1</c> of <c>rm-running</c>.</summary>
    public static void Reset(ProgramUnderTest program, string accessKeyId = "testid") => Assert.Equal(200, Call(program, accessKeyId).Status);

    /// <summary>The answer of a reset of <c>test1</c> of <c>rm-running</c>.</summary>
    public static Answer Call(ProgramUnderTest program, string accessKeyId = "testid") => RawConnection.Exchange(program.Endpoint,
        RawRequest.Of(SomeCall.To(program.Endpoint, SignatureGeneration.V3) with { AccessKeyId = accessKeyId }).ToText());

    /// <summary>What verify-password says of the new password of <c>test1</c> of <c>rm-running</c>.</summary>
    public static string Proof(ProgramUnderTest program, string accessKeyId = "testid") =>
        Control(program, "POST", $"instances/rm-running/accounts/test1/verify-password?tenant={accessKeyId}", """{"password":"New_pass1"}""").Text;
}
