using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using ResetPassword.CommandLine;
using ResetPassword.Documents;
using ResetPassword.Hosting;
using ResetPassword.Model;
using ResetPassword.Products;
using ResetPassword.Ram;
using ResetPassword.Seeds;
using ResetPassword.Store;
using ResetPassword.Store.Memory;
using ResetPassword.Store.Sqlite;
using ResetPassword.Tenancy;
using ResetPassword.Tests.Http;
using ResetPassword.Tests.Products;
using ResetPassword.Tests.Store;
using ResetPassword.Tests.Store.Sqlite;

namespace ResetPassword.Tests.Hosting;

/// <summary>
/// Whatever calls and controls have made of a tenant, it is the same when it is put back, when it is read from a state file, and when it is read from the file
/// of a store that lasts.
/// </summary>
public sealed class ReachableStatesTests
{

    private static readonly (string, string)[] Durations =
        [("Durations:Rds:CreateAccount", "86400"), ("Durations:PolarDb:CreateDatabase", "86400"), ("Durations:Rds:DeleteDBInstance", "86400"),
            ("Durations:PolarDb:DeleteAccount", "86400")];

    private static readonly Gen<Step> Steps = Gen.OneOf(
        OddControls.Any.Select(control => new Step(control, null)),
        OddCalls.Any.Select(call => new Step(null, call)));

