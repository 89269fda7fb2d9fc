using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using ResetPassword.SdkTests;

[assembly: AssemblyFixture(typeof(SdkDriver))]

namespace ResetPassword.SdkTests;

/// <summary>One Node.js process with the vendor's SDKs for the whole test run; a call and its result are a line each.</summary>
public sealed class SdkDriver : IAsyncDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly Process _node;

    public SdkDriver()
        : this(certificate: null)
    {
    }

    /// <param name="certificate">A PEM file that Node.js is to trust, or null.</param>
    internal SdkDriver(string? certificate)
    {
        var start = new ProcessStartInfo("node", "sdk/driver.mjs") { WorkingDirectory = Folder(), RedirectStandardInput = true, RedirectStandardOutput = true };
        if (certificate is not null)
            start.Environment["NODE_EXTRA_CA_CERTS"] = certificate;
        _node = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
    }

    /// <summary>The project's folder, where its Node.js packages are.</summary>
    public static string Folder([CallerFilePath] string thisFile = "") => Path.GetDirectoryName(thisFile)!;

    public async Task<SdkResult> CallAsync(JsonObject call)
    {
        await _oneAtATime.WaitAsync();
        try
        {
            await _node.StandardInput.WriteLineAsync(call.ToJsonString());
            await _node.StandardInput.FlushAsync();
            var line = await _node.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The Node.js process ended.");
            return new(JsonNode.Parse(line)!);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _node.StandardInput.Close();
        await _node.WaitForExitAsync();
        _node.Dispose();
        _oneAtATime.Dispose();
    }
}

/// <summary>What an SDK made of an answer.</summary>
public sealed class SdkResult(JsonNode result)
{
    public bool IsSuccess => (bool)result["ok"]!;

    /// <summary>What the SDK returned: an object, or a text when one was asked for.</summary>
    public JsonNode Reply => result["reply"]!;

    /// <summary>The code and message that the SDK exposes of the answer's body.</summary>
    public (string? Code, string? Message) Error => ((string?)result["data"]?["Code"], (string?)result["data"]?["Message"]);

    /// <summary>What the SDK exposes of a denial by policy.</summary>
    public JsonNode? AccessDenied => result["accessDeniedDetail"];

    /// <summary>The RequestId of an error answer's body, as the SDK exposes it.</summary>
    public string? RequestId => (string?)result["data"]?[nameof(RequestId)];

    /// <summary>The error that the SDK throws: the status if it exposes it, its code, and its message.</summary>
    public (int? Status, string? Code, string Message) Thrown => ((int?)result["status"], (string?)result["code"], (string)result["message"]!);

    /// <summary>What the SDK's error is known by in code: its name, the status where it exposes one, and its code where it has one.</summary>
    public string ErrorShape => string.Join(' ', new[] { result["name"], result["status"], result["code"] }.OfType<JsonNode>());

    /// <summary>What the SDK sent, when it was recorded.</summary>
    public SentRequest Sent => new(Convert.FromBase64String((string)result["sent"]!));

    /// <summary>What the SDK was answered, when it was recorded: head and body.</summary>
    public string Received => Encoding.UTF8.GetString(Convert.FromBase64String((string)result["received"]!));

    public override string ToString() => result.ToJsonString();
}
