using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ResetPassword.Testing.Xunit;

namespace ResetPassword.Testing.Tests;

/// <summary>Every control of the service has a call of the kit.</summary>
public sealed class ControlsTests(EmulatorFixture emulator) : TenantTest(emulator)
{
    private const string Rds = "rm-running";

    private static readonly SortedDictionary<string, Func<AlibabaCloudEmulator, Tenant, CancellationToken, Task>> Calls = new(StringComparer.Ordinal)
    {
        ["GetHealth"] = (cloud, _, ended) => cloud.GetHealthAsync(ended),
        ["GetContract"] = (cloud, _, ended) => cloud.GetContractAsync(ended),
        ["MakeTenant"] = (cloud, _, ended) => cloud.CreateTenantAsync(ended),
        ["ListTenants"] = (cloud, _, ended) => cloud.ListTenantsAsync(ended),
        ["DropTenant"] = (cloud, tenant, ended) => cloud.DropTenantAsync(tenant.AccessKeyId, ended),
        ["GetState"] = (_, tenant, ended) => tenant.Instances.ListAsync(ended),
        ["PutState"] = (_, tenant, ended) => tenant.Instances.ReplaceAsync([], ended),
        ["ResetTenant"] = (_, tenant, ended) => tenant.ResetAsync(ended),
        ["GetInstance"] = (_, tenant, ended) => tenant.Instances.GetAsync(Rds, ended),
        ["PutInstance"] = (_, tenant, ended) => tenant.Instances.PutAsync(new(Products.Rds, Rds), ended),
        ["PatchInstance"] = (_, tenant, ended) => tenant.Instances.SetStatusAsync(Rds, null, ended),
        ["DeleteInstance"] = (_, tenant, ended) => tenant.Instances.DeleteAsync(Rds, ended),
        ["GetAccount"] = (_, tenant, ended) => tenant.Instances.GetAccountAsync(Rds, "test1", cancellationToken: ended),
        ["PutAccount"] = (_, tenant, ended) => tenant.Instances.PutAccountAsync(Rds, new("test1"), ended),
        ["PatchAccount"] = (_, tenant, ended) => tenant.Instances.SetPasswordAsync(Rds, "test1", "New_pass1", cancellationToken: ended),
        ["DeleteAccount"] = (_, tenant, ended) => tenant.Instances.DeleteAccountAsync(Rds, "test1", cancellationToken: ended),
        ["VerifyPassword"] = (_, tenant, ended) => tenant.VerifyPasswordAsync(Rds, "test1", "New_pass1", cancellationToken: ended),
        ["ListFaults"] = (_, tenant, ended) => tenant.Faults.ListAsync(ended),
        ["ArmFault"] = (_, tenant, ended) => ArmAsync(tenant, ended),
        ["DisarmFault"] = async (_, tenant, ended) => await tenant.Faults.RemoveAsync(await ArmAsync(tenant, ended), ended),
        ["DisarmFaults"] = (_, tenant, ended) => tenant.Faults.ClearAsync(ended),
        ["ListRequests"] = (_, tenant, ended) => tenant.Journal.ListAsync(cancellationToken: ended),
        ["CountRequests"] = (_, tenant, ended) => tenant.Journal.CountAsync(cancellationToken: ended),
        ["WaitForRequests"] = (_, tenant, ended) => tenant.Journal.WaitForAsync(null, 1, TimeSpan.Zero, ended),
        ["StreamRequests"] = (cloud, tenant, ended) => ReadOneAsync(cloud, tenant, ended),
        ["ClearRequests"] = (_, tenant, ended) => tenant.Journal.ClearAsync(ended),
        ["GetClock"] = (_, tenant, ended) => tenant.Clock.GetAsync(ended),
        ["PutClock"] = (_, tenant, ended) => tenant.Clock.FreezeAsync(cancellationToken: ended),
        ["ListUsers"] = (_, tenant, ended) => tenant.Users.ListAsync(ended),
        ["PutUser"] = (_, tenant, ended) => tenant.Users.PutAsync("job", [], ended),
        ["DeleteUser"] = (_, tenant, ended) => tenant.Users.DeleteAsync("limited", ended),
        ["ListRoles"] = (_, tenant, ended) => tenant.Roles.ListAsync(ended),
        ["PutRole"] = (_, tenant, ended) => tenant.Roles.PutAsync("job", [], cancellationToken: ended),
        ["DeleteRole"] = (_, tenant, ended) => tenant.Roles.DeleteAsync("rotator", ended),
        ["GetCredentials"] = (_, tenant, ended) => tenant.Roles.GetCredentialsAsync("rotator", ended),
        ["DecideAccess"] = (_, tenant, ended) => tenant.DecideAccessAsync(Products.Rds, "ResetAccountPassword", cancellationToken: ended),
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Controls => [.. Calls.Keys];

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task A_name_that_would_lead_to_another_control_is_refused(string name)
    {
        var armed = await ArmAsync(Tenant, Cancellation);

        var account = await Assert.ThrowsAsync<ArgumentException>(() => Tenant.Instances.DeleteAccountAsync(Rds, name, cancellationToken: Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => Tenant.Instances.DeleteAsync(name, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => Tenant.Faults.RemoveAsync(name, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => Cloud.DropTenantAsync(name, Cancellation));

        Assert.StartsWith($"/_emulator/instances/rm-running/accounts/{name}: A name is neither empty, nor a dot or two.", account.Message, StringComparison.Ordinal);
        Assert.Equal("rm-running", (await Tenant.Instances.GetAsync(Rds, Cancellation)).Id);
        Assert.Equal([armed], (await Tenant.Faults.ListAsync(Cancellation)).Select(fault => fault.Id));
    }

    [Fact]
    public async Task The_service_has_no_control_that_the_kit_lacks()
    {
        Assert.Equal(Calls.Keys, (await DescriptionAsync()).Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Controls))]
    public async Task The_call_of_the_kit_is_of_its_control(string operationId)
    {
        var (method, path) = (await DescriptionAsync())[operationId];
        using var sent = new SentRequests();

        await Calls[operationId](Cloud, Tenant, Cancellation);

        Assert.Contains(sent.All, request => request.Method == method && Regex.IsMatch(request.Path, $"^{Regex.Replace(path, "{[^}]+}", "[^/]+")}$"));
    }

    private static Task<string> ArmAsync(Tenant tenant, CancellationToken ended) =>
        tenant.Faults.ArmAsync(new(Products.Rds, "ResetAccountPassword") { Code = "Throttling" }, ended);

    private static async Task ReadOneAsync(AlibabaCloudEmulator cloud, Tenant tenant, CancellationToken ended)
    {
        using var http = cloud.CreateClient(tenant);
        using var answer = await http.GetAsync(new Uri("https://rds.aliyuncs.com/?Action=DescribeRegions&Version=2014-08-15"), ended);
        await using var stream = tenant.Journal.StreamAsync(cancellationToken: ended).GetAsyncEnumerator(ended);
        await stream.MoveNextAsync();
    }

    private async Task<Dictionary<string, (string Method, string Path)>> DescriptionAsync()
    {
        using var http = new HttpClient();
        var document = await http.GetFromJsonAsync<JsonElement>(new Uri(Cloud.Endpoint, "/openapi/v1.json"), Cancellation);
        var controls = from path in document.GetProperty("paths").EnumerateObject()
                       where path.Name.StartsWith("/_emulator/", StringComparison.Ordinal)
                       from method in path.Value.EnumerateObject()
                       where method.Value.TryGetProperty("operationId", out _)
                       select (Id: method.Value.GetProperty("operationId").GetString()!, Method: method.Name.ToUpperInvariant(), Path: path.Name);
        return controls.ToDictionary(control => control.Id, control => (control.Method, control.Path));
    }

    /// <summary>What is sent by the clients of this test alone: others run beside it.</summary>
    private sealed class SentRequests : IDisposable
    {
        private readonly List<(string Method, string Path)> _all = [];
        private readonly Activity _test = new Activity(nameof(SentRequests)).Start();
        private readonly ActivityListener _listener;

        public SentRequests()
        {
            _listener = new()
            {
                ShouldListenTo = source => source.Name == "System.Net.Http",
                Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = Add,
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public IReadOnlyList<(string Method, string Path)> All
        {
            get
            {
                lock (_all)
                    return [.. _all];
            }
        }

        public void Dispose()
        {
            _listener.Dispose();
            _test.Dispose();
        }

        private void Add(Activity activity)
        {
            if (activity.TraceId != _test.TraceId || activity.GetTagItem("url.full") is not string address)
                return;
            lock (_all)
                _all.Add(($"{activity.GetTagItem("http.request.method")}", new Uri(address).AbsolutePath));
        }
    }
}