    [Theory]
    [InlineData("memory", 600)]
    [InlineData("sqlite", 40)]
    public async Task A_state_is_the_same_after_it_was_put_back_and_after_it_was_kept_in_a_file(string kind, int sequences)
    {
        EmulatorUnderTest.RequireHost();
        using var folder = new SqliteFolder();
        var place = kind == "sqlite" ? $"sqlite:{folder.NewFile()}" : kind;
        await using var emulator = EmulatorUnderTest.Start(clock: null, [("Store", place), .. Durations]);
        using var client = new PersistentClient(emulator.Endpoint);
        var sequence = 0;

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(sequences).WithEndSize(10),
            Prop.ForAll(Steps.ListOf().ToArbitrary(), steps =>
            {
                var tenant = string.Create(CultureInfo.InvariantCulture, $"test-{sequence++}");
                foreach (var step in steps)
                    step.Take(client, emulator.Endpoint, tenant);

                Control(client, emulator.Endpoint, tenant, "PUT", "clock", """{"frozen":true}""");
                AssertSameFromAFile(emulator.Services, tenant);
                AssertSameWhenPutBack(client, emulator.Endpoint, tenant);
                Control(client, emulator.Endpoint, tenant, "DELETE", $"tenants/{tenant}");
            }));
    }

    private static void AssertSameWhenPutBack(PersistentClient client, Uri endpoint, string tenant)
    {
        var before = Control(client, endpoint, tenant, "GET", "state");

        var put = Control(client, endpoint, tenant, "PUT", "state", before.Text);

        Assert.Equal((204, ""), (put.Status, put.Text));
        Assert.Equal(before.Text, Control(client, endpoint, tenant, "GET", "state").Text);
    }

    private static void AssertSameFromAFile(IServiceProvider services, string accessKeyId)
    {
        var (store, seed) = (services.GetRequiredService<IStore>(), services.GetRequiredService<Seed>());
        if (store is MemoryStore memory)
            AssertSame(services.GetRequiredService<Tenants>(), FromStateFile(memory, seed), accessKeyId);
        else
            AssertSameFromCopy(services.GetRequiredService<Tenants>(), store, seed, accessKeyId);
    }

    private static Tenants FromStateFile(MemoryStore store, Seed seed)
    {
        var (other, faults) = (SomeStore.InMemory(seed), new DocumentFaults());
        var others = new Tenants(new(seed), other);
        var file = new MemoryStream();
        StateDocument.Of(store, SomeTime.Noon).WriteAsync(file, CancellationToken.None).Wait();
        file.Position = 0;

        var kept = new StateReader(file, others, other, IdSource.System, SomeTime.Noon, faults).ReadAsync().AtOnce();

        Assert.Empty(faults);
        Array.ForEach([.. kept], tenant => tenant.PutBackAsync().AtOnce());
        return others;
    }

    private static void AssertSameFromCopy(Tenants tenants, IStore store, Seed seed, string accessKeyId)
    {
        store.FlushAsync().AsTask().Wait();
        using var folder = new SqliteFolder();
        var other = folder.OpenCopy(store.Name["sqlite ".Length..], seed);
        var others = new Tenants(new(seed), other);

        AssertSame(tenants, others, accessKeyId);
        var (tenant, copy) = (TenantOf(tenants, accessKeyId), TenantOf(others, accessKeyId));
        Assert.Equal(TextOf(tenant.Journal), TextOf(copy.Journal));
        Assert.Equal(tenant.State.Clock, copy.State.Clock);
        Assert.Equal(tenant.State.Faults, copy.State.Faults);
        Assert.Equal(tenant.CountFaultsAsync().AtOnce(), copy.CountFaultsAsync().AtOnce());
    }

    private static void AssertSame(Tenants tenants, Tenants others, string accessKeyId)
    {
        var (tenant, other) = (TenantOf(tenants, accessKeyId), TenantOf(others, accessKeyId));
        Assert.Equal(TextOf(tenant, tenant.Clock.Now), TextOf(other, tenant.Clock.Now));
        Assert.Equal(TextOf(tenant.Ram), TextOf(other.Ram));
    }

    private static Tenant TenantOf(Tenants tenants, string accessKeyId) =>
        tenants.EnterAsync(tenants.FindAsync(accessKeyId).AtOnce()!.Value.Key).AtOnce()!;

    private static string TextOf(IJournal journal) =>
        string.Join('\n', journal.FindAsync(new(null, null, null, null, null, null)).AtOnce().Select(StoredText.Of));

    private static string TextOf(Tenant tenant, DateTimeOffset now)
    {
        var writer = new InstanceWriter(Catalogue.Databases);
        return string.Join('\n', tenant.ListAsync(now).AsTask().Result.Select(instance => writer.Write(instance).ToJsonString()));
    }

    private static string TextOf(RamAccount ram)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartArray();
            Array.ForEach([.. ram.Users.Values], user => RamWriter.Write(json, user));
            Array.ForEach([.. ram.Roles.Values], role => RamWriter.Write(json, role));
            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    private static Answer Control(PersistentClient client, Uri endpoint, string tenant, string method, string path, string body = "")
    {
        var bytes = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(body));
        return client.Exchange(
            $"{method} /_emulator/{path}?tenant={tenant} HTTP/1.1\r\nHost: {endpoint.Authority}\r\nContent-Type: application/json\r\nContent-Length: {bytes.Length}\r\n\r\n{bytes}")!;
    }

    // Either a control, or a call.
    private sealed record Step((string Method, string Path, string Body)? Control, (SomeAction Some, (string Name, string Value)[] Parameters)? Call)
    {
        public void Take(PersistentClient client, Uri endpoint, string tenant)
        {
            var answer = Control is { } control
                ? ReachableStatesTests.Control(client, endpoint, tenant, control.Method, control.Path, control.Body)
                : client.Exchange(TextOf(Call!.Value, endpoint, tenant))!;

            Assert.True(answer.Status < 500, answer.Text);
        }

        private static string TextOf((SomeAction Some, (string Name, string Value)[] Parameters) call, Uri endpoint, string tenant) =>
            RawRequest.Of(new SignedRequest
            {
                Endpoint = endpoint,
                Version = call.Some.Product.Version,
                Action = call.Some.Operation.Action,
                AccessKeyId = tenant,
                Parameters = [.. call.Parameters.Select(p => KeyValuePair.Create(p.Name, p.Value))],
            }).ToText();

        public override string ToString() =>
            Control is { } control
            ? $"{control.Method} {control.Path} {control.Body}"
            : $"{Call!.Value.Some.Operation.Action} {string.Join(' ', Call.Value.Parameters)}";
    }
}
