using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ResetPassword.CommandLine;
using ResetPassword.Gateway;
using ResetPassword.Gateway.Authentication;
using ResetPassword.Hosting;
using ResetPassword.Http;
using ResetPassword.Store;
using ResetPassword.Store.Memory;
using ResetPassword.Tenancy;
using Serilog.Events;

namespace ResetPassword.Benchmarks.Pipeline;

/// <summary>
/// The pipeline in process, from what the web server hands over to what it gets back: read, verify, validate, decide, commit, envelope; then with what is
/// written down about a call.
/// </summary>
[MemoryDiagnoser]
public class PipelineBenchmarks
{
    private const int CallCount = 4_000;

    private readonly HeldHttp _http = new();
    private IServiceProvider? _services;
    private RpcEndpoint? _endpoint;
    private RecordedCall[] _calls = [];
    private int _next;

    public enum Signature
    {
        V3,
        V1,
    }

    public enum Record
    {
        None,
        Journal,
        JournalAndLog,
    }

    [Params(Signature.V3, Signature.V1)]
    public Signature SignedWith { get; set; }

    [Params(Record.None, Record.Journal, Record.JournalAndLog)]
    public Record Records { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var defaults = new EmulatorOptions();
        var options = defaults with
        {
            JournalSize = Records == Record.None ? 0 : defaults.JournalSize,
            LogLevel = Records == Record.JournalAndLog ? defaults.LogLevel : LogEventLevel.Fatal,
        };
        var seed = SeedFile.Load(null, Console.Error) ?? throw new InvalidOperationException("The default seed is faulty.");

        // The log's lines are formatted and go nowhere.
        var builder = WebApplication.CreateSlimBuilder();
        builder.AddLogging(options, Stream.Null);
        builder.Services.AddGateway(options, seed, OpenedStore.InMemory(null));
        _services = builder.Build().Services;
        var generation = SignedWith == Signature.V3 ? SignatureGeneration.V3 : SignatureGeneration.V1;
        _calls = [.. Enumerable.Range(0, CallCount).Select(_ => RecordedCall.Of(SignedCalls.Next(generation)))];
        _next = CallCount;
    }

    [Benchmark]
    public void ResetAccountPassword()
    {
        if (_next == CallCount)
            Restart();
        var http = _http.With(_calls[_next++]);
        var answered = _endpoint!.AnswerAsync(http);
        if (!answered.IsCompletedSuccessfully || http.Response.StatusCode != StatusCodes.Status200OK)
            throw new InvalidOperationException($"A call was refused with {http.Response.StatusCode}.");
    }

    // A gateway that has seen none of the nonces.
    private void Restart()
    {
        IStore store = ActivatorUtilities.CreateInstance<MemoryStore>(_services!);
        var authenticator = ActivatorUtilities.CreateInstance<Authenticator>(_services!, store);
        var recorder = ActivatorUtilities.CreateInstance<CallRecorder>(_services!, store);
        var gateway = ActivatorUtilities.CreateInstance<RpcGateway>(_services!, authenticator, store, recorder);
        _endpoint = ActivatorUtilities.CreateInstance<RpcEndpoint>(_services!, gateway);
        _next = 0;
    }
}
